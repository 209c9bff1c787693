#include "models/inspector/ClaimRules.h"
#include "models/inspector/FormJudgement.h"
#include "models/inspector/ProbeKeys.h"
#include "models/inspector/TokenShape.h"

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostKeysTried = 8;

QString textIn(const jose::JsonValue &header, QStringView name)
{
    const jose::JsonValue *value = header.member(name);
    return value && value->isString() ? value->string : QString();
}

void explainHeader(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools,
                   const jose::JweJudgement &judgement)
{
    inspection.findings.append(makeFinding("encrypted-token"_L1));
    if (judgement.refusal) {
        inspection.findings.append(
            makeFinding("encryption-refused"_L1, judgement.member, {jose::jweRefusalName(*judgement.refusal)}));
    }
    if (judgement.algorithm == jose::KeyManagement::Rsa15)
        inspection.findings.append(makeFinding("encryption-deprecated"_L1, u"alg"_s, {inspection.algorithm}));
    // A key that verifies is public by purpose: what is encrypted to it proves nothing about who did it.
    const QList<KnownKey> known = publicKeysOf(policy, tools.codec);
    const auto isNamed = [&inspection](const KnownKey &one) { return one.key.kid && *one.key.kid == inspection.kid; };
    if (!inspection.kid.isEmpty() && std::ranges::any_of(known, isNamed))
        inspection.findings.append(makeFinding("encrypted-to-signing-key"_L1, u"kid"_s, {inspection.kid}));
}

/// What the keys make of it: its content, or nothing. Which key or recipient failed how is not told (RFC 7516
/// section 11.5).
std::optional<QByteArray> open(const jose::Jwe &jwe, const VerificationPolicy &policy, const JudgementTools &tools)
{
    qsizetype tried = 0;
    for (qsizetype recipient = 0; recipient < jwe.recipients.size(); ++recipient) {
        for (const jose::DecryptionKey &key : policy.decryptionKeys) {
            if (++tried > mostKeysTried)
                return std::nullopt;
            if (auto content = tools.decrypter->decrypt(jwe, recipient, key))
                return std::move(*content);
        }
    }
    return std::nullopt;
}

/// The content of an opened token: another token, which is the next level, or claims that nobody signed.
void readContent(TokenInspection &inspection, const VerificationPolicy &policy, const QByteArray &content)
{
    setOutcome(inspection, Reason::Decrypted);
    inspection.encrypted->content = content;
    if (policy.explain)
        inspection.findings.append(makeFinding("decrypted"_L1));
    if (looksLikeToken(content)) {
        inspection.nested = content;
        return;
    }
    auto claims = jose::parseStrictJson(content);
    if (!claims || !claims->isObject())
        return;
    inspection.claims = std::move(*claims);
    readClaims(inspection);
    judgeTime(inspection, policy.now, policy.leeway);
}

Reason reasonOfJwe(jose::JweError::Kind kind)
{
    switch (kind) {
    case jose::JweError::Kind::TooLarge:
    case jose::JweError::Kind::TooMany:
        return Reason::TooLarge;
    case jose::JweError::Kind::Base64Url:
        return Reason::BadBase64Url;
    default:
        return Reason::BadHeader;
    }
}

} // namespace

void judgeEncrypted(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools)
{
    const auto jwe = jose::Jwe::parse(inspection.token);
    if (!jwe || jwe->recipients.isEmpty()) {
        inspection.jweError = jwe ? jose::JweError() : jwe.error();
        inspection.form = Form::Malformed;
        setOutcome(inspection, reasonOfJwe(inspection.jweError->kind));
        return;
    }
    inspection.form = Form::Encrypted;
    setOutcome(inspection, Reason::Encrypted);
    const jose::JsonValue &header = jwe->recipients.first().header;
    inspection.algorithm = textIn(header, u"alg");
    inspection.kid = textIn(header, u"kid");
    const jose::JweJudgement judgement = jose::judgeJwe(*jwe, 0);
    inspection.encrypted = EncryptedToken{.header = header,
                                          .algorithm = inspection.algorithm,
                                          .encryption = textIn(header, u"enc"),
                                          .refusal = judgement.refusal,
                                          .content = {}};
    if (policy.explain)
        explainHeader(inspection, policy, tools, judgement);
    if (policy.decryptionKeys.isEmpty() || !tools.decrypter)
        return;
    if (const auto content = open(*jwe, policy, tools))
        readContent(inspection, policy, *content);
    else
        setOutcome(inspection, judgement.refusal ? Reason::EncryptionRefused : Reason::DecryptionFailed);
}

} // namespace gatehouse::inspector
