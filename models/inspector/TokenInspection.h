#pragma once

#include "models/base/Clock.h"
#include "models/domain/Id.h"
#include "models/inspector/Finding.h"
#include "models/inspector/Removal.h"
#include "models/inspector/findings/Codes.h"
#include "models/jose/CertificateChain.h"
#include "models/jose/JsonJws.h"
#include "models/jose/Jwe.h"
#include "models/jose/Jwk.h"
#include "models/jose/SdJwt.h"
#include "models/trust/TrustedIssuer.h"

#include <optional>

namespace gatehouse::inspector {

/// What became of the text before it was judged.
enum class Form {
    Ok,
    Repaired,  ///< something around the token was removed; `removed` lists what
    Malformed, ///< a token, but not to the letter
    NotAJwt,
    Encrypted, ///< a JWE: recognised, not decrypted
};

/// `Verified` only when the exact bytes are strict, the key is trusted and allowed for the algorithm, and the signature
/// is right, whatever the payload is. Form, claims and time are judged apart.
enum class Signature {
    Verified,
    Failed,
    Unsecured,   ///< alg none
    NotChecked,  ///< no key to check it with
    Unsupported, ///< an algorithm we do not verify
};

enum class Time {
    Valid,
    Expired,
    NotYet,    ///< nbf in the future
    NoExpiry,  ///< no exp
    Malformed, ///< a time claim that is no time
    NotJudged,
};

enum class Claims {
    Ok,
    Mismatch,  ///< issuer, audience or scopes are missing, or are not as expected
    Malformed, ///< not a JSON object, or a registered claim of the wrong type
    NotJudged,
};

/// How one thing that was expected of a token compares with what the token says.
enum class Comparison {
    NotExpected, ///< nothing was asked
    Matches,
    Differs,
    Missing,     ///< the token does not say
    NotCompared, ///< asked for, and there is nothing readable in the token, or nothing known, to compare
};

/// What was expected of a token beside a valid signature, each compared by itself.
struct Expectations
{
    Comparison issuer = Comparison::NotExpected;
    Comparison audience = Comparison::NotExpected;
    Comparison scopes = Comparison::NotExpected;

    bool has(Comparison comparison) const
    {
        return issuer == comparison || audience == comparison || scopes == comparison;
    }
    /// What differs, is missing or could not be compared is not met.
    bool areMet() const
    {
        return !has(Comparison::Differs) && !has(Comparison::Missing) && !has(Comparison::NotCompared);
    }

    bool operator==(const Expectations &) const = default;
};

/// Whether the token keeps the rules it is judged by: the API's record (lifetime, scopes, grants), the key's own
/// policy, the profile, and what a header may say. Says nothing of the signature.
enum class Policy {
    Ok,
    Warned,   ///< against good practice only
    Violated, ///< a rule is broken
    NotJudged,
};

/// Why the verdict is what it is; a stable code for scripts (reasonCode()).
enum class Reason {
    Verified,
    NotAToken,
    TooLarge,
    WrongPartCount,
    Encrypted,
    BadBase64Url,
    BadHeader,
    BadSerialization, ///< JSON serialization: a member that is missing, not wanted or of the wrong type
    BadPayload,
    ShortenedCopy,
    AlgorithmMissing,
    AlgorithmUnsupported,
    AlgorithmUnknown,
    AlgorithmNone,
    AlgorithmMismatch,  ///< the key or the API binds another algorithm
    AlgorithmConfusion, ///< an HMAC token for a public key: the key confusion attack's shape
    KeyUnusable,        ///< use, key_ops, size or type forbids it
    KeyWeak,
    KeyNotGiven,
    KeyNotFound, ///< no API, issuer or kid of the tenant fits
    KeyInvalid,  ///< what was given as a key is none
    KeyAmbiguous,
    CritNotUnderstood,
    CritMalformed,
    B64Unsupported,
    HeaderType, ///< a header parameter of the wrong type
    SignatureMissing,
    SignatureWrong,
    ContentMissing,    ///< detached (RFC 7515 appendix F), and the content was not given
    SignaturesApart,   ///< JSON serialization: judged one by one, no rule for the whole
    BadDisclosure,     ///< SD-JWT: a disclosure that does not fit
    KeyBindingWrong,   ///< SD-JWT: the key-binding JWT does not fit
    EncryptionRefused, ///< JWE: its header rules decryption out
    DecryptionFailed,  ///< JWE: none of the keys opens it
    DecryptionLimit,   ///< JWE: a limit of ours was reached before it was open
    Decrypted,         ///< JWE: opened; that proves nothing about its issuer
    CutLine,           ///< found at the end of a line, and its rest is not there
    MissingChunk,      ///< found in cookies that share one token, and one of them is not there or is ambiguous
    MissingFirstChunk, ///< found in cookies that share one token, and the first is not there
    NotAlone,          ///< a program's field with more in it than a token
    LineInvalid,       ///< a batch line that is not a request
    ClaimsMismatch,    ///< the signature is valid; issuer, audience or scopes are not as expected
    ClaimsNotCompared, ///< the signature is valid; something that was expected could not be compared
};

QString reasonCode(Reason reason); ///< "signature-wrong"
/// Why a token that is not all there is not judged.
Reason reasonOf(transport::FoundToken::Extent extent);
QString formName(Form form);
QString signatureName(Signature signature);
QString timeName(Time time);
QString claimsName(Claims claims);
QString policyName(Policy policy);
/// "matches", "differs", "missing" or "not-compared", the last also where nothing was asked.
QString comparisonName(Comparison comparison);

/// Three words for a person: verified, not verified, could not be checked.
enum class Verdict { Verified, NotVerified, CouldNotBeChecked };

QString verdictName(Verdict verdict); ///< "could-not-be-checked"

/// The key something was verified with, and where it came from. Without one, `origin` is None.
struct KeyUsed
{
    enum class Origin {
        None,
        TenantKey,
        ApiSecret,
        Pasted,
        Fetched,       ///< published at an address that a person had asked, which is as far as trust in it goes
        TrustedIssuer, ///< of an issuer on the person's list
    };

