#pragma once

#include "models/base/Result.h"
#include "models/inspector/TokenInspector.h"
#include "models/jose/RoutingVerifier.h"
#include "models/jose/openssl/OpensslCrypto.h"
#include "models/jose/qca/QcaCrypto.h"

namespace gatehouse::app {

/// FileUnfit: what `path` holds is no key that can be used, and why.
std::unexpected<base::Error> unfitKey(const char *step, const QString &path, const jose::KeyError &error);

/// Starts QCA and owns every implementation of the interfaces of models/jose. One per process, made and destroyed as
/// QcaCrypto asks for. Which library computes what does not show.
class Crypto
{
public:
    Crypto();

    /// Empty, or the QCA features this machine's plugins lack: the program cannot work then.
    QStringList missingFeatures() const { return m_qca.missingFeatures(); }

    /// Every algorithm of jose::Algorithm.
    const jose::SignatureVerifier &verifier() const { return m_verifier; }
    const jose::SignatureProbe &probe() const { return m_openssl.probe(); }
    const jose::KeyCodec &keys() const { return m_openssl.keys(); }
    /// Keys that a person brings, to sign with or to open a JWE.
    const jose::PrivateKeys &privateKeys() const { return m_openssl.privateKeys(); }
    const jose::Decrypter &decrypter() const { return m_openssl.decrypter(); }
    const jose::Certificates &certificates() const { return m_openssl.certificates(); }
    /// Everything an inspector explains tokens with.
    inspector::InspectorExtras inspectorExtras() const;
    /// The root certificates that a person gave in `path`, whose content `pem` is. FileUnfit when there is
    /// anything else in it.
    base::Result<std::shared_ptr<const jose::TrustedRoots>> trustedRoots(QByteArrayView pem, const QString &path) const;
    /// Makes keys of passphrases.
    const jose::PassphraseKdf &passphraseKdf() const { return m_openssl.passphraseKdf(); }
    /// The issuer's signers and keys.
    const jose::SignerFactory &signers() const { return m_qca.signers(); }
    const jose::AuthenticatedCipher &cipher() const { return m_qca.cipher(); }

private:
    jose::qca::QcaCrypto m_qca;
    jose::openssl::OpensslCrypto m_openssl;
    jose::RoutingVerifier m_verifier;
};

} // namespace gatehouse::app
