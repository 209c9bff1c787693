#pragma once

#include "models/base/Result.h"
#include "models/base/Secret.h"

#include <QByteArray>

namespace gatehouse::jose {

/// What one guess at a passphrase costs with Argon2id (RFC 9106 section 3.1): m, t and p.
struct Argon2Cost
{
    quint32 memory = 0; ///< KiB
    quint32 passes = 0;
    quint32 lanes = 0;

    bool operator==(const Argon2Cost &) const = default;
};

/// The cost of new passphrases: about half a second of one core.
inline constexpr Argon2Cost usualArgon2Cost{.memory = 128 * 1024, .passes = 4, .lanes = 4};
/// Read from a file, a cost outside these bounds is refused: below, whoever alters the file makes guessing cheap;
/// above, opening it takes the machine's memory or time.
inline constexpr Argon2Cost leastArgon2Cost{.memory = 64 * 1024, .passes = 3, .lanes = 1};
inline constexpr Argon2Cost mostArgon2Cost{.memory = 1024 * 1024, .passes = 16, .lanes = 16};

/// Memory times passes is what it takes in time: eight times what new passphrases take, some seconds.
inline constexpr quint64 mostArgon2Work = 8ULL * usualArgon2Cost.memory * usualArgon2Cost.passes;

constexpr bool isAcceptable(const Argon2Cost &cost)
{
    const auto within = [](quint32 value, quint32 least, quint32 most) { return value >= least && value <= most; };
    return within(cost.memory, leastArgon2Cost.memory, mostArgon2Cost.memory) &&
           within(cost.passes, leastArgon2Cost.passes, mostArgon2Cost.passes) &&
           within(cost.lanes, leastArgon2Cost.lanes, mostArgon2Cost.lanes) &&
           quint64(cost.memory) * cost.passes <= mostArgon2Work;
}

/// What goes into Argon2id beside the passphrase (RFC 9106 section 3.1): the salt S, and where there are any, the
/// secret value K and the associated data X.
struct Argon2Input
{
    QByteArray salt;
    base::Secret key = {};
    QByteArray associated = {};
};

/// Makes a key of a passphrase, slowly on purpose. Callable from several threads at once.
class PassphraseKdf
{
public:
    virtual ~PassphraseKdf() = default;
    /// Argon2id, version 0x13, `length` bytes. MemoryRefused where it cannot have the memory, Internal where the
    /// library lacks it. Bounds of the cost are the caller's: known answers lie below them.
    virtual base::Result<base::Secret> argon2id(const base::Secret &passphrase, const Argon2Input &input,
                                                const Argon2Cost &cost, int length) const = 0;
};

} // namespace gatehouse::jose
