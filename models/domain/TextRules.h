#pragma once

#include "models/domain/Violation.h"

#include <QStringList>

namespace gatehouse::domain {

/// A character below U+0020, DEL or a C1 control.
bool hasControlCharacter(const QString &text);

/// The rule for names of APIs and clients: 1 to 200 characters, no `<` or `>`, no control characters (contract section
/// 4).
MaybeViolation checkName(Field field, const QString &name);

/// The values of a list typed one a line, without blanks around them; empty lines do not count.
QStringList typedLines(const QString &text);

inline constexpr int maxName = 200;

} // namespace gatehouse::domain
