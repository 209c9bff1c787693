#pragma once

#include "models/inspector/PastedKey.h"
#include "models/inspector/TenantKeys.h"
#include "models/inspector/TokenInspection.h"
#include "models/jose/CertificateChain.h"
#include "models/jose/Decrypter.h"
#include "models/trust/IssuerBook.h"

#include <memory>
#include <variant>

namespace gatehouse::inspector {

/// Seconds by which the clocks of issuer and recipient may differ.
inline constexpr int defaultLeeway = 0;
inline constexpr int maxLeeway = 60;

/// What a DPoP proof came with (RFC 9449). Absent members are not compared.
struct DpopRequest
{
    /// Seconds after which a proof is old, and by which its sender's clock may be ahead, both beside the leeway.
    static constexpr qint64 longestAge = 300;
    static constexpr qint64 clockSkew = 5;

    std::optional<QByteArray> accessToken = {}; ///< as text; the scheme's name in front is taken away
    std::optional<QString> method = {};         ///< "GET"; case matters
    std::optional<QString> address = {};        ///< the request's URL
    /// Whether it says nothing about a token that is not a proof; otherwise such a token is refused.
    bool isForProofsOnly = false;
};

/// What a token is judged against. Absent members are not judged.
struct VerificationPolicy
{
    std::variant<std::monostate, PastedKey, TenantKeys> keys = {};
    /// Issuers whose tokens are verified with their own keys, beside those of the tenant; never beside given keys.
    std::shared_ptr<const trust::IssuerBook> issuers = {};
    std::optional<QString> algorithm = {}; ///< the only one accepted
    std::optional<QString> issuer = {};
    std::optional<QString> audience = {};
    std::optional<base::Instant> now = {};
    qint64 leeway = defaultLeeway; ///< seconds, at most maxLeeway
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

} // namespace gatehouse::inspector
