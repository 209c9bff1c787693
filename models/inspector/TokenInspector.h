#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/SignatureVerifier.h"
#include "models/store/Custody.h"
#include "models/store/StoreSnapshot.h"

#include <variant>

namespace gatehouse::inspector {

class KeyResolver;

/// Keys a person gave: parsed JWK, JWK set or PEM, or a secret.
struct PastedKey
{
    std::expected<jose::JwkSet, jose::KeyError> keys;
    bool isSet =
        false; ///< a key set, from which only the token's kid may choose; a single key is used whatever its kid

    static PastedKey fromText(QByteArrayView text, const jose::KeyCodec &codec);
    static PastedKey fromSecret(base::Secret secret);
};

/// The tenant's APIs and keys, and the issuer its tokens carry. Which key is found is decided by audience, then issuer,
/// then kid, then algorithm; the header's own keys are never used.
struct TenantKeys
{
    const store::StoreSnapshot &tenant;
    const store::Custody &custody;
    QStringList issuers; ///< of the running server and of the remembered port
};

/// What a token is judged against. Absent members are not judged.
struct VerificationPolicy
{
    std::variant<std::monostate, PastedKey, TenantKeys> keys = {};
    std::optional<QString> algorithm = {}; ///< the only one accepted
    std::optional<QString> issuer = {};
    std::optional<QString> audience = {};
    std::optional<base::Instant> now = {};
    qint64 leeway = 0; ///< seconds, at most 60
    /// Where the text comes from. People paste tokens out of sentences and mails; a program's field holds a token
    /// alone, and what looks like punctuation there is a fault of the token.
    enum class TextOrigin { Pasted, Field } textOrigin = TextOrigin::Pasted;
    bool explain = true; ///< findings and thumbprints, for people; the verdicts are the same without
};

/// Judges a text: cleans around it, parses strictly, finds the key, verifies, looks at times and claims. Never opens a
/// socket or a file, whatever the token says. Thread-safe.
class TokenInspector
{
public:
    TokenInspector(const jose::SignatureVerifier &verifier, const jose::KeyCodec &codec);

    TokenInspection inspect(QByteArrayView text, const VerificationPolicy &policy) const;

private:
    /// Finds the key and verifies; the API whose key it was, if it was one's.
    const domain::ResourceServer *verify(TokenInspection &inspection, const VerificationPolicy &policy,
                                         const KeyResolver &resolver, jose::Algorithm algorithm) const;

    const jose::SignatureVerifier &m_verifier;
    const jose::KeyCodec &m_codec;
};

} // namespace gatehouse::inspector
