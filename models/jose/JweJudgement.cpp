#include "models/jose/Ephemeral.h"
#include "models/jose/Jwe.h"

#include <QSet>

#include <array>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

struct ManagementRow
{
    KeyManagement management;
    QLatin1StringView name;
};

constexpr std::array managementTable{
    ManagementRow{KeyManagement::Direct, "dir"_L1},
    ManagementRow{KeyManagement::RsaOaep, "RSA-OAEP"_L1},
    ManagementRow{KeyManagement::RsaOaep256, "RSA-OAEP-256"_L1},
    ManagementRow{KeyManagement::A128Kw, "A128KW"_L1},
    ManagementRow{KeyManagement::A192Kw, "A192KW"_L1},
    ManagementRow{KeyManagement::A256Kw, "A256KW"_L1},
    ManagementRow{KeyManagement::EcdhEs, "ECDH-ES"_L1},
    ManagementRow{KeyManagement::EcdhEsA128Kw, "ECDH-ES+A128KW"_L1},
    ManagementRow{KeyManagement::EcdhEsA192Kw, "ECDH-ES+A192KW"_L1},
    ManagementRow{KeyManagement::EcdhEsA256Kw, "ECDH-ES+A256KW"_L1},
    ManagementRow{KeyManagement::Rsa15, "RSA1_5"_L1},
    ManagementRow{KeyManagement::RsaOaep384, "RSA-OAEP-384"_L1},
    ManagementRow{KeyManagement::RsaOaep512, "RSA-OAEP-512"_L1},
    ManagementRow{KeyManagement::A128GcmKw, "A128GCMKW"_L1},
    ManagementRow{KeyManagement::A192GcmKw, "A192GCMKW"_L1},
    ManagementRow{KeyManagement::A256GcmKw, "A256GCMKW"_L1},
    ManagementRow{KeyManagement::Pbes2HS256, "PBES2-HS256+A128KW"_L1},
    ManagementRow{KeyManagement::Pbes2HS384, "PBES2-HS384+A192KW"_L1},
    ManagementRow{KeyManagement::Pbes2HS512, "PBES2-HS512+A256KW"_L1},
};

constexpr std::array encryptionNames{
    "A128CBC-HS256"_L1, "A192CBC-HS384"_L1, "A256CBC-HS512"_L1, "A128GCM"_L1, "A192GCM"_L1, "A256GCM"_L1,
};

/// Parameters that JWE itself defines: `crit` has no business naming them (RFC 7516 section 4.1.13).
constexpr std::array registeredParameters{
    "alg"_L1, "enc"_L1, "zip"_L1,  "jku"_L1, "jwk"_L1, "kid"_L1, "x5u"_L1, "x5c"_L1, "x5t"_L1, "x5t#S256"_L1,
    "typ"_L1, "cty"_L1, "crit"_L1, "epk"_L1, "apu"_L1, "apv"_L1, "iv"_L1,  "tag"_L1, "p2s"_L1, "p2c"_L1,
};

struct Refused
{
    JweRefusal refusal;
    QString member;
};

/// A string parameter, or why there is none.
std::expected<QString, Refused> requiredText(const JsonValue &header, const QString &name, JweRefusal missing)
{
    const JsonValue *value = header.member(name);
    if (!value)
        return std::unexpected(Refused{missing, name});
    if (!value->isString())
        return std::unexpected(Refused{JweRefusal::HeaderType, name});
    return value->string;
}

std::optional<Refused> judgeCritical(const Jwe &jwe, const JsonValue &header)
{
    const JsonValue *crit = header.member(u"crit");
    if (!crit)
        return std::nullopt;
    Refused malformed{JweRefusal::CriticalMalformed, u"crit"_s};
    if (!jwe.protectedHeader.member(u"crit") || !crit->isArray() || crit->elements.isEmpty())
        return malformed;
    QSet<QString> names;
    for (const JsonValue &name : crit->elements) {
        if (!name.isString() || names.contains(name.string) || !header.member(name.string))
            return malformed;
        for (const QLatin1StringView registered : registeredParameters) {
            if (name.string == registered)
                return malformed;
        }
        names.insert(name.string);
    }
    return Refused{JweRefusal::CriticalUnknown, crit->elements.first().string};
}

std::optional<Refused> judgeCompression(const Jwe &jwe, const JsonValue &header, bool &isCompressed)
{
    const JsonValue *zip = header.member(u"zip");
    if (!zip)
        return std::nullopt;
    if (!jwe.protectedHeader.member(u"zip"))
        return Refused{JweRefusal::ZipUnprotected, u"zip"_s};
    if (!zip->isString())
        return Refused{JweRefusal::HeaderType, u"zip"_s};
    if (zip->string != "DEF"_L1)
        return Refused{JweRefusal::ZipUnknown, u"zip"_s};
    isCompressed = true;
    return std::nullopt;
}

bool isAgreement(KeyManagement management)
{
    return management == KeyManagement::EcdhEs || management == KeyManagement::EcdhEsA128Kw ||
           management == KeyManagement::EcdhEsA192Kw || management == KeyManagement::EcdhEsA256Kw;
}

