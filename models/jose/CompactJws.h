#pragma once

#include "models/jose/Base64Url.h"
#include "models/jose/StrictJson.h"

#include <expected>

namespace gatehouse::jose {

/// Why a text is not a JWS in compact serialization (RFC 7515 section 7.1).
struct JwsError
{
    enum class Kind {
        NotAJwt,   ///< nothing like a token
        TooLarge,  ///< more than maxTokenSize
        Parts,     ///< not three parts
        Encrypted, ///< five parts: a JWE (RFC 7516), recognised and not decrypted
        Base64Url, ///< a segment that is not strict base64url
        EmptyHeader,
        HeaderJson, ///< the header is not strict JSON
        HeaderNotObject,
        Shortened, ///< an ellipsis or stars inside: a copy, not the token
    };
    Kind kind = Kind::NotAJwt;
    int segment = 0;        ///< 0 header, 1 payload, 2 signature
    qsizetype position = 0; ///< in the token text
    Base64UrlError base64;  ///< for Base64Url
    JsonError json;         ///< for HeaderJson

    bool operator==(const JwsError &) const = default;
};

/// b64 is false and crit says so (RFC 7797 section 6). Without crit the parameter means nothing to a receiver.
bool hasUnencodedPayload(const JsonValue &protectedHeader);

inline constexpr qsizetype maxTokenSize = qsizetype{256} * 1024;

/// A JWS as received: the signing input is the very bytes of the text, never a re-encoding.
struct CompactJws
{
    QByteArray text;
    qsizetype firstDot = 0;
    qsizetype secondDot = 0;
    JsonValue header;
    QByteArray headerBytes;
    QByteArray payload;
    QByteArray signature;
    bool isUnencoded = false; ///< b64:false with crit: the payload part is the payload (RFC 7797)

    QByteArrayView signingInput() const { return QByteArrayView(text).first(secondDot); }
    /// What the signature is over when the payload part is empty and the payload comes from elsewhere (RFC 7515
    /// appendix F).
    QByteArray signingInput(QByteArrayView detachedPayload) const;

    static std::expected<CompactJws, JwsError> parse(QByteArrayView text);
};

} // namespace gatehouse::jose
