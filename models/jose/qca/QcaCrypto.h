#pragma once

#include "models/jose/AuthenticatedCipher.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/Signer.h"

#include <memory>

namespace gatehouse::jose::qca {

/// Starts QCA and owns what stands on it. One per process, made after QCoreApplication (or before, for programs that
/// have none) and destroyed before static objects are.
class QcaCrypto
{
public:
    QcaCrypto();
    ~QcaCrypto();
    QcaCrypto(const QcaCrypto &) = delete;
    QcaCrypto &operator=(const QcaCrypto &) = delete;

    /// Empty, or the QCA features this machine's plugins lack ("rsa", "hmac(sha256)"): the program cannot work then.
    QStringList missingFeatures() const;

    const SignerFactory &signers() const;
    /// Reads public keys and certificates of all types, and private ones that hold their public part.
    const KeyCodec &keys() const;
    const AuthenticatedCipher &cipher() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::jose::qca
