#include "models/jose/qca/QcaCrypto.h"

#include "models/jose/KeyFileCodec.h"
#include "models/jose/qca/QcaCipher.h"
#include "models/jose/qca/QcaSigner.h"

#include <QtCrypto>

namespace gatehouse::jose::qca {

using namespace Qt::StringLiterals;

struct QcaCrypto::Private
{
    QCA::Initializer initializer; // first in, last out
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
        u"pkey"_s,         u"rsa"_s,          u"hmac(sha256)"_s, u"hmac(sha384)"_s,
        u"hmac(sha512)"_s, u"hkdf(sha256)"_s, u"aes256-gcm"_s,
    };
    for (const QString &feature : needed) {
        if (!QCA::isSupported(qUtf8Printable(feature)))
            missing.append(feature);
    }
    return missing;
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
