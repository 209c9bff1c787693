#include "models/scan/BatchRow.h"

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

} // namespace

BatchRow rowOf(FoundToken &&found, int source, const inspector::TokenInspection &inspection)
{
    BatchRow row;
    row.token = std::move(found.token);
    row.kind = found.kind;
    row.source = source;
    row.place = std::move(found.place);
    row.through = found.through;
    row.verdict = inspection.verdict();
    row.form = inspection.form;
    row.signature = inspection.signature;
    row.time = inspection.time;
    row.claims = inspection.claimsVerdict;
    row.policy = inspection.policyVerdict;
    row.reason = inspection.reason;
    row.algorithm = shortened(inspection.algorithm);
    row.kid = shortened(inspection.kid);
    row.hasInner = !inspection.nested.isEmpty();
    row.keyUsed = inspection.key.kid.isEmpty() ? inspection.key.thumbprint : inspection.key.kid;
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
        if (!row.findings.contains(finding.id))
            row.findings.append(finding.id);
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

QByteArray withoutSignature(QByteArrayView token, bool hasInner)
{
    const qsizetype first = token.indexOf('.');
    const qsizetype second = first < 0 ? -1 : token.indexOf('.', first + 1);
    if (second < 0 || token.startsWith('{'))
        return "[cut]";
    // What is signed is a token itself, with a signature of its own.
    if (hasInner)
        return token.first(first + 1).toByteArray() + "[cut]";
    const bool isJws = token.indexOf('.', second + 1) < 0 || token.contains('~');
    return token.first(isJws ? second + 1 : first + 1).toByteArray() + "[cut]";
}

} // namespace gatehouse::scan
