#include "models/jose/Ephemeral.h"

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

std::optional<QByteArray> headerBytes(const JsonValue &header, QStringView name)
{
    const JsonValue *value = header.member(name);
    if (!value)
        return QByteArray();
    if (!value->isString())
        return std::nullopt;
    auto bytes = decodeBase64Url(value->string.toUtf8());
    return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
}

std::expected<EphemeralKey, JweRefusal> EphemeralKey::parse(const JsonValue &epk)
{
    const auto invalid = std::unexpected(JweRefusal::EphemeralInvalid);
    if (!epk.isObject())
        return invalid;
    if (epk.member(u"d"))
        return std::unexpected(JweRefusal::EphemeralPrivate);
    const JsonValue *crv = epk.member(u"crv");
    const JsonValue *kty = epk.member(u"kty");
    const auto curve = crv && crv->isString() ? parseCurve(crv->string) : std::nullopt;
    if (!curve || !kty || !kty->isString())
        return invalid;
    const bool isEc = keyTypeOf(*curve) == KeyType::Ec;
    if (kty->string != (isEc ? "EC"_L1 : "OKP"_L1) || *curve == Curve::Secp256k1 || (!isEc && !isForAgreement(*curve)))
        return invalid;
    EphemeralKey key;
    key.curve = *curve;
    auto x = headerBytes(epk, u"x");
    auto y = isEc ? headerBytes(epk, u"y") : QByteArray();
    if (!x || !y || checkPoint(*curve, *x, *y) != PointFault::None)
        return invalid;
    key.x = std::move(*x);
    key.y = std::move(*y);
    return key;
}

} // namespace gatehouse::jose
