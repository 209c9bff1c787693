#include "models/jose/qca/QcaCrypto.h"

#include "models/jose/KeyFileCodec.h"
#include "models/jose/qca/QcaCipher.h"
#include "models/jose/qca/QcaSigner.h"
#include "models/jose/qca/QcaVerifier.h"

#include <QtCrypto>

namespace gatehouse::jose::qca {

struct QcaCrypto::Private
{
    QCA::Initializer initializer; // first in, last out
    QcaVerifier verifier;
    QcaSignerFactory signers;
    KeyFileCodec keys;
    QcaCipher cipher;
};

QcaCrypto::QcaCrypto()
    : d(std::make_unique<Private>())
{
}

QcaCrypto::~QcaCrypto() = default;

QStringList QcaCrypto::missingFeatures() const
{
    QStringList missing;
    const QStringList needed{
        QStringLiteral("pkey"),         QStringLiteral("rsa"),          QStringLiteral("hmac(sha256)"),
        QStringLiteral("hmac(sha384)"), QStringLiteral("hmac(sha512)"), QStringLiteral("hkdf(sha256)"),
        QStringLiteral("aes256-gcm"),
    };
    for (const QString &feature : needed) {
        if (!QCA::isSupported(qUtf8Printable(feature)))
            missing.append(feature);
    }
    return missing;
}

const SignatureVerifier &QcaCrypto::verifier() const
{
    return d->verifier;
}

const SignerFactory &QcaCrypto::signers() const
{
    return d->signers;
}

const KeyCodec &QcaCrypto::keys() const
{
    return d->keys;
}

const AuthenticatedCipher &QcaCrypto::cipher() const
{
    return d->cipher;
}

} // namespace gatehouse::jose::qca
