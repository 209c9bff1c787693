#include "models/inspector/TokenInspector.h"

#include "models/inspector/FormJudgement.h"
#include "models/inspector/KeyResolver.h"
#include "models/inspector/TokenCleaner.h"
#include "models/inspector/TokenShape.h"
#include "models/inspector/rules/RuleRun.h"
#include "models/jose/JsonJws.h"
#include "models/transport/JsonTokens.h"

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

bool isKey(QByteArrayView text)
{
    return text.startsWith("-----BEGIN ") ||
           (text.startsWith('{') && (text.contains("\"kty\"") || text.contains("\"keys\"")));
}

/// What a text that is no token looks like.
void explainOtherText(TokenInspection &inspection)
{
    FindingSink findings(inspection.findings);
    const QByteArrayView text = QByteArrayView(inspection.token).trimmed();
    if (isKey(text))
        findings.report(kinds::keyInTokenBox);
    const QByteArrayView value = text.sliced(text.indexOf('=') + 1);
    const QString whole = packedFormat(text);
    const QString format = whole.isEmpty() ? packedFormat(value) : whole;
    if (!inspection.nested.isEmpty())
        findings.report(kinds::encodedToken);
    else if (!format.isEmpty())
        findings.report(kinds::packedData, "format"_p = format);
    else if (const QString family = knownFamily(value); !family.isEmpty())
        findings.report(kinds::knownFamily, "family"_p = family);
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
        FindingSink(inspection.findings, policy.explain).report(kinds::tokenInKeyBox);
}

constexpr qsizetype mostEmbedded = 64;
constexpr qsizetype shortestEmbedded = 16;

/// Tokens of a text, each once.
void collectFrom(QByteArrayView text, QByteArrayList &found)
{
    if (text.size() < shortestEmbedded || found.size() >= mostEmbedded)
        return;
    for (transport::FoundToken &token : tokensIn(text)) {
        if (token.extent == transport::FoundToken::Extent::Whole && !found.contains(token.token))
            found.append(std::move(token.token));
    }
}

void collectEmbedded(const jose::JsonValue &value, QByteArrayList &found);

/// What is in a value, but for the value itself.
void collectInside(const jose::JsonValue &value, QByteArrayList &found)
{
    for (const jose::JsonValue &element : value.elements)
        collectEmbedded(element, found);
    for (const jose::JsonMember &member : value.members) {
        collectFrom(member.name.toUtf8(), found);
        collectEmbedded(member.value, found);
    }
}

void collectEmbedded(const jose::JsonValue &value, QByteArrayList &found)
{
    if (found.size() >= mostEmbedded)
        return;
    if (value.isString())
        collectFrom(value.string.toUtf8(), found);
    // One of several signatures or recipients has no content of its own.
    const bool isSigned = value.member(u"payload") && (value.member(u"signature") || value.member(u"signatures"));
    const bool mayBeToken = value.isObject() && (isSigned || value.member(u"ciphertext"));
    if (mayBeToken) {
        // A claim may be a token in JSON serialization: an object, not a string.
        const QByteArray text = value.toJson();
        const QList<transport::FoundToken> tokens = tokensIn(text);
        if (tokens.size() == 1 && tokens.first().token == text) {
            if (!found.contains(text))
                found.append(text);
            return;
        }
    }
    collectInside(value, found);
}

/// A payload or content that is not a claims set: JSON of another kind, or a text.
void collectFromContent(const QByteArray &content, QByteArrayList &found)
{
    if (const auto value = jose::parseStrictJson(content))
        collectEmbedded(*value, found);
    else
        collectFrom(content, found);
}

/// Tokens inside the token. What is judged of it says nothing of them.
void noteEmbedded(TokenInspection &inspection)
{
    QByteArrayList &found = inspection.embedded;
    if (inspection.jws)
        collectInside(inspection.jws->header, found);
    if (inspection.encrypted)
        collectInside(inspection.encrypted->header, found);
    if (inspection.claims)
        collectInside(*inspection.claims, found);
    else if (inspection.jws)
        collectFromContent(inspection.jws->payload, found);
    else if (inspection.encrypted && inspection.encrypted->content)
        collectFromContent(*inspection.encrypted->content, found);
    if (inspection.token.startsWith('{')) {
        if (const auto object = jose::parseStrictJson(inspection.token, {.bytes = jose::maxJweSize}))
            collectInside(*object, found);
    }
    found.removeAll(inspection.nested);
}

