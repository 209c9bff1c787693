#include "models/jose/CertificateMint.h"

#include "models/jose/CertificateChain.h"

#include <QCryptographicHash>

#include <algorithm>

namespace gatehouse::jose {

QByteArray certificatePem(const QByteArray &der)
{
    constexpr qsizetype lineLength = 64;
    const QByteArray text = der.toBase64();
    QByteArray pem = "-----BEGIN CERTIFICATE-----\n";
    for (qsizetype at = 0; at < text.size(); at += lineLength)
        pem += text.sliced(at, std::min(lineLength, text.size() - at)) + '\n';
    return pem + "-----END CERTIFICATE-----\n";
}

QByteArray publicKeyPin(const QByteArray &certificate)
{
    const auto parts = certificateParts(certificate);
    return parts ? QCryptographicHash::hash(parts->key, QCryptographicHash::Sha256).toBase64() : QByteArray();
}

} // namespace gatehouse::jose
