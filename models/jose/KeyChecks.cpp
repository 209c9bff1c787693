#include "models/jose/Jwk.h"

#include <array>
#include <bit>
#include <bitset>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

using Kind = KeyError::Kind;

constexpr int leastRsaBits = 2048;
constexpr int mostRsaBits = 16384;
/// 64 bits: what OpenSSL takes with a large modulus. A longer exponent makes each verification dear and nothing safer.
constexpr qsizetype mostExponentBytes = 8;

int bitLengthOf(QByteArrayView number)
{
    if (number.isEmpty())
        return 0;
    return static_cast<int>(number.size() - 1) * 8 + std::bit_width(static_cast<unsigned char>(number.front()));
}

bool isOddNumber(QByteArrayView number)
{
    return (static_cast<unsigned char>(number.back()) & 1U) != 0;
}

unsigned remainder(QByteArrayView number, unsigned divisor)
{
    // Seven octets a division: the rest is below 2^8 and takes the eighth.
    quint64 rest = 0;
    const qsizetype head = number.size() % 7;
    for (const char byte : number.first(head))
        rest = rest << 8 | static_cast<unsigned char>(byte);
    rest %= divisor;
    for (qsizetype at = head; at < number.size(); at += 7) {
        for (const char byte : number.sliced(at, 7))
            rest = rest << 8 | static_cast<unsigned char>(byte);
        rest %= divisor;
    }
    return static_cast<unsigned>(rest);
}

/// The fingerprint of the ROCA paper (Nemec et al., CCS 2017, section 3): such primes are powers of 65537 modulo the
/// product of the first primes, so their product is one modulo each of them. A sound modulus passes one in 2^27 times.
bool hasRocaFingerprint(QByteArrayView n)
{
    constexpr std::array primes{3U,   5U,   7U,   11U,  13U,  17U,  19U,  23U,  29U,  31U,  37U,  41U,  43U,
                                47U,  53U,  59U,  61U,  67U,  71U,  73U,  79U,  83U,  89U,  97U,  101U, 103U,
                                107U, 109U, 113U, 127U, 131U, 137U, 139U, 149U, 151U, 157U, 163U, 167U};
    for (const unsigned prime : primes) {
        std::bitset<168> powers;
        for (unsigned power = 1; !powers.test(power); power = power * 65537U % prime)
            powers.set(power);
        if (!powers.test(remainder(n, prime)))
            return false;
    }
    return true;
}

std::optional<KeyError> checkCurvePoint(const Jwk &key)
{
    if (!key.crv || keyTypeOf(*key.crv) != key.type)
        return KeyError{Kind::UnsupportedCurve, u"crv"_s};
    if (isForAgreement(*key.crv))
        return KeyError{Kind::AgreementKey, u"crv"_s};
    switch (checkPoint(*key.crv, key.x, key.y)) {
    case PointFault::None:
        return std::nullopt;
    case PointFault::Length:
        return KeyError{Kind::CoordinateLength, key.x.size() == coordinateLength(*key.crv) ? u"y"_s : u"x"_s};
    case PointFault::OffCurve:
        return KeyError{Kind::PointOffCurve, u"x"_s};
    case PointFault::LowOrder:
        return KeyError{Kind::LowOrderPoint, u"x"_s};
    }
    return KeyError{Kind::PointOffCurve, u"x"_s};
}

} // namespace

std::optional<KeyError> checkRsa(QByteArrayView n, QByteArrayView e)
{
    if (!n.isEmpty() && n.front() == 0)
        return KeyError{Kind::BadModulus, u"n"_s};
    const int bits = bitLengthOf(n);
    if (bits < leastRsaBits)
        return KeyError{Kind::WeakRsa, u"n"_s};
    if (bits > mostRsaBits)
        return KeyError{Kind::LargeRsa, u"n"_s};
    if (!isOddNumber(n))
        return KeyError{Kind::BadModulus, u"n"_s};
    const bool small = e.isEmpty() || (e.size() == 1 && static_cast<unsigned char>(e.front()) < 3);
    if (small || e.front() == 0 || e.size() > mostExponentBytes || !isOddNumber(e))
        return KeyError{Kind::BadExponent, u"e"_s};
    if (hasRocaFingerprint(n))
        return KeyError{Kind::RocaModulus, u"n"_s};
    return std::nullopt;
}

std::optional<KeyError> checkKey(const Jwk &key)
{
    switch (key.type) {
    case KeyType::Rsa:
        return checkRsa(key.n, key.e);
    case KeyType::Octets:
        return key.k.isEmpty() ? std::optional(KeyError{Kind::EmptySecret, u"k"_s}) : std::nullopt;
    case KeyType::Ec:
    case KeyType::Okp:
        return checkCurvePoint(key);
    }
    return KeyError{Kind::UnsupportedType, u"kty"_s};
}

bool suits(Algorithm algorithm, const Jwk &key)
{
    if (key.type != keyTypeOf(algorithm))
        return false;
    const bool onCurve = key.type == KeyType::Ec || key.type == KeyType::Okp;
    return !onCurve || (key.crv && isCurveOf(algorithm, *key.crv));
}

qsizetype signatureLength(Algorithm algorithm, const Jwk &key)
{
    if (!suits(algorithm, key))
        return 0;
    switch (key.type) {
    case KeyType::Rsa:
        return key.n.size();
    case KeyType::Octets:
        return hashLength(algorithm);
    case KeyType::Ec:
    case KeyType::Okp:
        return qsizetype{2} * coordinateLength(*key.crv);
    }
    return 0;
}

} // namespace gatehouse::jose