    Origin origin = Origin::None;
    domain::ResourceServerId api; ///< for TenantKey and ApiSecret
    QString apiName;
    QString kid;
    QString thumbprint;   ///< RFC 7638, of a public key
    int bits = 0;         ///< 0 of an ML-DSA key, whose size is its parameter set
    QString parameterSet; ///< of an ML-DSA key: "ML-DSA-65"
    jose::KeyType type = jose::KeyType::Octets;
    bool exponentThree = false; ///< an RSA key with e = 3
    QString publishedAt;        ///< for Fetched: the address
    QString issuerName;         ///< of the trusted issuer whose token it is; also without a key that fits
    trust::Provider provider = trust::Provider::Other; ///< of that issuer
    jose::JwkCertificates certificates;                ///< what the JWK says of its certificate

    bool operator==(const KeyUsed &) const = default;
};

/// For JWS in JSON serialization: whether one right signature is enough for the whole, or all are needed. Without a
/// rule, each signature has its verdict and the whole has none.
enum class SignatureRule { None, Any, All };

/// The verdict on one signature of a JWS in JSON serialization.
struct SignatureVerdict
{
    QString algorithm; ///< hostile
    QString kid;       ///< hostile
    bool isAlgorithmUnprotected = false;
    Signature signature = Signature::NotChecked;
    Reason reason = Reason::NotAToken;
    KeyUsed key;

    bool operator==(const SignatureVerdict &) const = default;
};

/// What is known of a JWE.
struct EncryptedToken
{
    jose::JsonValue header;
    QString algorithm;  ///< hostile
    QString encryption; ///< hostile
    std::optional<jose::JweRefusal> refusal;
    std::optional<QByteArray> content; ///< once opened
};

/// The key-binding JWT of an SD-JWT (RFC 9901 section 4.3), or that there is none though the issuer named a holder.
struct HolderBinding
{
    enum class State { Missing, Right, Wrong };

    State state = State::Missing;
    std::optional<HolderFault> fault; ///< why it is wrong
    QString audience;                 ///< whom it was made for; hostile
    QString nonce;                    ///< hostile
    std::optional<qint64> issuedAt;   ///< Unix seconds, when its iat is a time

    bool operator==(const HolderBinding &) const = default;
};

/// One step of how the key was found, in order: what was looked at and what it said.
struct ResolutionStep
{
    enum class Kind {
        AudienceMatches, ///< parameters: audience, API name
        AudienceUnknown, ///< audience
        AudienceMissing,
        IssuerMatches,    ///< issuer
        IssuerDiffers,    ///< issuer in the token, expected issuer
        AlgorithmOfApi,   ///< API name, algorithm
        AlgorithmRefused, ///< algorithm of the token, algorithm of the API
        KeyByKid,         ///< kid
        KeyUnknownKid,    ///< kid
        KeyOnlyOne,       ///< no kid: the API's only key
        KeyOfIssuer,      ///< no known audience: the tenant's key by kid, API unknown
        SecretOfApi,      ///< API name
        PastedKey,
        PastedKeyByKid,  ///< kid
        PastedKeyTried,  ///< count
        PastedKeyUnused, ///< type of the key, its bits; of an ML-DSA key its parameter set
        KeySkipped,      ///< kid, keyErrorCode
        KeysThatFit,     ///< names of keys of other ids that fit the algorithm
        IssuerMissing,
        SeveralApis,          ///< names of the APIs
        KeyRetired,           ///< kid
        KeyRevoked,           ///< kid
        KeysTried,            ///< no kid: how many of the tenant's keys
        IssuerTrusted,        ///< issuer, name of the trusted issuer
        IssuerUnknown,        ///< issuer, which is neither the tenant's nor trusted
        IssuerTenantUnlisted, ///< tid, name of the trusted issuer
        IssuerKeyByKid,       ///< kid, name of the trusted issuer
        IssuerKeysTried,      ///< how many, name of the trusted issuer
        IssuerKeyGone,        ///< kid, when it was seen first and when it was gone (ISO 8601)
        IssuerKeyGoneBefore,  ///< kid, the same: the token was not issued in that time
        IssuerKeyWaits,       ///< kid of a key that was published unexpectedly
        IssuerHasNoKeys,      ///< name of the trusted issuer
        AlgorithmNotOfIssuer, ///< algorithm of the token, name of the trusted issuer
    };
    Kind kind;
    QStringList parameters;

