#include "models/inspector/TokenInspector.h"

#include "models/inspector/ClaimRules.h"
#include "models/inspector/HeaderRules.h"
#include "models/inspector/KeyResolver.h"
#include "models/inspector/TokenCleaner.h"
#include "models/inspector/TokenShape.h"

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

void setOutcome(TokenInspection &inspection, Reason reason, Signature signature = Signature::NotChecked)
{
    inspection.reason = reason;
    inspection.signature = signature;
}

/// What the text is when it is no JWS.
void judgeError(TokenInspection &inspection, const jose::JwsError &error, bool explain)
{
    using Kind = jose::JwsError::Kind;
    inspection.form = Form::Malformed;
    switch (error.kind) {
    case Kind::NotAJwt:
        inspection.form = Form::NotAJwt;
        setOutcome(inspection, Reason::NotAToken);
        break;
    case Kind::TooLarge:
        setOutcome(inspection, Reason::TooLarge);
        break;
    case Kind::Parts:
        setOutcome(inspection, Reason::WrongPartCount);
        break;
    case Kind::Encrypted:
        inspection.form = Form::Encrypted;
        setOutcome(inspection, Reason::Encrypted);
        break;
    case Kind::Base64Url:
        setOutcome(inspection, Reason::BadBase64Url);
        break;
    case Kind::EmptyHeader:
    case Kind::HeaderJson:
    case Kind::HeaderNotObject:
        setOutcome(inspection, Reason::BadHeader);
        break;
    case Kind::Shortened:
        setOutcome(inspection, Reason::ShortenedCopy);
        break;
    }
    if (!explain)
        return;
    const QByteArrayView text(inspection.token);
    if (inspection.reason == Reason::Encrypted)
        inspection.findings.append(makeFinding("encrypted-token"_L1));
    else if (inspection.reason == Reason::ShortenedCopy)
        inspection.findings.append(makeFinding("shortened-copy"_L1));
    else if (text.startsWith("ey") && text.contains('~'))
        inspection.findings.append(makeFinding("sd-jwt"_L1));
    else if (text.startsWith('{') && text.contains("\"payload\"") && text.contains("\"signature"))
        inspection.findings.append(makeFinding("json-serialization"_L1));
    else if (const QString family = knownFamily(text); inspection.form == Form::NotAJwt && !family.isEmpty())
        inspection.findings.append(makeFinding("known-family"_L1, {}, {family}));
}

/// RFC 7519 section 7.2: the payload of a JWT is a JSON object. A claim that stands twice leaves a JWT whose claims
/// nobody may use; anything else is not a JWT at all.
bool readPayload(TokenInspection &inspection, bool explain)
{
    auto claims = jose::parseStrictJson(inspection.jws->payload);
    if (claims && claims->isObject()) {
        inspection.claims = std::move(*claims);
        return true;
    }
    inspection.claimsVerdict = Claims::Malformed;
    if (!claims && claims.error().kind == jose::JsonError::Kind::DuplicateName) {
        inspection.claimsError = claims.error();
        if (explain)
            inspection.findings.append(makeFinding("duplicate-claim"_L1, claims.error().name));
        return true;
    }
    if (!claims)
        inspection.claimsError = claims.error();
    if (explain)
        inspection.findings.append(makeFinding("payload-not-object"_L1));
    inspection.form = claims ? Form::NotAJwt : Form::Malformed;
    return false;
}

/// The bytes inside the armour.
QByteArray derOf(const QByteArray &pem)
{
    const qsizetype begin = pem.indexOf('\n') + 1;
    const qsizetype end = pem.indexOf("-----END");
    return end > begin ? QByteArray::fromBase64(pem.sliced(begin, end - begin)) : QByteArray();
}

/// After a refused HMAC token for a public key: was the public key's own text the secret? Names the attack, changes
/// nothing.
void probeConfusion(TokenInspection &inspection, jose::Algorithm algorithm, const QList<jose::Jwk> &publicKeys,
                    const jose::SignatureVerifier &verifier, const jose::KeyCodec &codec)
{
    const auto matches = [&](QByteArrayView secret) {
        return !secret.isEmpty() &&
               verifier.verify(algorithm, jose::Jwk::fromSecret(base::Secret(secret)), inspection.jws->signingInput(),
                               inspection.jws->signature) == jose::SignatureVerifier::Outcome::Verified;
    };
    for (const jose::Jwk &key : publicKeys) {
        const QByteArray pem = codec.toPem(key);
        QString form;
        if (matches(pem) || matches(pem.trimmed()) || matches(pem.trimmed() + '\n'))
            form = u"PEM"_s;
        else if (matches(derOf(pem)))
            form = u"DER"_s;
        else if (matches(key.toPublicJson()))
            form = u"JWK"_s;
        else if (matches(key.n))
            form = u"modulus"_s;
        if (!form.isEmpty()) {
            inspection.findings.append(makeFinding("key-confusion-attack"_L1, {}, {form}));
            return;
        }
    }
}

