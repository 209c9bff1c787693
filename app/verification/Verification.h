#pragma once

#include "models/base/Result.h"
#include "models/inspector/TokenInspector.h"
#include "models/jose/openssl/OpensslCrypto.h"

namespace gatehouse::app {

/// FileUnfit: the content of `path` cannot be used as a key, and why.
std::unexpected<base::Error> unfitKey(base::ErrorStep step, const QString &path, const jose::KeyError &error);

/// Owns what checks tokens: every algorithm of jose::Algorithm, every kind of key, JWEs and certificates. Making one
/// costs nothing.
class Verification
{
public:
    const jose::SignatureVerifier &verifier() const { return m_openssl.verifier(); }
    const jose::SignatureProbe &probe() const { return m_openssl.probe(); }
    const jose::KeyCodec &keys() const { return m_openssl.keys(); }
    /// Keys that a person brings, to sign with or to open a JWE.
    const jose::PrivateKeys &privateKeys() const { return m_openssl.privateKeys(); }
    const jose::Decrypter &decrypter() const { return m_openssl.decrypter(); }
    const jose::Certificates &certificates() const { return m_openssl.certificates(); }
    /// Everything an inspector explains tokens with.
    inspector::InspectorExtras inspectorExtras() const;
    /// The root certificates in `path`, whose content is `pem`. FileUnfit when it contains anything else.
    base::Result<std::shared_ptr<const jose::TrustedRoots>> trustedRoots(QByteArrayView pem, const QString &path) const;
    /// Makes the certificates that the server is reached over https with.
    const jose::CertificateMint &certificateMint() const { return m_openssl.certificateMint(); }
    /// Derives keys from passphrases.
    const jose::PassphraseKdf &passphraseKdf() const { return m_openssl.passphraseKdf(); }

private:
    jose::openssl::OpensslCrypto m_openssl;
};

} // namespace gatehouse::app
