#include "models/jose/Curve.h"

#include "models/jose/Field.h"

#include <algorithm>
#include <array>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

struct CurveRow
{
    Curve curve;
    QLatin1StringView name;
    KeyType type;
    int length; ///< of a coordinate or key, in bytes
    int bits;
};

constexpr std::array curveTable{
    CurveRow{Curve::P256, "P-256"_L1, KeyType::Ec, 32, 256},
    CurveRow{Curve::P384, "P-384"_L1, KeyType::Ec, 48, 384},
    CurveRow{Curve::P521, "P-521"_L1, KeyType::Ec, 66, 521},
    CurveRow{Curve::Secp256k1, "secp256k1"_L1, KeyType::Ec, 32, 256},
    CurveRow{Curve::Ed25519, "Ed25519"_L1, KeyType::Okp, 32, 255},
    CurveRow{Curve::Ed448, "Ed448"_L1, KeyType::Okp, 57, 448},
    CurveRow{Curve::X25519, "X25519"_L1, KeyType::Okp, 32, 255},
    CurveRow{Curve::X448, "X448"_L1, KeyType::Okp, 56, 448},
};

const CurveRow &rowOfCurve(Curve curve)
{
    return curveTable[static_cast<std::size_t>(curve)];
}

/// y² = x³ + ax + b (SEC 2; FIPS 186), with the order in hexadecimal.
struct Weierstrass
{
    Field field;
    Field::Element a;
    Field::Element b;
    QByteArray order;

    Weierstrass(QByteArrayView prime, bool isMinusThree, QByteArrayView bHex, QByteArrayView orderHex)
        : field(prime)
        , b(field.fromHex(bHex))
        , order(QByteArray::fromHex(orderHex.toByteArray()))
    {
        if (isMinusThree)
            a = field.add(field.add(field.minusOne(), field.minusOne()), field.minusOne());
    }

    Field::Element rightSide(const Field::Element &x) const
    {
        return field.add(field.multiply(field.add(field.square(x), a), x), b);
    }
};

const Weierstrass &weierstrass(Curve curve)
{
    static const Weierstrass p256("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", true,
                                  "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
                                  "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    static const Weierstrass p384(
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff", true,
        "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973");
    static const Weierstrass p521("01ff"
                                  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                                  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                                  true,
                                  "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109"
                                  "e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
                                  "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa"
                                  "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409");
    static const Weierstrass k256("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", false, "07",
                                  "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    switch (curve) {
    case Curve::P384:
        return p384;
    case Curve::P521:
        return p521;
    case Curve::Secp256k1:
        return k256;
    default:
        return p256;
    }
}

const Field &field25519()
{
    static const Field field("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
    return field;
}

const Field &field448()
{
    static const Field field("fffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
                             "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
    return field;
}

QByteArray reversed(QByteArrayView bytes)
{
    QByteArray turned = bytes.toByteArray();
    std::ranges::reverse(turned);
    return turned;
}

PointFault checkWeierstrass(Curve curve, QByteArrayView x, QByteArrayView y)
{
    const Weierstrass &shape = weierstrass(curve);
    const auto abscissa = shape.field.fromBytes(x);
    const auto ordinate = shape.field.fromBytes(y);
    // The point at infinity has no affine coordinates; the zeros it is sometimes written as are on none of the curves.
    if (!abscissa || !ordinate || shape.field.square(*ordinate) != shape.rightSide(*abscissa))
        return PointFault::OffCurve;
    return PointFault::None;
}

/// RFC 8032 section 5.1.3: canonical, and on ±x² + y² = 1 + dx²y².
PointFault checkEdwards(Curve curve, QByteArrayView encoded)
{
    const bool is25519 = curve == Curve::Ed25519;
    const Field &field = is25519 ? field25519() : field448();
    QByteArray number = reversed(encoded);
    number[0] = static_cast<char>(number[0] & 0x7F); // the sign of x
    const auto y = field.fromBytes(number);
    if (!y)
        return PointFault::OffCurve;
    // Orders 1, 2 and 4; then the two ordinates of order 8, which Ed25519 has.
    if (*y == field.zero() || *y == field.one() || *y == field.minusOne())
        return PointFault::LowOrder;
    const Field::Element ySquared = field.square(*y);
    const Field::Element numerator = field.subtract(ySquared, field.one());
    Field::Element denominator;
    if (is25519) {
        static const Field::Element d =
            field.fromHex("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3");
        static const Field::Element order8 =
            field.fromHex("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7");
        if (*y == order8 || *y == field.subtract(field.zero(), order8))
            return PointFault::LowOrder;
        denominator = field.add(field.multiply(d, ySquared), field.one());
    } else {
        static const Field::Element d = field.fromHex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
                                                      "ffffffffffffffffffffffffffffffffffffffffffffffffffff6756");
        denominator = field.subtract(field.multiply(d, ySquared), field.one());
    }
    // A quotient is a square exactly when the product is.
    return field.isSquare(field.multiply(numerator, denominator)) ? PointFault::None : PointFault::OffCurve;
}

/// RFC 7748 takes any bytes; those of low order make a shared secret that everybody knows.
PointFault checkMontgomery(Curve curve, QByteArrayView encoded)
{
    const bool is25519 = curve == Curve::X25519;
    const Field &field = is25519 ? field25519() : field448();
    QByteArray number = reversed(encoded);
    if (is25519)
        number[0] = static_cast<char>(number[0] & 0x7F);
    const auto u = field.fromBytes(number);
    if (!u) // between the prime and the next power of two: not what anybody generates
        return PointFault::OffCurve;
    if (*u == field.zero() || *u == field.one() || *u == field.minusOne())
        return PointFault::LowOrder;
    if (is25519) {
        static const std::array order8{
            field.fromHex("00b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0"),
            field.fromHex("57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f"),
        };
        if (std::ranges::find(order8, *u) != order8.end())
            return PointFault::LowOrder;
    }
    return PointFault::None;
}

} // namespace

