#pragma once

#include "models/inspector/TokenInspector.h"

namespace gatehouse::scan {

/// A short way to the verdict *verified*, and to no other, for the token whose header is to the byte that of one the
/// inspector verified before, under the same policy of pasted keys. The inspector's judgement of header, key policy and
/// resolution depends on the header alone then; the payload must be strict JSON, the signature right. Whatever is not
/// as usual is left to the inspector, so that there is one verdict, whoever gives it. Of one thread.
class RepeatedHeader
{
public:
    RepeatedHeader(const jose::SignatureVerifier &verifier, const inspector::VerificationPolicy &policy);

    /// Whether `token` is verified for certain; false says nothing.
    bool verifies(QByteArrayView token) const;
    /// Remembers the header of a token that the inspector verified.
    void learn(const inspector::TokenInspection &verified);

private:
    const jose::SignatureVerifier &m_verifier;
    const inspector::VerificationPolicy &m_policy;
    QByteArray m_start; ///< the header as it is written, and its dot
    jose::Algorithm m_algorithm = jose::Algorithm::HS256;
    const jose::Jwk *m_key = nullptr; ///< of the policy's
};

} // namespace gatehouse::scan
