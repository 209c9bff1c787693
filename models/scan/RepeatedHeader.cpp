#include "models/scan/RepeatedHeader.h"

#include "models/scan/PlainObject.h"

namespace gatehouse::scan {

namespace {

using Outcome = jose::SignatureVerifier::Outcome;

} // namespace

RepeatedHeader::RepeatedHeader(const jose::SignatureVerifier &verifier, const inspector::VerificationPolicy &policy)
    : m_verifier(verifier)
    , m_policy(policy)
{
}

bool RepeatedHeader::verifies(QByteArrayView token) const
{
    if (!m_key || !token.startsWith(m_start) || token.size() > jose::maxTokenSize)
        return false;
    const qsizetype dot = token.lastIndexOf('.');
    if (dot < m_start.size())
        return false;
    // A third dot would be foreign to the alphabet.
    const auto payload = jose::decodeBase64Url(token.sliced(m_start.size(), dot - m_start.size()));
    const auto signature = jose::decodeBase64Url(token.sliced(dot + 1));
    return payload && signature && !signature->isEmpty() && isPlainObject(*payload) &&
           m_verifier.verify(m_algorithm, *m_key, token.first(dot), *signature) == Outcome::Verified;
}

void RepeatedHeader::learn(const inspector::TokenInspection &verified)
{
    const auto *pasted = std::get_if<inspector::PastedKey>(&m_policy.keys);
    const auto algorithm = jose::parseAlgorithm(verified.algorithm);
    // Expectations of issuer and audience are for the inspector to judge, and so is what an extension asks for.
    if (!pasted || !pasted->keys || !algorithm || !verified.isVerified() || !verified.jws || !verified.claims ||
        m_policy.issuer || m_policy.audience || verified.jws->header.member(u"crit"))
        return;
    m_key = nullptr;
    for (const jose::Jwk &key : pasted->keys->keys) {
        if (key.type == jose::keyTypeOf(*algorithm) && key.kid.value_or(QString()) == verified.key.kid &&
            m_verifier.verify(*algorithm, key, verified.jws->signingInput(), verified.jws->signature) ==
                Outcome::Verified) {
            m_key = &key;
            break;
        }
    }
    m_algorithm = *algorithm;
    m_start = verified.jws->text.first(verified.jws->firstDot + 1);
}

} // namespace gatehouse::scan