/// RFC 7518 section 4.8.1. A token that asks for a minute of work per reader is an attack, whoever reads it
/// (CVE-2023-52428).
std::optional<Refused> judgePassword(const JsonValue &header)
{
    const JsonValue *count = header.member(u"p2c");
    if (!count || !count->isNumber())
        return Refused{JweRefusal::HeaderType, u"p2c"_s};
    for (const char digit : count->number) {
        if (digit < '0' || digit > '9')
            return Refused{JweRefusal::HeaderType, u"p2c"_s};
    }
    bool fits = false;
    const qint64 iterations = count->number.toLongLong(&fits);
    if (!fits || iterations > mostPbes2Iterations)
        return Refused{JweRefusal::CountTooLarge, u"p2c"_s};
    if (iterations < 1)
        return Refused{JweRefusal::HeaderType, u"p2c"_s};
    const auto salt = headerBytes(header, u"p2s");
    if (!salt || salt->isEmpty())
        return Refused{JweRefusal::HeaderType, u"p2s"_s};
    return std::nullopt;
}

/// RFC 7518 section 4.7.1: the IV and the tag of the wrapped key.
std::optional<Refused> judgeGcmWrap(const JsonValue &header)
{
    for (const auto &[name, length] : {std::pair{u"iv"_s, 12}, std::pair{u"tag"_s, 16}}) {
        const auto bytes = headerBytes(header, name);
        if (!bytes || bytes->size() != length)
            return Refused{JweRefusal::HeaderType, name};
    }
    return std::nullopt;
}

std::optional<Refused> judgeAgreement(const JsonValue &header)
{
    for (const auto &name : {u"apu"_s, u"apv"_s}) {
        if (!headerBytes(header, name))
            return Refused{JweRefusal::HeaderType, name};
    }
    const JsonValue *epk = header.member(u"epk");
    if (!epk)
        return Refused{JweRefusal::EphemeralMissing, u"epk"_s};
    if (const auto key = EphemeralKey::parse(*epk); !key)
        return Refused{key.error(), u"epk"_s};
    return std::nullopt;
}

std::optional<Refused> judge(const Jwe &jwe, const JsonValue &header, JweJudgement &judgement)
{
    const auto alg = requiredText(header, u"alg"_s, JweRefusal::AlgorithmMissing);
    const auto enc = requiredText(header, u"enc"_s, JweRefusal::EncryptionMissing);
    judgement.algorithm = alg ? parseKeyManagement(*alg) : std::nullopt;
    judgement.encryption = enc ? parseContentEncryption(*enc) : std::nullopt;
    if (const auto refused = judgeCritical(jwe, header))
        return refused;
    if (const JsonValue *kid = header.member(u"kid"); kid && !kid->isString())
        return Refused{JweRefusal::HeaderType, u"kid"_s};
    if (!alg)
        return alg.error();
    if (!judgement.algorithm)
        return Refused{JweRefusal::AlgorithmUnknown, u"alg"_s};
    if (!enc)
        return enc.error();
    if (!judgement.encryption)
        return Refused{JweRefusal::EncryptionUnknown, u"enc"_s};
    if (const auto refused = judgeCompression(jwe, header, judgement.isCompressed))
        return refused;
    if (isPasswordBased(*judgement.algorithm))
        return judgePassword(header);
    if (isGcmWrap(*judgement.algorithm))
        return judgeGcmWrap(header);
    return isAgreement(*judgement.algorithm) ? judgeAgreement(header) : std::nullopt;
}

} // namespace

QString keyManagementName(KeyManagement management)
{
    return managementTable[static_cast<std::size_t>(management)].name;
}

std::optional<KeyManagement> parseKeyManagement(const QString &name)
{
    for (const ManagementRow &row : managementTable) {
        if (name == row.name)
            return row.management;
    }
    return std::nullopt;
}

bool isRsaEncryption(KeyManagement management)
{
    return management == KeyManagement::RsaOaep || management == KeyManagement::RsaOaep256 ||
           management == KeyManagement::RsaOaep384 || management == KeyManagement::RsaOaep512 ||
           management == KeyManagement::Rsa15;
}

bool isPasswordBased(KeyManagement management)
{
    return management == KeyManagement::Pbes2HS256 || management == KeyManagement::Pbes2HS384 ||
           management == KeyManagement::Pbes2HS512;
}

bool isGcmWrap(KeyManagement management)
{
    return management == KeyManagement::A128GcmKw || management == KeyManagement::A192GcmKw ||
           management == KeyManagement::A256GcmKw;
}

QString contentEncryptionName(ContentEncryption encryption)
{
    return encryptionNames[static_cast<std::size_t>(encryption)];
}

std::optional<ContentEncryption> parseContentEncryption(const QString &name)
{
    for (std::size_t i = 0; i < encryptionNames.size(); ++i) {
        if (name == encryptionNames[i])
            return static_cast<ContentEncryption>(i);
    }
    return std::nullopt;
}

JweJudgement judgeJwe(const Jwe &jwe, qsizetype recipient)
{
    JweJudgement judgement;
    if (auto refused = judge(jwe, jwe.recipients.at(recipient).header, judgement)) {
        judgement.refusal = refused->refusal;
        judgement.member = std::move(refused->member);
    }
    return judgement;
}

} // namespace gatehouse::jose