QString curveName(Curve curve)
{
    return rowOfCurve(curve).name;
}

std::optional<Curve> parseCurve(const QString &name)
{
    for (const CurveRow &row : curveTable) {
        if (name == row.name)
            return row.curve;
    }
    return std::nullopt;
}

KeyType keyTypeOf(Curve curve)
{
    return rowOfCurve(curve).type;
}

int coordinateLength(Curve curve)
{
    return rowOfCurve(curve).length;
}

int fieldBits(Curve curve)
{
    return rowOfCurve(curve).bits;
}

bool isForAgreement(Curve curve)
{
    return curve == Curve::X25519 || curve == Curve::X448;
}

bool isCurveOf(Algorithm algorithm, Curve curve)
{
    switch (algorithm) {
    case Algorithm::ES256:
        return curve == Curve::P256;
    case Algorithm::ES384:
        return curve == Curve::P384;
    case Algorithm::ES512:
        return curve == Curve::P521;
    case Algorithm::ES256K:
        return curve == Curve::Secp256k1;
    case Algorithm::EdDSA:
        return curve == Curve::Ed25519 || curve == Curve::Ed448;
    case Algorithm::Ed25519:
        return curve == Curve::Ed25519;
    case Algorithm::Ed448:
        return curve == Curve::Ed448;
    default:
        return false;
    }
}

PointFault checkPoint(Curve curve, QByteArrayView x, QByteArrayView y)
{
    const bool isEc = keyTypeOf(curve) == KeyType::Ec;
    const int length = coordinateLength(curve);
    if (x.size() != length || y.size() != (isEc ? length : 0))
        return PointFault::Length;
    if (isEc)
        return checkWeierstrass(curve, x, y);
    return isForAgreement(curve) ? checkMontgomery(curve, x) : checkEdwards(curve, x);
}

std::optional<QByteArray> decompress(Curve curve, QByteArrayView x, bool isOdd)
{
    if (keyTypeOf(curve) != KeyType::Ec || x.size() != coordinateLength(curve))
        return std::nullopt;
    const Weierstrass &shape = weierstrass(curve);
    const auto abscissa = shape.field.fromBytes(x);
    if (!abscissa)
        return std::nullopt;
    const Field::Element square = shape.rightSide(*abscissa);
    if (!shape.field.isSquare(square))
        return std::nullopt;
    Field::Element root = shape.field.squareRoot(square); // all four primes are 3 modulo 4
    QByteArray y = shape.field.toBytes(root, coordinateLength(curve));
    if (((static_cast<unsigned char>(y.back()) & 1U) != 0) != isOdd) {
        root = shape.field.subtract(shape.field.zero(), root);
        y = shape.field.toBytes(root, coordinateLength(curve));
    }
    return y;
}

bool isHighS(Algorithm algorithm, QByteArrayView signature)
{
    constexpr std::array curves{Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1};
    for (const Curve curve : curves) {
        if (!isCurveOf(algorithm, curve))
            continue;
        const int length = coordinateLength(curve);
        if (signature.size() != qsizetype{2} * length)
            return false;
        // s > n / 2, compared as n < 2s, digit by digit from the least.
        const QByteArrayView s = signature.last(length);
        const QByteArray &order = weierstrass(curve).order;
        QByteArray doubled(length + 1, '\0');
        unsigned carry = 0;
        for (qsizetype i = length; i > 0; --i) {
            carry += 2U * static_cast<unsigned char>(s[i - 1]);
            doubled[i] = static_cast<char>(carry & 0xFFU);
            carry >>= 8;
        }
        doubled[0] = static_cast<char>(carry);
        return doubled > QByteArray(length + 1 - order.size(), '\0') + order;
    }
    return false;
}

} // namespace gatehouse::jose
