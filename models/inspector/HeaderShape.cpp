#include "models/inspector/HeaderShape.h"

#include <array>

namespace gatehouse::inspector {

namespace {

/// Base64url characters of a signature, by the algorithm named in a header.
std::optional<qsizetype> signatureLength(QByteArrayView json)
{
    struct Row
    {
        QByteArrayView name;
        qsizetype length;
    };
    static constexpr std::array rows{
        Row{"\"HS256\"", 43},       Row{"\"HS384\"", 64},  Row{"\"HS512\"", 86},       Row{"\"ES256\"", 86},
        Row{"\"ES256K\"", 86},      Row{"\"ES384\"", 128}, Row{"\"ES512\"", 176},      Row{"\"EdDSA\"", 86},
        Row{"\"Ed25519\"", 86},     Row{"\"Ed448\"", 152}, Row{"\"ML-DSA-44\"", 3227}, Row{"\"ML-DSA-65\"", 4412},
        Row{"\"ML-DSA-87\"", 6170}, Row{"\"none\"", 0},
    };
    for (const Row &row : rows) {
        if (json.contains(row.name))
            return row.length;
    }
    return std::nullopt;
}

} // namespace

transport::HeaderShape headerShape(QByteArrayView json)
{
    const bool isEncrypted = json.contains("\"enc\"");
    // A member's name may be written with escapes; what it is, the parser finds out.
    const bool isToken = isEncrypted || json.contains("\"alg\"") || json.contains("\"typ\"") || json.contains("\\u00");
    return {.isToken = isToken, .isEncrypted = isEncrypted, .signatureLength = signatureLength(json)};
}

} // namespace gatehouse::inspector
