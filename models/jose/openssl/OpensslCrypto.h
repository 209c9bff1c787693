#pragma once

#include "models/jose/CertificateChain.h"
#include "models/jose/CertificateMint.h"
#include "models/jose/Decrypter.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/PassphraseKdf.h"
#include "models/jose/PrivateKey.h"
#include "models/jose/SignatureProbe.h"
#include "models/jose/SignatureVerifier.h"

#include <memory>

namespace gatehouse::jose::openssl {

/// Owns what stands on OpenSSL. Making one costs nothing: keys and tables are made when first needed.
class OpensslCrypto
{
public:
    OpensslCrypto();
    ~OpensslCrypto();
    OpensslCrypto(const OpensslCrypto &) = delete;
    OpensslCrypto &operator=(const OpensslCrypto &) = delete;

    /// The PS, ES and EdDSA algorithms.
    const SignatureVerifier &verifier() const;
    const SignatureProbe &probe() const;
    const KeyCodec &keys() const;
    const PrivateKeys &privateKeys() const;
    const Decrypter &decrypter() const;
    const Certificates &certificates() const;
    const PassphraseKdf &passphraseKdf() const;
    const CertificateMint &certificateMint() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::jose::openssl