    bool operator==(const ResolutionStep &) const = default;
};

/// Four sets of scopes to be seen side by side.
struct ScopeSets
{
    QStringList token;                  ///< `scope`, else `scp`, else `permissions`; each once
    std::optional<QStringList> api;     ///< defined by the API, when it is known
    std::optional<QStringList> granted; ///< to the client for the API, when both are known and a grant exists
    std::optional<QStringList> call;    ///< needed by the call, when the policy says so

    bool operator==(const ScopeSets &) const = default;
};

/// The verdicts on one token, each by itself, and what they come to.
struct Verdicts
{
    Form form = Form::NotAJwt;
    Signature signature = Signature::NotChecked;
    Time time = Time::NotJudged;
    Claims claimsVerdict = Claims::NotJudged;
    Policy policyVerdict = Policy::NotJudged;
    Expectations expectations;
    Reason reason = Reason::NotAToken;

    /// The signature alone; what is signed may still be for somebody else, or not a JWT.
    bool hasValidSignature() const { return signature == Signature::Verified; }
    /// The one meaning of success, wherever a token is judged: the signature is valid, the payload is what was asked
    /// for, and every expectation is met. Time and policy are judged apart; headlineOf() has all of it.
    bool isVerified() const { return hasValidSignature() && reason == Reason::Verified && expectations.areMet(); }

    bool operator==(const Verdicts &) const = default;
};

/// The whole judgement of one token: a value that window, command line and batch share.
struct TokenInspection : Verdicts
{
    QByteArray token; ///< the cleaned text that was judged
    Removals removed; ///< what was around it
    Removals around;  ///< what else is in a program's field, which holds a token alone; OtherTokens of any text
    std::optional<jose::CompactJws> jws;
    std::optional<jose::JwsError> jwsError;
    std::optional<jose::JsonValue> claims; ///< the payload when it is a strict JSON object
    std::optional<jose::JsonError> claimsError;

    bool isDetached = false; ///< no payload is in it (RFC 7515 appendix F)
    KeyUsed key;
    QList<ResolutionStep> resolution;
    QList<Finding> findings;
    std::optional<jose::KeyError> keyError;

    std::optional<qint64> issuedAt, notBefore, expiresAt; ///< Unix seconds
    std::optional<base::Instant> judgedAt;
    qint64 leeway = 0;

    QString algorithm; ///< as the header says; hostile
    QString kid;
    QString issuer;
    QStringList audience;
    QStringList scopes;
    ScopeSets scopeSets;
    QList<SignatureVerdict> signatures;                ///< of a JWS in JSON serialization
    bool isGeneralJson = false;                        ///< general serialization, which may have several signatures
    SignatureRule signatureRule = SignatureRule::None; ///< by which they became one verdict
    std::optional<jose::JsonJwsError> jsonError;       ///< why it is none
    std::optional<jose::SdClaims> disclosed;           ///< of an SD-JWT
    std::optional<jose::SdJwtError> sdJwtError;
    std::optional<HolderBinding> holderBinding; ///< of an SD-JWT whose issuer's signature is right
    std::optional<EncryptedToken> encrypted;
    std::optional<jose::JweError> jweError;
    std::optional<jose::TrustPath> carriedPath; ///< of the certificates in x5c, when the policy has roots
    std::optional<jose::TrustPath> keyPath;     ///< of the certificates given as the key, likewise
    QByteArray nested;                          ///< a token inside this one, to be looked at as the next level
    /// Other tokens inside it, in claims, header parameters or ignored members, each once; only when explained.
    QByteArrayList embedded;
    QString scheme; ///< "Bearer" or "DPoP", when the text named one

    /// `typ` in lower case and without "application/" (RFC 7515 section 4.1.9); hostile.
    QString type() const;
    Verdict verdict() const;
};

} // namespace gatehouse::inspector
