#pragma once

#include "models/jose/Base64Url.h"
#include "models/jose/Curve.h"
#include "models/jose/StrictJson.h"

#include <expected>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

/// Why a text is not a JWE (RFC 7516 section 7).
struct JweError
{
    enum class Kind {
        NotAJwe,   ///< neither five parts nor the members of a JWE
        TooLarge,  ///< more than maxJweSize
        Base64Url, ///< a part that is not strict base64url
        Json,      ///< JSON serialization, or a header, that is not strict JSON
        HeaderNotObject,
        EmptyHeader,
        EmptyAad, ///< an empty `aad`, which must be absent instead (RFC 7516 section 7.2.1)
        MissingMember,
        WrongType, ///< a member of the wrong JSON type
        BothForms, ///< `recipients` beside `header` or `encrypted_key`
        Overlap,   ///< one name in two of the three headers (RFC 7516 section 7.2.1)
        NoRecipients,
        TooMany, ///< more than maxRecipients
    };
    Kind kind = Kind::NotAJwe;
    int part = -1;          ///< of the compact form, from 0: header, encrypted key, IV, ciphertext, tag
    qsizetype position = 0; ///< in the text of the compact form
    QString member;         ///< hostile
    Base64UrlError base64;
    JsonError json;

    bool operator==(const JweError &) const = default;
};

inline constexpr qsizetype maxJweSize = qsizetype{1024} * 1024;
/// Of a JWE in JSON serialization; who opens one tries far fewer, those first that a key names.
inline constexpr qsizetype maxRecipients = 1000;

/// One recipient of a JWE.
struct JweRecipient
{
    JsonValue unprotected; ///< its own header; empty when absent
    JsonValue header;      ///< the JOSE header: protected, shared and own members
    QByteArray encryptedKey;
};

/// A JWE as received, in compact or JSON serialization.
struct Jwe
{
    bool isCompact = true;
    bool isFlattened = false;
    QByteArray protectedText;  ///< base64url as received
    QByteArray protectedBytes; ///< decoded
    JsonValue protectedHeader; ///< an object, empty when absent
    JsonValue unprotected;     ///< the shared unprotected header; empty when absent
    QList<JweRecipient> recipients;
    QByteArray iv;
    QByteArray ciphertext;
    QByteArray tag;
    QByteArray aadText; ///< the `aad` member as received

    /// The additional authenticated data of RFC 7516 section 5.1 step 14.
    QByteArray authenticatedData() const;

    /// The compact form when the text has five parts, else JSON.
    static std::expected<Jwe, JweError> parse(QByteArrayView text);
    /// The members of a JWE are there: what tells one from other JSON before it is judged.
    static bool looksLike(const JsonValue &value);
};

/// How the content key comes to the recipient (RFC 7518 section 4.1).
enum class KeyManagement {
    Direct,
    RsaOaep,
    RsaOaep256,
    A128Kw,
    A192Kw,
    A256Kw,
    EcdhEs,
    EcdhEsA128Kw,
    EcdhEsA192Kw,
    EcdhEsA256Kw,
    Rsa15, ///< RSAES-PKCS1-v1_5: deprecated (RFC 8725 section 3.2); opened for who has the key
    RsaOaep384,
    RsaOaep512,
    A128GcmKw,
    A192GcmKw,
    A256GcmKw,
    Pbes2HS256,
    Pbes2HS384,
    Pbes2HS512,
};

/// RFC 7518 section 5.1.
enum class ContentEncryption { A128CbcHS256, A192CbcHS384, A256CbcHS512, A128Gcm, A192Gcm, A256Gcm };

QString keyManagementName(KeyManagement management);
std::optional<KeyManagement> parseKeyManagement(const QString &name);
/// RSAES-PKCS1-v1_5 and RSAES-OAEP; PBES2; AES-GCM key wrap.
bool isRsaEncryption(KeyManagement management);
bool isPasswordBased(KeyManagement management);
bool isGcmWrap(KeyManagement management);
QString contentEncryptionName(ContentEncryption encryption);
std::optional<ContentEncryption> parseContentEncryption(const QString &name);

/// Why a recipient's header rules decryption out before any work is done.
enum class JweRefusal {
    AlgorithmMissing,
    AlgorithmUnknown,
    EncryptionMissing,
    EncryptionUnknown,
    HeaderType,        ///< a header parameter of the wrong type, or a value no sender writes
    CriticalUnknown,   ///< `crit` names an extension (RFC 7516 section 4.1.13)
    CriticalMalformed, ///< `crit` empty, not an array of strings, with duplicates, or unprotected
    ZipUnknown,
    ZipUnprotected,   ///< `zip` outside the protected header (RFC 7516 section 4.1.3)
    CountTooLarge,    ///< PBES2 `p2c` beyond mostPbes2Iterations
    EphemeralMissing, ///< ECDH-ES without `epk`
    EphemeralInvalid, ///< `epk` of the wrong shape, off its curve, or of an unsupported curve
    EphemeralPrivate, ///< `epk` with a private member
};

constexpr QLatin1StringView codeName(JweRefusal value)
{
    switch (value) {
    case JweRefusal::AlgorithmMissing:
        return "jwe-algorithm-missing"_L1;
    case JweRefusal::AlgorithmUnknown:
        return "jwe-algorithm-unknown"_L1;
    case JweRefusal::EncryptionMissing:
        return "jwe-encryption-missing"_L1;
    case JweRefusal::EncryptionUnknown:
        return "jwe-encryption-unknown"_L1;
    case JweRefusal::HeaderType:
        return "jwe-header-type"_L1;
    case JweRefusal::CriticalUnknown:
        return "jwe-critical-unknown"_L1;
    case JweRefusal::CriticalMalformed:
        return "jwe-critical-malformed"_L1;
    case JweRefusal::ZipUnknown:
        return "jwe-zip-unknown"_L1;
    case JweRefusal::ZipUnprotected:
        return "jwe-zip-unprotected"_L1;
    case JweRefusal::CountTooLarge:
        return "jwe-count-too-large"_L1;
    case JweRefusal::EphemeralMissing:
        return "jwe-ephemeral-missing"_L1;
    case JweRefusal::EphemeralInvalid:
        return "jwe-ephemeral-invalid"_L1;
    case JweRefusal::EphemeralPrivate:
        return "jwe-ephemeral-private-key"_L1;
    }
    return {};
}

inline constexpr qint64 mostPbes2Iterations = 1'000'000;

/// What a recipient's header says, judged without a key.
struct JweJudgement
{
    std::optional<KeyManagement> algorithm;
    std::optional<ContentEncryption> encryption;
    bool isCompressed = false; ///< zip: DEF
    std::optional<JweRefusal> refusal;
    QString member; ///< the header parameter that `refusal` is about; hostile
};

JweJudgement judgeJwe(const Jwe &jwe, qsizetype recipient);

} // namespace gatehouse::jose
