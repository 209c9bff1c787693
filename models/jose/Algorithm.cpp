#include "models/jose/Algorithm.h"

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
    Row{Algorithm::HS256, "HS256"_L1, KeyType::Octets, 32},  Row{Algorithm::HS384, "HS384"_L1, KeyType::Octets, 48},
    Row{Algorithm::HS512, "HS512"_L1, KeyType::Octets, 64},  Row{Algorithm::RS256, "RS256"_L1, KeyType::Rsa, 32},
    Row{Algorithm::RS384, "RS384"_L1, KeyType::Rsa, 48},     Row{Algorithm::RS512, "RS512"_L1, KeyType::Rsa, 64},
    Row{Algorithm::PS256, "PS256"_L1, KeyType::Rsa, 32},     Row{Algorithm::PS384, "PS384"_L1, KeyType::Rsa, 48},
    Row{Algorithm::PS512, "PS512"_L1, KeyType::Rsa, 64},     Row{Algorithm::ES256, "ES256"_L1, KeyType::Ec, 32},
    Row{Algorithm::ES384, "ES384"_L1, KeyType::Ec, 48},      Row{Algorithm::ES512, "ES512"_L1, KeyType::Ec, 64},
    Row{Algorithm::ES256K, "ES256K"_L1, KeyType::Ec, 32},    Row{Algorithm::EdDSA, "EdDSA"_L1, KeyType::Okp, 64},
    Row{Algorithm::Ed25519, "Ed25519"_L1, KeyType::Okp, 64}, // SHA-512
    Row{Algorithm::Ed448, "Ed448"_L1, KeyType::Okp, 114},    // SHAKE256 of that length
};

const Row &rowOf(Algorithm algorithm)
{
    return table[static_cast<std::size_t>(algorithm)];
}

constexpr std::array unsupported{
    "RS1"_L1, "ML-DSA-44"_L1, "ML-DSA-65"_L1, "ML-DSA-87"_L1, "ESB256"_L1, "ESB320"_L1, "ESB384"_L1, "ESB512"_L1,
};

/// The Latin letter that a Cyrillic, Greek or Armenian one of "none" is mistaken for.
QChar latinLookAlike(QChar letter)
{
    switch (letter.unicode()) {
    case 0x043E: // Cyrillic o
    case 0x03BF: // Greek omicron
    case 0x0585: // Armenian oh
        return u'o';
    case 0x0435: // Cyrillic ie
        return u'e';
    case 0x0578: // Armenian vo
        return u'n';
    default:
        return letter;
    }
}

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

int hashLength(Algorithm algorithm)
{
    return rowOf(algorithm).hashLength;
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
    // The name is hostile and may be long: nothing that spells "none" needs more than a handful of characters.
    if (name.size() > 32)
        return false;
    QString letters;
    const QString folded = name.normalized(QString::NormalizationForm_KC).toLower();
    for (const QChar letter : folded) {
        if (letter.isSpace() || !letter.isPrint())
            continue;
        letters.append(latinLookAlike(letter));
    }
    return letters == "none"_L1;
}

} // namespace gatehouse::jose
