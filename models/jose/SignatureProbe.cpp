#include "models/jose/SignatureProbe.h"

#include "models/jose/Der.h"

namespace gatehouse::jose {

std::optional<QByteArray> rawFromDer(Curve curve, QByteArrayView der)
{
    const auto sequence = keyTypeOf(curve) == KeyType::Ec ? soleSequence(der) : std::nullopt;
    if (!sequence)
        return std::nullopt;
    DerReader reader(*sequence);
    const auto r = reader.next(DerTag::Integer);
    const auto s = reader.next(DerTag::Integer);
    if (!r || !s || !reader.atEnd())
        return std::nullopt;
    QByteArray raw;
    for (const DerElement &element : {*r, *s}) {
        const auto number = derMagnitude(element.content);
        if (!number || number->size() > coordinateLength(curve))
            return std::nullopt;
        raw += QByteArray(coordinateLength(curve) - number->size(), '\0') + number->toByteArray();
    }
    return raw;
}

} // namespace gatehouse::jose