/// What is around the token in a program's field, which holds a token alone.
bool nameSurroundings(TokenInspection &inspection)
{
    // A full stop behind it makes a fourth part here, not the end of a sentence.
    if (isTokenText(inspection.token))
        return false;
    const CleanedText cleaned = cleanText(inspection.token);
    if (cleaned.tokens > 1)
        inspection.around = {Removal::OtherTokens};
    else if (!cleaned.removed.isEmpty() && (cleaned.isToken || looksLikeToken(cleaned.token)))
        inspection.around = cleaned.removed;
    if (inspection.around.isEmpty())
        return false;
    inspection.form = Form::Malformed;
    setOutcome(inspection, Reason::NotAlone);
    return true;
}

} // namespace

void judgeJwsError(TokenInspection &inspection, const VerificationPolicy &policy)
{
    std::tie(inspection.form, inspection.reason) = outcomeOf(inspection.jwsError->kind);
    if (!policy.explain)
        return;
    if (inspection.reason == Reason::ShortenedCopy)
        FindingSink(inspection.findings).report(kinds::shortenedCopy);
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
    if (policy.textOrigin == VerificationPolicy::TextOrigin::Field && text.size() <= maxPastedText) {
        inspection.token = text.toByteArray();
        judge(inspection, policy);
        if (inspection.form == Form::Malformed && inspection.around.isEmpty())
            nameSurroundings(inspection);
        if (policy.explain)
            noteEmbedded(inspection);
        return inspection;
    }
    CleanedText cleaned = cleanText(text);
    if (cleaned.tooLarge) {
        inspection.form = Form::Malformed;
        setOutcome(inspection, Reason::TooLarge);
        return inspection;
    }
    inspection.token = std::move(cleaned.token);
    inspection.removed = std::move(cleaned.removed);
    inspection.scheme = std::move(cleaned.scheme);
    inspection.nested = std::move(cleaned.encoded);
    if (cleaned.tokens > 1) {
        inspection.around = {Removal::OtherTokens};
        setOutcome(inspection, Reason::NotAToken);
        FindingSink(inspection.findings, policy.explain).report(kinds::severalTokens, "count"_p = cleaned.tokens);
        return inspection;
    }
    if (cleaned.extent != transport::FoundToken::Extent::Whole) {
        inspection.form = Form::Malformed;
        setOutcome(inspection, reasonOf(cleaned.extent));
        return inspection;
    }
    judge(inspection, policy);
    explainKeyBox(inspection, policy);
    if (policy.explain)
        noteEmbedded(inspection);
    return inspection;
}

void TokenInspector::judge(TokenInspection &inspection, const VerificationPolicy &policy) const
{
    const JudgementTools tools{.verifier = m_verifier,
                               .codec = m_codec,
                               .probe = m_extras.probe,
                               .decrypter = m_extras.decrypter,
                               .certificates = m_extras.certificates};
    // The form is what was given: a token in JSON serialization is never looked through for another.
    if (const auto kind = transport::jsonTokenKind(inspection.token)) {
        if (*kind == transport::JsonToken::Kind::Jws)
            judgeJsonJws(inspection, policy, tools);
        else
            judgeEncrypted(inspection, policy, tools);
        return;
    }
    if (jose::SdJwt::looksLike(inspection.token)) {
        judgeSdJwt(inspection, policy, tools);
        return;
    }
    auto parsed = jose::CompactJws::parse(inspection.token);
    if (parsed && !parsed->header.member(u"alg") && isSignedSession(inspection.token))
        parsed = std::unexpected(jose::JwsError());
    if (parsed) {
        inspection.jws = std::move(*parsed);
        inspection.token = inspection.jws->text;
        judgeJws(inspection, policy, tools);
        return;
    }
    const bool isField = policy.textOrigin == VerificationPolicy::TextOrigin::Field;
    if (parsed.error().kind == jose::JwsError::Kind::Encrypted && !(isField && nameSurroundings(inspection))) {
        judgeEncrypted(inspection, policy, tools);
        return;
    }
    inspection.jwsError = parsed.error();
    judgeJwsError(inspection, policy);
    if (isField)
        nameSurroundings(inspection);
    const KeyResolver resolver(policy, m_codec);
    applyRules(inspection, {.token = inspection,
                            .policy = policy,
                            .keys = resolver,
                            .verifier = m_verifier,
                            .codec = m_codec,
                            .certificates = m_extras.certificates});
}

} // namespace gatehouse::inspector
