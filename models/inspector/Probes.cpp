#include "models/inspector/Probes.h"

#include "models/inspector/HeaderNonce.h"
#include "models/inspector/ProbeKeys.h"
#include "models/inspector/ProbeTexts.h"

#include <QDeadlineTimer>

#include <array>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using Probing = VerificationPolicy::Probing;

/// What all probes of one token may cost together. A public-key operation counts as ten MACs; long tokens cost more.
constexpr qint64 budget = 20000;
constexpr int mostMilliseconds = 500;
/// The same where many tokens are judged: six public-key operations, or sixty MACs.
constexpr qint64 briefBudget = 60;
/// What may be spent when any letter has been asked for in place of any other: a blink, and no more.
constexpr qint64 lettersBudget = 8000;

/// Asks the same question in many ways, until something fits or the budget is spent.
class Prober
{
public:
    Prober(const ProbeContext &context, FindingSink &findings)
        : m_context(context)
        , m_findings(findings)
        , m_deadline(mostMilliseconds)
        , m_left(context.policy.probing == Probing::Brief ? briefBudget : budget)
    {
    }

    void run();

private:
    bool isSpent() const { return m_left <= 0 || m_deadline.hasExpired(); }
    bool fits(jose::Algorithm algorithm, const jose::Jwk &key, QByteArrayView input, QByteArrayView signature)
    {
        if (isSpent())
            return false;
        const bool isMac = jose::keyTypeOf(algorithm) == jose::KeyType::Octets;
        m_left -= (isMac ? 1 : 10) + input.size() / 1024;
        return jose::suits(algorithm, key) && m_context.tools.verifier.verify(algorithm, key, input, signature) ==
                                                  jose::SignatureVerifier::Outcome::Verified;
    }
    bool fits(const jose::Jwk &key) { return fits(m_context.algorithm, key, m_context.input, signature()); }
    bool fitsSecret(jose::Algorithm algorithm, QByteArrayView secret)
    {
        return !secret.isEmpty() &&
               fits(algorithm, jose::Jwk::fromSecret(base::Secret(secret)), m_context.input, signature());
    }
    QByteArrayView signature() const { return m_context.inspection.jws->signature; }
    bool isMac() const { return jose::keyTypeOf(m_context.algorithm) == jose::KeyType::Octets; }
    bool found(const auto &kind, const auto &...arguments)
    {
        m_findings.report(kind, arguments...);
        return true;
    }

    bool askConfusion();
    bool askNonce(const QList<jose::Jwk> &keys);
    bool askSecretForms();
    bool askOtherSecrets();
    bool askOtherKeys();
    bool askOtherAlgorithms(const QList<jose::Jwk> &keys);
    bool askSignatureForm(const QList<jose::Jwk> &keys);
    bool askTexts(const QList<jose::Jwk> &keys);
    bool askCharacters(const QList<jose::Jwk> &keys);
    bool askLetters(const QList<jose::Jwk> &keys);
    bool fitsChanged(const jose::Jwk &key, const QByteArray &text, qsizetype at);

    const ProbeContext &m_context;
    FindingSink &m_findings;
    QDeadlineTimer m_deadline;
    qint64 m_left;
};

/// Was the public key's own text the secret? That is the key confusion attack.
bool Prober::askConfusion()
{
    const auto *pasted = std::get_if<PastedKey>(&m_context.policy.keys);
    const QByteArray given = pasted ? pasted->publicText : QByteArray();
    const QList<KnownKey> keys = publicKeysOf(m_context.policy, m_context.tools.codec);
    for (const KnownKey &known : keys) {
        const QList<KeyForm> forms = formsOf(known.key, given, m_context.tools.codec);
        for (const KeyForm &form : forms) {
            if (fitsSecret(m_context.algorithm, form.bytes))
                return found(kinds::keyConfusionAttack, "form"_p = form.name);
        }
    }
    return false;
}

