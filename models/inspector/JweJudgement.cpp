#include "models/inspector/ClaimRules.h"
#include "models/inspector/FormJudgement.h"
#include "models/inspector/ProbeKeys.h"
#include "models/inspector/TokenShape.h"
#include "models/inspector/findings/FindingSink.h"

#include <array>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

/// Private-key operations for one token.
constexpr qsizetype mostAttempts = 64;

QString textIn(const jose::JsonValue &header, QStringView name)
{
    const jose::JsonValue *value = header.member(name);
    return value && value->isString() ? value->string : QString();
}

void explainHeader(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools,
                   const jose::JweJudgement &judgement)
{
    FindingSink findings(inspection.findings);
    findings.report(kinds::encryptedToken);
    if (judgement.refusal) {
        findings.report(kinds::encryptionRefused, "member"_p = judgement.member, "refusal"_p = *judgement.refusal);
    }
    if (judgement.algorithm == jose::KeyManagement::Rsa15)
        findings.report(kinds::encryptionDeprecated, "algorithm"_p = inspection.algorithm);
    // A key that verifies is public by purpose: what is encrypted to it proves nothing about who did it.
    const QList<KnownKey> known = publicKeysOf(policy, tools.codec);
    const auto isNamed = [&inspection](const KnownKey &one) { return one.key.kid && *one.key.kid == inspection.kid; };
    if (!inspection.kid.isEmpty() && std::ranges::any_of(known, isNamed))
        findings.report(kinds::encryptedToSigningKey, "kid"_p = inspection.kid);
}

/// One key for one recipient.
struct Attempt
{
    qsizetype recipient;
    const jose::DecryptionKey *key;
};

/// Every key for every recipient, those first that name each other: both have the same kid; then those of which one has
/// none; then the others.
QList<Attempt> attemptsFor(const jose::Jwe &jwe, const QList<jose::DecryptionKey> &keys)
{
    std::array<QList<Attempt>, 3> ranked;
    for (qsizetype recipient = 0; recipient < jwe.recipients.size(); ++recipient) {
        const jose::JsonValue *kid = jwe.recipients[recipient].header.member(u"kid");
        for (const jose::DecryptionKey &key : keys) {
            const std::size_t rank = !kid || !key.kid ? 1 : kid->string == *key.kid ? 0 : 2;
            ranked.at(rank).append({recipient, &key});
        }
    }
    return ranked[0] + ranked[1] + ranked[2];
}

/// What came of the keys: the content, or what stopped them. Which key or recipient failed how is not told (RFC 7516
/// section 11.5).
struct Opened
{
    std::optional<QByteArray> content;
    std::optional<DecryptionLimit> limit; ///< the limit that was reached
};

Opened open(const jose::Jwe &jwe, const VerificationPolicy &policy, const JudgementTools &tools)
{
    using Kind = jose::DecryptionError::Kind;
    qsizetype done = 0;
    const QList<Attempt> attempts = attemptsFor(jwe, policy.decryptionKeys);
    for (const Attempt &attempt : attempts) {
        if (done == mostAttempts)
            return {.content = {}, .limit = DecryptionLimit::Attempts};
        auto content = tools.decrypter->decrypt(jwe, attempt.recipient, *attempt.key);
        if (content)
            return {.content = std::move(*content), .limit = {}};
        if (content.error().kind == Kind::Expansion)
            return {.content = {}, .limit = DecryptionLimit::InflatedSize};
        // What header and key show without any work costs nothing.
        if (content.error().kind != Kind::Header && content.error().kind != Kind::KeyUnfit)
            ++done;
    }
    return {};
}

/// Whether no recipient's header lets a key try.
bool isRefused(const jose::Jwe &jwe)
{
    for (qsizetype recipient = 0; recipient < jwe.recipients.size(); ++recipient) {
        if (!jose::judgeJwe(jwe, recipient).refusal)
            return false;
    }
    return true;
}

void reachLimit(TokenInspection &inspection, const VerificationPolicy &policy, DecryptionLimit limit)
{
    setOutcome(inspection, Reason::DecryptionLimit);
    FindingSink(inspection.findings, policy.explain).report(kinds::decryptionLimit, "limit"_p = limit);
}

/// The content of an opened token: another token, which is the next level, or claims that nobody signed.
void readContent(TokenInspection &inspection, const VerificationPolicy &policy, const QByteArray &content)
{
    setOutcome(inspection, Reason::Decrypted);
    inspection.encrypted->content = content;
    FindingSink findings(inspection.findings, policy.explain);
    findings.report(kinds::decrypted);
    if (looksLikeToken(content)) {
        inspection.nested = content;
        return;
    }
    auto claims = jose::parseStrictJson(content);
    if (!claims || !claims->isObject())
        return;
    inspection.claims = std::move(*claims);
    readClaims(inspection, findings);
    judgeTime(inspection, policy.now, policy.leeway);
}

Reason reasonOfJwe(jose::JweError::Kind kind)
{
    switch (kind) {
    case jose::JweError::Kind::TooLarge:
        return Reason::TooLarge;
    case jose::JweError::Kind::TooMany:
        return Reason::DecryptionLimit;
    case jose::JweError::Kind::Base64Url:
        return Reason::BadBase64Url;
    case jose::JweError::Kind::NotAJwe:
    case jose::JweError::Kind::EmptyAad:
    case jose::JweError::Kind::MissingMember:
    case jose::JweError::Kind::WrongType:
    case jose::JweError::Kind::BothForms:
    case jose::JweError::Kind::NoRecipients:
        return Reason::BadSerialization;
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
        if (inspection.reason == Reason::DecryptionLimit)
            reachLimit(inspection, policy, DecryptionLimit::Recipients);
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
    if (const Opened opened = open(*jwe, policy, tools); opened.content)
        readContent(inspection, policy, *opened.content);
    else if (opened.limit)
        reachLimit(inspection, policy, *opened.limit);
    else
        setOutcome(inspection, isRefused(*jwe) ? Reason::EncryptionRefused : Reason::DecryptionFailed);
}

} // namespace gatehouse::inspector