QList<jose::Jwk> publicKeysOf(const VerificationPolicy &policy, const jose::KeyCodec &codec)
{
    QList<jose::Jwk> keys;
    if (const auto *pasted = std::get_if<PastedKey>(&policy.keys); pasted && pasted->keys) {
        for (const jose::Jwk &key : pasted->keys->keys) {
            if (key.type == jose::KeyType::Rsa)
                keys.append(key);
        }
    } else if (const auto *tenant = std::get_if<TenantKeys>(&policy.keys)) {
        for (const domain::SigningKey &key : tenant->tenant.signingKeys) {
            if (auto jwk = codec.publicKeyFromDer(key.publicKey))
                keys.append(std::move(*jwk));
        }
    }
    return keys;
}

/// What the refusal of a key means for the signature: not looked at where no key was found, refused where one was.
Signature signatureFor(Reason reason)
{
    switch (reason) {
    case Reason::KeyNotGiven:
    case Reason::KeyNotFound:
    case Reason::KeyInvalid:
    case Reason::KeyAmbiguous:
        return Signature::NotChecked;
    default:
        return Signature::Failed;
    }
}

void noteKey(TokenInspection &inspection, const jose::Jwk &key, bool explain)
{
    inspection.key.kid = key.kid.value_or(QString());
    inspection.key.bits = key.bits();
    if (explain)
        inspection.key.thumbprint = key.thumbprint();
}

} // namespace

TokenInspector::TokenInspector(const jose::SignatureVerifier &verifier, const jose::KeyCodec &codec)
    : m_verifier(verifier)
    , m_codec(codec)
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
    if (cleaned.tokens > 1) {
        setOutcome(inspection, Reason::NotAToken);
        if (policy.explain)
            inspection.findings.append(makeFinding("several-tokens"_L1, {}, {QString::number(cleaned.tokens)}));
        return inspection;
    }

    auto parsed = jose::CompactJws::parse(inspection.token);
    if (!parsed) {
        inspection.jwsError = parsed.error();
        judgeError(inspection, parsed.error(), policy.explain);
        return inspection;
    }
    inspection.jws = std::move(*parsed);
    inspection.token = inspection.jws->text;
    inspection.form = inspection.removed.isEmpty() ? Form::Ok : Form::Repaired;
    const jose::JsonValue &header = inspection.jws->header;
    if (const jose::JsonValue *alg = header.member(u"alg"))
        inspection.algorithm = alg->isString() ? alg->string : QString::fromUtf8(alg->toJson());
    if (const jose::JsonValue *kid = header.member(u"kid"); kid && kid->isString())
        inspection.kid = kid->string;

    const bool payloadFits = readPayload(inspection, policy.explain);
    readClaims(inspection);
    judgeTime(inspection, policy.now, policy.leeway);

    const KeyResolver resolver(policy, m_codec);
    const HeaderJudgement judgement = judgeHeader(*inspection.jws, inspection.findings);
    const domain::ResourceServer *api = nullptr;
    if (judgement.refusal) {
        if (judgement.malformed)
            inspection.form = Form::Malformed;
        setOutcome(inspection, *judgement.refusal, judgement.signature);
    } else if (!payloadFits) {
        setOutcome(inspection, Reason::BadPayload);
    } else {
        api = verify(inspection, policy, resolver, *judgement.algorithm);
    }
    judgeParties(inspection, policy, api);
    if (policy.explain) {
        explainHeader(
            header, inspection.claims ? &*inspection.claims : nullptr,
            [&resolver](const QString &thumbprint) { return resolver.isTrusted(thumbprint); }, inspection.findings);
        explainClaims(inspection, policy, api);
    }
    return inspection;
}

const domain::ResourceServer *TokenInspector::verify(TokenInspection &inspection, const VerificationPolicy &policy,
                                                     const KeyResolver &resolver, jose::Algorithm algorithm) const
{
    Resolution resolution = resolver.resolve(inspection, algorithm);
    inspection.key = std::move(resolution.used);
    inspection.resolution = std::move(resolution.steps);
    inspection.findings.append(std::move(resolution.findings));
    inspection.keyError = std::move(resolution.keyError);
    const domain::ResourceServer *api = resolution.api;

    if (inspection.jws->signature.isEmpty()) {
        setOutcome(inspection, Reason::SignatureMissing, Signature::Failed);
        return api;
    }
    // What the policy demands is not for the token to bargain with; a confusion found by the resolver says more.
    if (policy.algorithm && *policy.algorithm != jose::algorithmName(algorithm) &&
        resolution.refusal != Reason::AlgorithmConfusion)
        resolution.refusal = Reason::AlgorithmMismatch;
    if (resolution.refusal) {
        setOutcome(inspection, *resolution.refusal, signatureFor(*resolution.refusal));
        if (*resolution.refusal == Reason::AlgorithmConfusion && policy.explain)
            probeConfusion(inspection, algorithm, publicKeysOf(policy, m_codec), m_verifier, m_codec);
        return api;
    }
    setOutcome(inspection, Reason::SignatureWrong, Signature::Failed);
    for (const jose::Jwk &key : std::as_const(resolution.candidates)) {
        const auto outcome =
            m_verifier.verify(algorithm, key, inspection.jws->signingInput(), inspection.jws->signature);
        if (outcome == jose::SignatureVerifier::Outcome::Verified) {
            setOutcome(inspection, Reason::Verified, Signature::Verified);
            noteKey(inspection, key, policy.explain);
            return api;
        }
    }
    if (resolution.candidates.size() == 1)
        noteKey(inspection, resolution.candidates.first(), policy.explain);
    return api;
}

} // namespace gatehouse::inspector
