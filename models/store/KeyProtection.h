#pragma once

#include "models/base/Job.h"
#include "models/base/Secret.h"

#include <functional>

namespace gatehouse::store {

/// How the data key that seals a store's secrets is itself protected; the window names the weaker choice.
enum class Protection {
    KeyFile,    ///< in a file beside the store: whoever has both files has the secrets
    Passphrase, ///< wrapped under a passphrase, by Argon2id
    Keychain,   ///< wrapped under a key that the desktop's keychain keeps
    Memory,     ///< in this process alone
};

/// The stable name, as typed and as printed by `--json` ("key-file", "passphrase", "keychain", "memory").
QString protectionName(Protection protection);

/// Changes how the data key is protected. The data key stays the same, so no secret is sealed again and other processes
/// go on with what they have. A job that fails, or a process that is killed, leaves what was: never less, never both.
class KeyProtection
{
public:
    virtual ~KeyProtection() = default;

    virtual Protection protection() const = 0;
    /// Ends without an error when a keychain answers; KeychainMissing, KeychainSilent or KeychainRefused otherwise.
    virtual base::Job<void> probeKeychain() = 0;
    virtual base::Job<void> protectWithKeyFile() = 0;
    /// Takes about a second of one core, in a thread of its own.
    virtual base::Job<void> protectWithPassphrase(base::Secret passphrase) = 0;
    virtual base::Job<void> protectWithKeychain() = 0;
    /// Called, in this object's thread, when another process has changed the protection. At most one listener.
    virtual void setChangeListener(std::function<void()> /*listener*/) {}
};

} // namespace gatehouse::store
