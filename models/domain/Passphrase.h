#pragma once

#include "models/base/Secret.h"
#include "models/domain/Violation.h"

namespace gatehouse::domain {

inline constexpr int minPassphrase = 8;    ///< characters
inline constexpr int maxPassphrase = 1024; ///< bytes of UTF-8

/// The rule for a new passphrase of a store: 8 characters at least, 1024 bytes at most, on one line. Never names what
/// was typed. What a passphrase once was is not judged when a store is opened.
MaybeViolation checkPassphrase(const base::Secret &utf8);

/// Characters (code points) of UTF-8.
qsizetype passphraseLength(const base::Secret &utf8);

} // namespace gatehouse::domain
