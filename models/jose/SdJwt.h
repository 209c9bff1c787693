#pragma once

#include "models/jose/JsonJws.h"
#include "models/jose/StrictJson.h"

#include <QSet>

#include <expected>
#include <optional>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

/// Why a text is no SD-JWT, or its disclosures do not fit (RFC 9901).
struct SdJwtError
{
    enum class Kind {
        NotAnSdJwt, ///< no tilde, or no issuer-signed part
        TooLarge,
        TooMany,         ///< more than maxDisclosures
        EmptyDisclosure, ///< two tildes in a row
        Base64Url,       ///< a disclosure that is not strict base64url
        Json,            ///< a disclosure that is not strict JSON
        Shape,           ///< a disclosure that is no array of two or three elements of the right types
        ReservedName,    ///< a disclosed claim named `_sd` or `...`
        SdType,          ///< `_sd` is no array of strings, `...` no string, or `_sd_alg` no string or not at the top
        UnknownHash,     ///< `_sd_alg` names a hash that is not supported
        DuplicateDigest, ///< one digest in two places (RFC 9901 section 7.1)
        DuplicateDisclosure, ///< the same disclosure twice
        UnusedDisclosure,    ///< a disclosure whose digest is nowhere
        NameTaken,           ///< a disclosed claim that the object already has
        TooDeep,
        Member, ///< JSON serialization: `disclosures` or `kb_jwt` of the wrong type or in the wrong header
    };
    Kind kind = Kind::NotAnSdJwt;
    qsizetype disclosure = -1; ///< which, from 0
    QString name;              ///< the claim or member concerned; hostile
    Base64UrlError base64;
    JsonError json;

    bool operator==(const SdJwtError &) const = default;
};

constexpr QLatin1StringView codeName(SdJwtError::Kind value)
{
    switch (value) {
    case SdJwtError::Kind::NotAnSdJwt:
        return "not-an-sd-jwt"_L1;
    case SdJwtError::Kind::TooLarge:
        return "sd-jwt-too-large"_L1;
    case SdJwtError::Kind::TooMany:
        return "sd-jwt-too-many"_L1;
    case SdJwtError::Kind::EmptyDisclosure:
        return "disclosure-empty"_L1;
    case SdJwtError::Kind::Base64Url:
        return "disclosure-base64url"_L1;
    case SdJwtError::Kind::Json:
        return "disclosure-json"_L1;
    case SdJwtError::Kind::Shape:
        return "disclosure-shape"_L1;
    case SdJwtError::Kind::ReservedName:
        return "disclosure-reserved-name"_L1;
    case SdJwtError::Kind::SdType:
        return "sd-type"_L1;
    case SdJwtError::Kind::UnknownHash:
        return "sd-hash-unknown"_L1;
    case SdJwtError::Kind::DuplicateDigest:
        return "sd-digest-duplicate"_L1;
    case SdJwtError::Kind::DuplicateDisclosure:
        return "disclosure-duplicate"_L1;
    case SdJwtError::Kind::UnusedDisclosure:
        return "disclosure-unused"_L1;
    case SdJwtError::Kind::NameTaken:
        return "disclosure-name-taken"_L1;
    case SdJwtError::Kind::TooDeep:
        return "sd-too-deep"_L1;
    case SdJwtError::Kind::Member:
        return "sd-jwt-member"_L1;
    }
    return {};
}

inline constexpr qsizetype maxDisclosures = 1000;

/// One disclosure: a claim of an object or an element of an array.
struct SdDisclosure
{
    QByteArray text; ///< base64url as received: the digest is over these characters
    QString salt;
    std::optional<QString> name; ///< nothing for an array element
    JsonValue value;
    /// Where it was found, as a JSON pointer (RFC 6901) into the processed claims. Set by disclose().
    QString place;
};

/// The claims after every digest was answered by its disclosure or dropped.
struct SdClaims
{
    JsonValue claims; ///< without `_sd`, `...` and `_sd_alg`
    QList<SdDisclosure> disclosures;
    QString hash;      ///< `_sd_alg`, "sha-256" when absent
    int concealed = 0; ///< digests without a disclosure: claims withheld, or decoys
};

/// An SD-JWT or SD-JWT+KB in compact form or in JSON serialization, split and read. The issuer-signed JWT and the
/// key-binding JWT are texts to be parsed and verified as any JWS is.
struct SdJwt
{
    QByteArray issuerJwt;
    QList<SdDisclosure> disclosures;
    std::optional<QByteArray> keyBindingJwt; ///< what follows the last tilde
    QByteArray presentation;                 ///< everything up to and with the last tilde: what sd_hash is over

    static std::expected<SdJwt, SdJwtError> parse(QByteArrayView text);
    /// In JSON serialization (RFC 9901 section 8): `disclosures` and `kb_jwt` from the unprotected header of the first
    /// signature. Nothing for a JWS that has neither in any header.
    static std::optional<std::expected<SdJwt, SdJwtError>> fromJson(const JsonJws &jws);
    /// Three parts and a tilde: what tells an SD-JWT from other text.
    static bool looksLike(QByteArrayView text);

    /// Puts the disclosures into the issuer-signed claims, recursively.
    std::expected<SdClaims, SdJwtError> disclose(const JsonValue &issuerClaims) const;
    /// What `sd_hash` of the key-binding JWT has to be; empty for an unsupported hash.
    QByteArray sdHash(const QString &hash) const;

private:
    std::optional<SdJwtError> add(QByteArrayView disclosure);

    QSet<QByteArray> m_texts; ///< of the disclosures, none of which may come twice
};

/// What a key-binding JWT has to be (RFC 9901 section 4.3), its signature apart.
enum class KeyBindingFault {
    None,
    Type,      ///< `typ` is not kb+jwt
    Missing,   ///< iat, aud, nonce or sd_hash is missing or of the wrong type
    SdHash,    ///< bound to other disclosures
    Algorithm, ///< `alg` is none or symmetric
};

KeyBindingFault checkKeyBinding(const SdJwt &sdJwt, const QString &hash, const JsonValue &header,
                                const JsonValue &claims);

} // namespace gatehouse::jose
