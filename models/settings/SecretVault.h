#pragma once

#include "models/base/Job.h"
#include "models/base/Secret.h"

#include <QString>

namespace gatehouse::settings {

/// The desktop's keychain, or nothing: what is kept here never lies in a file of ours. Every answer comes within a time
/// limit. An entry that is not found is never the sign of a first start: the keychain may be locked, slow, another
/// one, or have lost it.
///
/// Errors: KeychainMissing (no keychain in this session), KeychainRefused (locked, denied), KeychainSilent (no answer
/// in time), KeychainMismatch (no such entry). Their subject is the entry.
class SecretVault
{
public:
    virtual ~SecretVault() = default;
    /// Whether a keychain answers at all; locked ones do.
    virtual base::Job<void> probe() = 0;
    virtual base::Job<base::Secret> read(const QString &entry) = 0;
    /// Makes the entry or replaces it.
    virtual base::Job<void> write(const QString &entry, const base::Secret &secret) = 0;
    /// Done as well when there is no such entry.
    virtual base::Job<void> remove(const QString &entry) = 0;
};

} // namespace gatehouse::settings
