#include "models/jose/CertificateChain.h"

#include "models/jose/Der.h"
#include "models/jose/PemBlock.h"

#include <algorithm>

namespace gatehouse::jose {

std::optional<CertificateParts> certificateParts(QByteArrayView der)
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return std::nullopt;
    DerReader certificate(*sequence);
    const auto toBeSigned = certificate.next(DerTag::Sequence);
    if (!toBeSigned || !certificate.next(DerTag::Sequence) || !certificate.next(DerTag::BitString) ||
        !certificate.atEnd())
        return std::nullopt;

    DerReader reader(toBeSigned->content);
    if (reader.isNext(DerTag::Context0))
        reader.next();
    if (!reader.next(DerTag::Integer) || !reader.next(DerTag::Sequence)) // serialNumber, signature
        return std::nullopt;
    const auto issuer = reader.next(DerTag::Sequence);
    const auto validity = reader.next(DerTag::Sequence);
    const auto subject = reader.next(DerTag::Sequence);
    const auto key = reader.next(DerTag::Sequence);
    if (!issuer || !validity || !subject || !key)
        return std::nullopt;
    return CertificateParts{.issuer = issuer->whole, .subject = subject->whole, .key = key->whole};
}

QList<QByteArray> certificatesIn(QByteArrayView text, qsizetype most)
{
    if (certificateParts(text))
        return {text.toByteArray()};
    const auto blocks = PemBlock::every(text, most);
    if (!blocks)
        return {};
    QList<QByteArray> certificates;
    for (const PemBlock &block : *blocks) {
        if (block.label != "CERTIFICATE" && block.label != "X509 CERTIFICATE")
            return {};
        certificates.append(block.der.bytes().toByteArray());
    }
    return certificates;
}

bool isNamedChain(const QList<QByteArray> &certificates)
{
    QList<CertificateParts> parts;
    for (const QByteArray &der : certificates) {
        const auto one = certificateParts(der);
        if (!one)
            return false;
        parts.append(*one);
    }
    if (parts.isEmpty() || parts.first().issuer == parts.first().subject)
        return false;
    return std::ranges::adjacent_find(std::as_const(parts),
                                      [](const CertificateParts &one, const CertificateParts &next) {
                                          return one.issuer != next.subject;
                                      }) == parts.cend();
}

} // namespace gatehouse::jose
