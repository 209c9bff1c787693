#pragma once

#include "models/domain/Violation.h"

#include <QList>
#include <QString>

namespace gatehouse::domain {

/// A permission an API defines (RFC 6749 section 3.3; contract section 4).
struct Scope
{
    QString value;
    QString description;

    bool operator==(const Scope &) const = default;
};

inline constexpr int maxScopeValue = 280;
inline constexpr int maxScopeDescription = 500;
inline constexpr int maxScopesPerApi = 1000;

/// 1 to 280 characters of RFC 6749's scope-token, and none of the names OpenID Connect keeps (contract appendix C).
MaybeViolation checkScopeValue(const QString &value);
MaybeViolation checkScopeDescription(const QString &description);
/// Both, and that `value` is not in `others` yet.
MaybeViolation checkScope(const Scope &scope, const QList<Scope> &others);

} // namespace gatehouse::domain
