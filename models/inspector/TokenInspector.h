#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/jose/CertificateChain.h"
#include "models/jose/Decrypter.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/SignatureProbe.h"
#include "models/jose/SignatureVerifier.h"
#include "models/store/Custody.h"
#include "models/store/StoreSnapshot.h"

#include <memory>
#include <variant>

namespace gatehouse::inspector {

/// Keys a person gave: parsed JWK, JWK set or PEM, or a secret.
struct PastedKey
{
    std::expected<jose::JwkSet, jose::KeyError> keys;
    bool isSet =
        false; ///< a key set, from which only the token's kid may choose; a single key is used whatever its kid

    bool isToken = false;       ///< the text is a token, in the wrong box
    QByteArray publicText = {}; ///< the key's text as given, when it holds nothing secret
    /// DER of the certificates that were given, the first of which holds the key; also when they are no chain, and
    /// therefore no key.
    QList<QByteArray> certificates = {};
    /// The address a person had these keys fetched from; nothing when they gave them.
    QString publishedAt = {};

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

/// What a DPoP proof came with (RFC 9449). Absent members are not compared.
struct DpopRequest
{
    /// Seconds after which a proof is old, and by which its sender's clock may be ahead, both beside the leeway.
    static constexpr qint64 longestAge = 300;
    static constexpr qint64 clockSkew = 5;

    std::optional<QByteArray> accessToken = {}; ///< as text; the scheme's name in front is taken away
    std::optional<QString> method = {};         ///< "GET"; case matters
    std::optional<QString> address = {};        ///< the request's URL
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
    bool explain = true; ///< findings, for people; the verdicts are the same without
    /// What a failed signature is asked.
    enum class Probing {
        Brief,      ///< what a handful of verifications tells: for many tokens
        Thorough,   ///< every probe but the next
        EveryLetter ///< of an HMAC, any letter in place of any other too: some 20 ms, for one that a person looks at
    } probing = Probing::Thorough;
    bool judgePolicy = true; ///< the verdict *policy*; who does not print it need not pay for it
    /// The rules of a profile, asked of every token; a token that says it follows RFC 9068 is held to that anyway.
    enum class Profile { None, Rfc9068, Auth0 } profile = Profile::None;
    std::optional<QStringList> requiredScopes = {}; ///< what the call in question needs
    SignatureRule signatureRule = SignatureRule::None;
    /// The content of a JWS whose payload part is empty (RFC 7515 appendix F).
    std::optional<QByteArray> detachedPayload = {};
    /// Any content, also under b64:false (RFC 7797): a JWS that need not be a JWT.
    bool genericJws = false;
    /// Keys to open JWEs with.
    QList<jose::DecryptionKey> decryptionKeys = {};
    /// Roots that certificates may lead to. Says nothing of which key verifies.
    std::shared_ptr<const jose::TrustedRoots> trustedRoots = {};
    /// The request a DPoP proof is to fit.
    std::optional<DpopRequest> dpop = {};
    /// Secrets to try on HMAC tokens, mostWeakSecrets of them; only when a person asked for it.
    std::shared_ptr<const QList<QByteArray>> weakSecrets = {};
};

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