/// Was the header signed with its nonce hashed? Nothing else excuses a signature because of a nonce.
bool Prober::askNonce(const QList<jose::Jwk> &keys)
{
    const jose::CompactJws &jws = *m_context.inspection.jws;
    const auto header = withHashedNonce(jws.headerBytes);
    if (!header)
        return false;
    const QByteArray input = jose::encodeBase64Url(*header) + m_context.input.sliced(jws.firstDot);
    return std::ranges::any_of(
               keys, [&](const jose::Jwk &key) { return fits(m_context.algorithm, key, input, signature()); }) &&
           found(kinds::probeNonce);
}

bool Prober::askSecretForms()
{
    for (const jose::Jwk &key : m_context.candidates) {
        const QList<SecretText> forms = formsOfSecret(key.k.bytes());
        for (const SecretText &form : forms) {
            if (fitsSecret(m_context.algorithm, form.bytes))
                return found(kinds::probeSecretForm, "form"_p = form.form);
        }
    }
    return false;
}

bool Prober::askOtherSecrets()
{
    const QList<KnownSecret> secrets = secretsOf(m_context.policy);
    for (const KnownSecret &known : secrets) {
        if (!fitsSecret(m_context.algorithm, known.secret.bytes()))
            continue;
        return known.isPasted ? found(kinds::probeOtherKey, "key"_p = known.name)
                              : found(kinds::probeOtherApi, "api"_p = known.name);
    }
    return false;
}

bool Prober::askOtherKeys()
{
    const QList<KnownKey> keys = publicKeysOf(m_context.policy, m_context.tools.codec);
    for (const KnownKey &known : keys) {
        if (!fits(known.key))
            continue;
        // The key itself says what it is for, whatever the header says.
        const QString name = jose::algorithmName(m_context.algorithm);
        if (m_context.inspection.reason == Reason::AlgorithmMismatch && known.key.alg && *known.key.alg != name)
            return found(kinds::probeKeyAlgorithm, "algorithm"_p = name, "declared"_p = *known.key.alg);
        // The API or the key is bound to another algorithm; the key itself is the right one.
        if (m_context.inspection.reason == Reason::AlgorithmMismatch)
            return found(kinds::probeOtherAlgorithm, "algorithm"_p = name);
        switch (known.state) {
        case KnownKey::State::Current:
        case KnownKey::State::Pasted:
            // The right key, and named; what was not found is an API or issuer of the tenant that would let it vouch.
            if (m_context.inspection.reason == Reason::KeyNotFound && m_context.inspection.kid == known.name)
                return found(kinds::probeNamedKey, "key"_p = known.name);
            return found(kinds::probeOtherKey, "key"_p = known.name);
        case KnownKey::State::Retired:
            return found(kinds::probeRetiredKey, "key"_p = known.name);
        case KnownKey::State::Revoked:
            return found(kinds::probeRevokedKey, "key"_p = known.name);
        }
    }
    return false;
}

/// Another hash of the family, another padding, a PSS salt of another length.
bool Prober::askOtherAlgorithms(const QList<jose::Jwk> &keys)
{
    for (const jose::Jwk &key : keys) {
        for (const jose::Algorithm other : jose::allAlgorithms()) {
            if (other != m_context.algorithm && jose::keyTypeOf(other) == key.type &&
                fits(other, key, m_context.input, signature()))
                return found(kinds::probeOtherAlgorithm, "algorithm"_p = jose::algorithmName(other));
        }
        if (key.type != jose::KeyType::Rsa || !m_context.tools.probe || isSpent())
            continue;
        if (const auto pss = m_context.tools.probe->pssParameters(key, m_context.input, signature())) {
            return found(kinds::probePssParameters, "salt"_p = pss->saltLength, "hash"_p = pss->hash * 8,
                         "mask"_p = pss->maskHash * 8);
        }
    }
    return false;
}

bool Prober::askSignatureForm(const QList<jose::Jwk> &keys)
{
    for (const jose::Jwk &key : keys) {
        if (key.type != jose::KeyType::Ec || !key.crv)
            continue;
        const auto raw = jose::rawFromDer(*key.crv, signature());
        if (raw && fits(m_context.algorithm, key, m_context.input, *raw))
            return found(kinds::probeDerSignature);
    }
    return false;
}

