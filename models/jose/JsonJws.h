#pragma once

#include "models/jose/CompactJws.h"

#include <optional>

namespace gatehouse::jose {

/// Why a text is not a JWS in JSON serialization (RFC 7515 section 7.2).
struct JsonJwsError
{
    enum class Kind {
        NotAJws,       ///< JSON without the members of a JWS
        TooLarge,      ///< more than maxTokenSize
        Json,          ///< no strict JSON, a text that breaks off included
        MissingMember, ///< no signature, or neither `protected` nor `header`
        WrongType,     ///< a member of the wrong JSON type
        BothForms,     ///< `signatures` beside `signature`, `protected` or `header`
        Base64Url,     ///< a member that is not strict base64url
        HeaderJson,    ///< a protected header that is not strict JSON
        HeaderNotObject,
        EmptyHeader,     ///< an empty `protected`, which must be absent instead
        Overlap,         ///< one name in the protected and the unprotected header
        UnprotectedCrit, ///< `crit` or `b64` in the unprotected header
        MixedB64,        ///< signatures that disagree about `b64` (RFC 7797 section 3)
        NoSignatures,    ///< `signatures` without an element
        TooMany,         ///< more than maxSignatures
    };
    Kind kind = Kind::NotAJws;
    int signature = -1; ///< which of them, from 0
    QString member;     ///< hostile
    Base64UrlError base64;
    JsonError json;

    bool operator==(const JsonJwsError &) const = default;
};

inline constexpr qsizetype maxSignatures = 64;

/// One signature of a JWS in JSON serialization.
struct JsonSignature
{
    QByteArray protectedText;  ///< base64url as received; empty when there is no protected header
    QByteArray protectedBytes; ///< decoded
    JsonValue protectedHeader; ///< an object, empty when absent
    JsonValue unprotected;     ///< an object, empty when absent
    JsonValue header;          ///< the JOSE header: both, protected members first
    QByteArray signature;

    /// `alg` comes from the unprotected header alone: nothing signs it.
    bool isAlgorithmUnprotected() const;
};

/// A JWS in flattened or general JSON serialization as received.
struct JsonJws
{
    bool isFlattened = false;
    bool isDetached = false;  ///< no payload member: the content has to come from elsewhere (RFC 7515 appendix F)
    bool isUnencoded = false; ///< b64:false with crit: the payload member is the payload (RFC 7797)
    QByteArray payloadText;   ///< the payload member as received, in UTF-8
    QByteArray payload;       ///< decoded
    QList<JsonSignature> signatures;

    /// What the signature at that index is computed over.
    QByteArray signingInput(qsizetype index) const;
    /// The same for a payload that came from elsewhere.
    QByteArray signingInput(qsizetype index, QByteArrayView detachedPayload) const;
    /// The same signature as a compact JWS; nothing when it has an unprotected header or no protected one, or when the
    /// payload is detached.
    std::optional<CompactJws> compact(qsizetype index) const;

    static std::expected<JsonJws, JsonJwsError> parse(QByteArrayView text);
    /// The members of a JWS are there: what tells one from other JSON before it is judged.
    static bool looksLike(const JsonValue &value);
};

} // namespace gatehouse::jose
