#pragma once

#include "models/base/Clock.h"
#include "models/domain/Id.h"
#include "models/inspector/Finding.h"
#include "models/jose/CompactJws.h"
#include "models/jose/Jwk.h"

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
/// is right. Expiry is judged apart.
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
    Mismatch,  ///< issuer or audience differ from what was expected
    Malformed, ///< not a JSON object, or a registered claim of the wrong type
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
    LineInvalid, ///< a batch line that is not a request
};

QString reasonCode(Reason reason); ///< "signature-wrong"
QString formName(Form form);
QString signatureName(Signature signature);
QString timeName(Time time);
QString claimsName(Claims claims);

/// Three words for a person: verified, not verified, could not be checked.
enum class Verdict { Verified, NotVerified, CouldNotBeChecked };

/// Where the key came from.
struct KeyUsed
{
    enum class Origin { None, TenantKey, ApiSecret, Pasted };

    Origin origin = Origin::None;
    domain::ResourceServerId api; ///< for TenantKey and ApiSecret
    QString apiName;
    QString kid;
    QString thumbprint; ///< RFC 7638, of a public key
    int bits = 0;
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
        PastedKeyByKid, ///< kid
        PastedKeyTried, ///< count
    };
    Kind kind;
    QStringList parameters;

    bool operator==(const ResolutionStep &) const = default;
};

/// The whole judgement of one token: a value that window, command line and batch share.
struct TokenInspection
{
    QByteArray token;    ///< the cleaned text that was judged
    QStringList removed; ///< what was taken away around it ("bearer-prefix", "quotes", "blanks", "line-breaks")
    std::optional<jose::CompactJws> jws;
    std::optional<jose::JwsError> jwsError;
    std::optional<jose::JsonValue> claims; ///< the payload when it is a strict JSON object
    std::optional<jose::JsonError> claimsError;

    Form form = Form::NotAJwt;
    Signature signature = Signature::NotChecked;
    Time time = Time::NotJudged;
    Claims claimsVerdict = Claims::NotJudged;
    Reason reason = Reason::NotAToken;

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

    Verdict verdict() const;
    bool isVerified() const { return signature == Signature::Verified; }
};

} // namespace gatehouse::inspector
