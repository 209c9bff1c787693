#include "models/jose/Algorithm.h"

#include "models/base/LookAlike.h"

#include <array>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    Algorithm algorithm;
    QLatin1StringView name;
    KeyType type;
    int hashLength;
};

constexpr std::array table{
    Row{Algorithm::HS256, "HS256"_L1, KeyType::Octets, 32},
    Row{Algorithm::HS384, "HS384"_L1, KeyType::Octets, 48},
    Row{Algorithm::HS512, "HS512"_L1, KeyType::Octets, 64},
    Row{Algorithm::RS256, "RS256"_L1, KeyType::Rsa, 32},
    Row{Algorithm::RS384, "RS384"_L1, KeyType::Rsa, 48},
    Row{Algorithm::RS512, "RS512"_L1, KeyType::Rsa, 64},
    Row{Algorithm::PS256, "PS256"_L1, KeyType::Rsa, 32},
    Row{Algorithm::PS384, "PS384"_L1, KeyType::Rsa, 48},
    Row{Algorithm::PS512, "PS512"_L1, KeyType::Rsa, 64},
    Row{Algorithm::ES256, "ES256"_L1, KeyType::Ec, 32},
    Row{Algorithm::ES384, "ES384"_L1, KeyType::Ec, 48},
    Row{Algorithm::ES512, "ES512"_L1, KeyType::Ec, 64},
    Row{Algorithm::ES256K, "ES256K"_L1, KeyType::Ec, 32},
    Row{Algorithm::EdDSA, "EdDSA"_L1, KeyType::Okp, 64},
    Row{Algorithm::Ed25519, "Ed25519"_L1, KeyType::Okp, 64}, // SHA-512
    Row{Algorithm::Ed448, "Ed448"_L1, KeyType::Okp, 114},    // SHAKE256 of that length
    // The message is hashed with SHAKE256 to 64 bytes, whatever the parameter set (FIPS 204 section 6.2).
    Row{Algorithm::MlDsa44, "ML-DSA-44"_L1, KeyType::Akp, 64},
    Row{Algorithm::MlDsa65, "ML-DSA-65"_L1, KeyType::Akp, 64},
    Row{Algorithm::MlDsa87, "ML-DSA-87"_L1, KeyType::Akp, 64},
};

const Row &rowOf(Algorithm algorithm)
{
    return table[static_cast<std::size_t>(algorithm)];
}

constexpr std::array unsupported{
    "RS1"_L1, "ESB256"_L1, "ESB320"_L1, "ESB384"_L1, "ESB512"_L1,
};

} // namespace

QString algorithmName(Algorithm algorithm)
{
    return rowOf(algorithm).name;
}

std::optional<Algorithm> parseAlgorithm(const QString &name)
{
    for (const Row &row : table) {
        if (name == row.name)
            return row.algorithm;
    }
    return std::nullopt;
}

KeyType keyTypeOf(Algorithm algorithm)
{
    return rowOf(algorithm).type;
}

std::span<const Algorithm> allAlgorithms()
{
    static constexpr auto all = [] {
        std::array<Algorithm, table.size()> algorithms{};
        for (std::size_t i = 0; i < table.size(); ++i)
            algorithms[i] = table[i].algorithm;
        return algorithms;
    }();
    return all;
}

int hashLength(Algorithm algorithm)
{
    return rowOf(algorithm).hashLength;
}

std::optional<MlDsaSizes> mlDsaSizes(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::MlDsa44:
        return MlDsaSizes{.publicKey = 1312, .signature = 2420};
    case Algorithm::MlDsa65:
        return MlDsaSizes{.publicKey = 1952, .signature = 3309};
    case Algorithm::MlDsa87:
        return MlDsaSizes{.publicKey = 2592, .signature = 4627};
    default:
        return std::nullopt;
    }
}

bool isKnownUnsupported(const QString &name)
{
    for (QLatin1StringView known : unsupported) {
        if (name == known)
            return true;
    }
    return false;
}

bool isNone(const QString &name)
{
    static const base::LookAlike none(u"none");
    return none.isAlike(name);
}

} // namespace gatehouse::jose
