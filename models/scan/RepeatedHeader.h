#pragma once

#include "models/inspector/TokenInspector.h"

namespace gatehouse::scan {

/// A short way to the verdicts on a token whose header is to the byte that of one the inspector verified before, under
/// the same policy of pasted keys: the inspector's judgement of header, key policy and resolution depends on the header
/// alone then. The payload must be a plain claims set and the signature valid; times, issuer and audience are judged by
/// the inspector's own functions. Whatever is not as usual is left to the inspector. For one thread.
class RepeatedHeader
{
public:
    /// `policy` outlives this and does not change.
    RepeatedHeader(const jose::SignatureVerifier &verifier, const inspector::VerificationPolicy &policy);

    /// The verdicts on a token with a valid signature; nothing says nothing.
    std::optional<inspector::Verdicts> verdicts(QByteArrayView token);
    /// Remembers the header of a token that the inspector found a valid signature on.
    void learn(const inspector::TokenInspection &inspection);

private:
    const jose::SignatureVerifier &m_verifier;
    const inspector::VerificationPolicy &m_policy;
    bool m_isApplicable = false;
    std::optional<QByteArray> m_issuer;   ///< expected, in UTF-8
    std::optional<QByteArray> m_audience; ///< likewise
    QByteArray m_start;                   ///< the header as it is written, and its dot
    jose::Algorithm m_algorithm = jose::Algorithm::HS256;
    const jose::Jwk *m_key = nullptr; ///< of the policy's
    QByteArray m_payload;             ///< decoded; kept for its memory
    QByteArray m_signature;           ///< likewise
};

} // namespace gatehouse::scan