/// Was something else signed than what stands there: quotes, "Bearer ", another alphabet, the payload written anew?
bool Prober::askTexts(const QList<jose::Jwk> &keys)
{
    const QList<SignedText> texts = otherSignedTexts(*m_context.inspection.jws);
    for (const jose::Jwk &key : keys) {
        for (const SignedText &text : texts) {
            if (fits(m_context.algorithm, key, text.bytes, signature()))
                return found(kinds::probeSignedText, "text"_p = text.form);
        }
    }
    return false;
}

/// One character mistaken for another: upper and lower case, and those that look alike.
bool Prober::askCharacters(const QList<jose::Jwk> &keys)
{
    if (keys.isEmpty() || m_context.inspection.isDetached)
        return false;
    const jose::CompactJws &jws = *m_context.inspection.jws;
    QByteArray text = jws.text;
    for (qsizetype at = 0; at < text.size() && !isSpent(); ++at) {
        const char is = text[at];
        const QByteArray others = mistakenFor(is);
        for (const char other : others) {
            text[at] = other;
            if (fitsChanged(keys.first(), text, at))
                return found(kinds::probeChangedCharacter, "position"_p = at + 1);
        }
        text[at] = is;
    }
    return false;
}

/// Whether the token is right as `text`, which differs from it at one place.
bool Prober::fitsChanged(const jose::Jwk &key, const QByteArray &text, qsizetype at)
{
    const qsizetype dot = m_context.inspection.jws->secondDot;
    const auto changed = at > dot ? jose::decodeBase64Url(QByteArrayView(text).sliced(dot + 1))
                                  : std::expected<QByteArray, jose::Base64UrlError>(signature());
    return changed && fits(m_context.algorithm, key, QByteArrayView(text).first(dot), *changed);
}

/// Any letter for any other, where a question is cheap: first in the signature, which is short, then in the payload and
/// the header, where only what can stand in JSON is worth asking.
bool Prober::askLetters(const QList<jose::Jwk> &keys)
{
    if (m_context.policy.probing != Probing::EveryLetter || keys.isEmpty() || !isMac() ||
        m_context.inspection.isDetached)
        return false;
    const jose::CompactJws &jws = *m_context.inspection.jws;
    const std::array ranges{std::pair{jws.secondDot + 1, jws.text.size()}, std::pair{jws.firstDot + 1, jws.secondDot},
                            std::pair{qsizetype{0}, jws.firstDot}};
    m_left -= budget - lettersBudget;
    QByteArray text = jws.text;
    for (const auto &[from, to] : ranges) {
        for (qsizetype at = from; at < to && !isSpent(); ++at) {
            const char is = text[at];
            for (const char other : base64UrlLetters) {
                if (other == is)
                    continue;
                text[at] = other;
                if ((from > jws.secondDot || canBeJson(QByteArrayView(text).sliced(from, to - from), at - from)) &&
                    fitsChanged(keys.first(), text, at))
                    return found(kinds::probeChangedCharacter, "position"_p = at + 1);
            }
            text[at] = is;
        }
    }
    return false;
}

void Prober::run()
{
    if (signature().isEmpty())
        return;
    const Reason reason = m_context.inspection.reason;
    if (isMac() && askConfusion())
        return;
    // Only what failed is asked further; a key that was refused as such is no riddle.
    if (reason != Reason::SignatureWrong && reason != Reason::AlgorithmMismatch && reason != Reason::KeyNotFound)
        return;
    QList<jose::Jwk> keys = m_context.candidates;
    if (keys.isEmpty() || reason == Reason::AlgorithmMismatch) {
        const auto publicKeys = publicKeysOf(m_context.policy, m_context.tools.codec);
        for (const KnownKey &known : publicKeys)
            keys.append(known.key);
    }
    if (askNonce(keys))
        return;
    if (isMac()) {
        if (askSecretForms() || askOtherSecrets())
            return;
    } else if (askOtherKeys() || askSignatureForm(keys)) {
        return;
    }
    if (m_context.policy.probing == Probing::Brief)
        return;
    if (!askOtherAlgorithms(keys) && !askTexts(keys) && !askCharacters(keys))
        askLetters(keys);
}

} // namespace

void probeFailure(const ProbeContext &context, FindingSink &findings)
{
    Prober(context, findings).run();
}

} // namespace gatehouse::inspector
