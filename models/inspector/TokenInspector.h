#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/inspector/VerificationPolicy.h"
#include "models/jose/CertificateChain.h"
#include "models/jose/Decrypter.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/SignatureProbe.h"
#include "models/jose/SignatureVerifier.h"

namespace gatehouse::inspector {

/// What not every caller needs; all of it outlives the inspector.
struct InspectorExtras
{
    const jose::SignatureProbe *probe = nullptr;      ///< to say more about a failed signature
    const jose::Decrypter *decrypter = nullptr;       ///< without one, nothing encrypted is opened
    const jose::Certificates *certificates = nullptr; ///< without one, what certificates say is not told
};

/// Judges a text: cleans around it, parses strictly, finds the key, verifies, looks at times and claims. Never opens a
/// socket or a file, whatever the token says. Thread-safe.
class TokenInspector
{
public:
    TokenInspector(const jose::SignatureVerifier &verifier, const jose::KeyCodec &codec, InspectorExtras extras = {});

    TokenInspection inspect(QByteArrayView text, const VerificationPolicy &policy) const;

private:
    void judge(TokenInspection &inspection, const VerificationPolicy &policy) const;

    const jose::SignatureVerifier &m_verifier;
    const jose::KeyCodec &m_codec;
    InspectorExtras m_extras;
};

} // namespace gatehouse::inspector
