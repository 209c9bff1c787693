#pragma once

#include "models/base/Random.h"
#include "models/base/Result.h"
#include "models/jose/PassphraseKdf.h"

namespace gatehouse::store {

/// What one look at a test user's password costs: as much as a person waits for without noticing, and no less than the
/// bound for anything that is kept.
inline constexpr jose::Argon2Cost passwordCost{.memory = 64 * 1024, .passes = 3, .lanes = 1};

/// Argon2id of a password under a fresh salt, with its cost, in one text: what Custody::sealPassword() seals.
base::Result<base::Secret> hashedPassword(const jose::PassphraseKdf &kdf, base::RandomSource &random,
                                          const base::Secret &password, const jose::Argon2Cost &cost = passwordCost);

/// Whether `password` is the one that was hashed. A hash that cannot be read is nobody's password, and takes as long.
base::Result<bool> isPassword(const jose::PassphraseKdf &kdf, const base::Secret &hash, const base::Secret &password);

} // namespace gatehouse::store
