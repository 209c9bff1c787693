#pragma once

#include "models/base/Clock.h"
#include "models/domain/Id.h"
#include "models/domain/Scope.h"
#include "models/domain/SealedSecret.h"
#include "models/domain/SigningAlgorithm.h"

#include <QList>

namespace gatehouse::domain {

inline constexpr int minTokenLifetime = 1;
inline constexpr int maxTokenLifetime = 2592000;
inline constexpr int defaultTokenLifetime = 86400;
inline constexpr int maxIdentifier = 600;

/// An API: the resource server of RFC 6749, whose identifier is the audience of its tokens (contract section 1.6).
struct ResourceServer
{
    ResourceServerId id;
    QString name;
    QString identifier;
    SigningAlgorithm signingAlgorithm = SigningAlgorithm::RS256;
    int tokenLifetime = defaultTokenLifetime; ///< seconds
    bool skipConsent = false;                 ///< for verifiable first-party clients
    bool allowOfflineAccess = false;
    QList<Scope> scopes;
    SealedSecret signingSecret; ///< HS256 only
    bool isSystem = false;      ///< the Management API
    bool isSample = false;      ///< made by the first start, removable with the other samples
    base::Instant createdAt;

    bool operator==(const ResourceServer &) const = default;

    const Scope *scope(const QString &value) const;
    QStringList scopeValues() const;
};

MaybeViolation checkApiName(const QString &name);
/// What a tenant keeps for APIs of its own: its userinfo endpoint, My Account, My Organization and the names of
/// urn:auth0 (contract section 1.7).
bool isReservedIdentifier(const QString &identifier);
/// 1 to 600 printable ASCII characters without blanks, and no reserved identifier. Uniqueness is the tenant's matter.
MaybeViolation checkIdentifier(const QString &identifier);
MaybeViolation checkTokenLifetime(qint64 seconds);
/// For typed text: "soon" is NotANumber, "0" OutOfRange.
MaybeViolation checkTokenLifetimeText(const QString &text);

} // namespace gatehouse::domain
