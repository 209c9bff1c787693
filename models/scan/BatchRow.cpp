#include "models/scan/BatchRow.h"

#include "models/inspector/TokenShape.h"

#include <QCryptographicHash>

#include <cstring>

namespace gatehouse::scan {

namespace {

/// Longer ones are cut in a table of half a million rows; the inspector shows them whole.
constexpr qsizetype longestText = 512;

QString shortened(const QString &text)
{
    return text.size() > longestText ? text.first(longestText) + u'\u2026' : text;
}

QString textClaim(const jose::JsonValue &claims, QStringView name)
{
    const jose::JsonValue *value = claims.member(name);
    return value && value->isString() ? shortened(value->string) : QString();
}

QString keyName(const inspector::KeyUsed &key)
{
    // A kid says little without whose it is.
    if (!key.issuerName.isEmpty() && key.origin != inspector::KeyUsed::Origin::None)
        return shortened(key.issuerName) + u':' + (key.kid.isEmpty() ? key.thumbprint : key.kid);
    if (!key.kid.isEmpty())
        return key.kid;
    const bool isSecret = key.type == jose::KeyType::Octets && key.bits > 0;
    if (!isSecret || !key.thumbprint.isEmpty())
        return key.thumbprint;
    return key.apiName.isEmpty() ? QString(secretKey) : secretKey + u':' + shortened(key.apiName);
}

} // namespace

BatchRow rowOf(transport::FoundToken &&found, int source, const inspector::TokenInspection &inspection)
{
    BatchRow row;
    row.token = std::move(found.token);
    row.kind = found.kind;
    row.source = source;
    row.place = std::move(found.place);
    row.through = found.through;
    row.verdict = inspection.verdict();
    row.headline = inspector::headlineOf(inspection);
    row.form = inspection.form;
    row.signature = inspection.signature;
    row.time = inspection.time;
    row.claims = inspection.claimsVerdict;
    row.policy = inspection.policyVerdict;
    row.reason = inspection.reason;
    row.algorithm = shortened(inspection.algorithm);
    row.kid = shortened(inspection.kid);
    row.keyUsed = keyName(inspection.key);
    row.api = inspection.key.apiName;
    row.issuer = shortened(inspection.issuer);
    const auto first = inspection.audience.first(std::min<qsizetype>(inspection.audience.size(), 8));
    for (const QString &audience : first)
        row.audience.append(shortened(audience));
    if (inspection.claims) {
        row.subject = textClaim(*inspection.claims, u"sub");
        for (const QStringView name : {QStringView(u"azp"), QStringView(u"client_id"), QStringView(u"cid")}) {
            if (row.client.isEmpty())
                row.client = textClaim(*inspection.claims, name);
        }
    }
    row.issuedAt = inspection.issuedAt;
    row.expiresAt = inspection.expiresAt;
    for (const inspector::Finding &finding : inspection.findings) {
        if (!row.findings.contains(finding.id()))
            row.findings.append(finding.id());
    }
    return row;
}

std::optional<TokenIdMark> tokenIdMark(const inspector::TokenInspection &inspection)
{
    const jose::JsonValue *jti = inspection.claims ? inspection.claims->member(u"jti") : nullptr;
    if (!jti || !jti->isString())
        return std::nullopt;
    // The length in front keeps "a" and "bc" apart from "ab" and "c".
    const QByteArray issuer = inspection.issuer.toUtf8();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(issuer.size()) + ':' + issuer);
    hash.addData(jti->string.toUtf8());
    TokenIdMark mark{};
    std::memcpy(mark.data(), hash.resultView().data(), sizeof mark);
    return mark;
}

QByteArray withoutSignature(QByteArrayView token)
{
    return inspector::withoutProof(token).toByteArray() + "[cut]";
}

} // namespace gatehouse::scan
