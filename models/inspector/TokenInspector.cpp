#include "models/inspector/TokenInspector.h"

#include "models/inspector/FormJudgement.h"
#include "models/inspector/KeyResolver.h"
#include "models/inspector/TokenCleaner.h"
#include "models/inspector/TokenShape.h"
#include "models/inspector/rules/RuleRun.h"
#include "models/jose/JsonJws.h"

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

/// A whole token in base64 again, as shells and configuration files keep it.
bool isEncodedToken(QByteArrayView text)
{
    if (text.contains('.') || text.size() < 24 || text.size() > 2 * jose::maxTokenSize)
        return false;
    return looksLikeToken(QByteArray::fromBase64(text.toByteArray()).trimmed());
}

bool isKey(QByteArrayView text)
{
    return text.startsWith("-----BEGIN ") ||
           (text.startsWith('{') && (text.contains("\"kty\"") || text.contains("\"keys\"")));
}

/// What a text that is no token looks like.
void explainOtherText(TokenInspection &inspection)
{
    const QByteArrayView text = QByteArrayView(inspection.token).trimmed();
    if (isKey(text))
        inspection.findings.append(makeFinding("key-in-token-box"_L1));
    else if (isEncodedToken(text))
        inspection.nested = QByteArray::fromBase64(text.toByteArray()).trimmed();
    if (!inspection.nested.isEmpty())
        inspection.findings.append(makeFinding("encoded-token"_L1));
    else if (const QString family = knownFamily(text); !family.isEmpty())
        inspection.findings.append(makeFinding("known-family"_L1, {}, {family}));
}

/// The verdict of form that a parser's error means.
std::pair<Form, Reason> outcomeOf(jose::JwsError::Kind kind)
{
    using Kind = jose::JwsError::Kind;
    switch (kind) {
    case Kind::NotAJwt:
        return {Form::NotAJwt, Reason::NotAToken};
    case Kind::TooLarge:
        return {Form::Malformed, Reason::TooLarge};
    case Kind::Parts:
        return {Form::Malformed, Reason::WrongPartCount};
    case Kind::Encrypted:
        return {Form::Encrypted, Reason::Encrypted};
    case Kind::Base64Url:
        return {Form::Malformed, Reason::BadBase64Url};
    case Kind::EmptyHeader:
    case Kind::HeaderJson:
    case Kind::HeaderNotObject:
        return {Form::Malformed, Reason::BadHeader};
    case Kind::Shortened:
        return {Form::Malformed, Reason::ShortenedCopy};
    }
    return {Form::NotAJwt, Reason::NotAToken};
}

void explainKeyBox(TokenInspection &inspection, const VerificationPolicy &policy)
{
    const auto *pasted = std::get_if<PastedKey>(&policy.keys);
    if (pasted && pasted->isToken)
        inspection.findings.append(makeFinding("token-in-key-box"_L1));
}

bool isJsonForm(QByteArrayView text, bool (*looksLike)(const jose::JsonValue &))
{
    if (!text.startsWith('{'))
        return false;
    const auto json = jose::parseStrictJson(text);
    return json && json->isObject() && looksLike(*json);
}

} // namespace

void judgeJwsError(TokenInspection &inspection, const VerificationPolicy &policy)
{
    std::tie(inspection.form, inspection.reason) = outcomeOf(inspection.jwsError->kind);
    if (!policy.explain)
        return;
    if (inspection.reason == Reason::ShortenedCopy)
        inspection.findings.append(makeFinding("shortened-copy"_L1));
    else if (inspection.form == Form::NotAJwt)
        explainOtherText(inspection);
}

TokenInspector::TokenInspector(const jose::SignatureVerifier &verifier, const jose::KeyCodec &codec,
                               InspectorExtras extras)
    : m_verifier(verifier)
    , m_codec(codec)
    , m_extras(extras)
{
}

TokenInspection TokenInspector::inspect(QByteArrayView text, const VerificationPolicy &policy) const
{
    TokenInspection inspection;
    CleanedText cleaned = cleanText(text, policy.textOrigin);
    if (cleaned.tooLarge) {
        inspection.form = Form::Malformed;
        setOutcome(inspection, Reason::TooLarge);
        return inspection;
    }
    inspection.token = std::move(cleaned.token);
    inspection.removed = std::move(cleaned.removed);
    inspection.scheme = std::move(cleaned.scheme);
    if (cleaned.tokens > 1) {
        setOutcome(inspection, Reason::NotAToken);
        if (policy.explain)
            inspection.findings.append(makeFinding("several-tokens"_L1, {}, {QString::number(cleaned.tokens)}));
        return inspection;
    }
    judge(inspection, policy);
    if (policy.explain)
        explainKeyBox(inspection, policy);
    return inspection;
}

void TokenInspector::judge(TokenInspection &inspection, const VerificationPolicy &policy) const
{
    const JudgementTools tools{.verifier = m_verifier,
                               .codec = m_codec,
                               .probe = m_extras.probe,
                               .decrypter = m_extras.decrypter,
                               .certificates = m_extras.certificates};
    if (jose::SdJwt::looksLike(inspection.token)) {
        judgeSdJwt(inspection, policy, tools);
        return;
    }
    auto parsed = jose::CompactJws::parse(inspection.token);
    if (parsed) {
        inspection.jws = std::move(*parsed);
        inspection.token = inspection.jws->text;
        judgeJws(inspection, policy, tools);
        return;
    }
    if (isJsonForm(inspection.token, &jose::JsonJws::looksLike)) {
        judgeJsonJws(inspection, policy, tools);
        return;
    }
    if (parsed.error().kind == jose::JwsError::Kind::Encrypted || isJsonForm(inspection.token, &jose::Jwe::looksLike)) {
        judgeEncrypted(inspection, policy, tools);
        return;
    }
    inspection.jwsError = parsed.error();
    judgeJwsError(inspection, policy);
    const KeyResolver resolver(policy, m_codec);
    applyRules(inspection, {.token = inspection,
                            .policy = policy,
                            .keys = resolver,
                            .verifier = m_verifier,
                            .codec = m_codec,
                            .certificates = m_extras.certificates});
}

} // namespace gatehouse::inspector
