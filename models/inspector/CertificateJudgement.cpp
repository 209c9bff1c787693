#include "models/inspector/CertificateJudgement.h"

namespace gatehouse::inspector {

namespace {

using Fault = CarriedCertificates::Fault;

/// Standard base64 with padding, as x5c has it, of a certificate.
Fault decode(const QString &entry, QByteArray &certificate)
{
    const QByteArray text = entry.toLatin1();
    if (text.size() > jose::largestCertificate * 4 / 3 + 4)
        return Fault::Der;
    auto result = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!result || text != result.decoded.toBase64())
        return text.contains('-') || text.contains('_') ? Fault::Base64Url : Fault::Base64;
    if (!jose::certificateParts(result.decoded))
        return Fault::Der;
    certificate = std::move(result.decoded);
    return Fault::None;
}

std::optional<qint64> secondsOf(std::optional<base::Instant> now)
{
    if (!now)
        return std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(now->time_since_epoch()).count();
}

} // namespace

std::optional<CarriedCertificates> carriedCertificates(const jose::JsonValue &header)
{
    const jose::JsonValue *chain = header.member(u"x5c");
    if (!chain || !chain->isArray())
        return std::nullopt;
    QStringList entries;
    for (const jose::JsonValue &entry : chain->elements)
        entries.append(entry.string);
    return readCertificates(entries);
}

CarriedCertificates readCertificates(const QStringList &x5c)
{
    CarriedCertificates out;
    out.count = x5c.size();
    for (qsizetype i = 0; i < std::min(out.count, jose::mostCertificates); ++i) {
        QByteArray certificate;
        out.faults.append(decode(x5c[i], certificate));
        out.certificates.append(std::move(certificate));
    }
    return out;
}

void judgeTrustPaths(TokenInspection &inspection, const VerificationPolicy &policy)
{
    if (!policy.trustedRoots)
        return;
    const auto now = secondsOf(policy.now);
    if (const auto carried = inspection.jws ? carriedCertificates(inspection.jws->header) : std::nullopt) {
        inspection.carriedPath =
            carried->isWhole() ? policy.trustedRoots->judge(carried->certificates, now) : jose::TrustPath::Refused;
    }
    const auto *pasted = std::get_if<PastedKey>(&policy.keys);
    if (pasted && !pasted->certificates.isEmpty())
        inspection.keyPath = policy.trustedRoots->judge(pasted->certificates, now);
}

} // namespace gatehouse::inspector
