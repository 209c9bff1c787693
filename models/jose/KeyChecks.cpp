#include "models/jose/Jwk.h"

#include <array>
#include <bit>
#include <bitset>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

using Kind = KeyError::Kind;

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

/// RFC 9964 section 3: `alg` is required and says what the octets of `pub` are.
std::optional<KeyError> checkMlDsa(const Jwk &key)
{
    if (!key.alg)
        return KeyError{Kind::MissingMember, u"alg"_s};
    const auto algorithm = parseAlgorithm(*key.alg);
    const auto sizes = algorithm ? mlDsaSizes(*algorithm) : std::nullopt;
    if (!sizes)
        return KeyError{Kind::UnsupportedAlgorithm, u"alg"_s};
    if (key.pub.size() != sizes->publicKey)
        return KeyError{Kind::CoordinateLength, u"pub"_s};
    return std::nullopt;
}

} // namespace

std::optional<KeyError> checkRsa(QByteArrayView n, QByteArrayView e)
{
    // An encoding error rather than an insecure number: the value may well be that of a good key.
    if (n.size() > 1 && n.front() == 0)
        return KeyError{Kind::LeadingZero, u"n"_s};
    if (e.size() > 1 && e.front() == 0)
        return KeyError{Kind::LeadingZero, u"e"_s};
    const int bits = bitLengthOf(n);
    if (bits < leastRsaBits)
        return KeyError{Kind::WeakRsa, u"n"_s};
    if (bits > mostRsaBits)
        return KeyError{Kind::LargeRsa, u"n"_s};
    if (!isOddNumber(n))
        return KeyError{Kind::BadModulus, u"n"_s};
    const bool small = e.isEmpty() || (e.size() == 1 && static_cast<unsigned char>(e.front()) < 3);
    if (small || e.size() > mostExponentBytes || !isOddNumber(e))
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
    case KeyType::Akp:
        return checkMlDsa(key);
    }
    return KeyError{Kind::UnsupportedType, u"kty"_s};
}

bool suits(Algorithm algorithm, const Jwk &key)
{
    if (key.type != keyTypeOf(algorithm))
        return false;
    // Each parameter set has a length of its own.
    if (const auto sizes = mlDsaSizes(algorithm))
        return key.pub.size() == sizes->publicKey;
    const bool onCurve = key.type == KeyType::Ec || key.type == KeyType::Okp;
    return !onCurve || (key.crv && isCurveOf(algorithm, *key.crv));
}

bool bindsTo(QStringView alg, Algorithm algorithm, std::optional<Curve> curve)
{
    if (alg == algorithmName(algorithm))
        return true;
    const auto named = parseAlgorithm(alg.toString());
    const auto isEdwards = [](Algorithm one) {
        return one == Algorithm::EdDSA || one == Algorithm::Ed25519 || one == Algorithm::Ed448;
    };
    return named && curve && isEdwards(*named) && isEdwards(algorithm) && isCurveOf(*named, *curve) &&
           isCurveOf(algorithm, *curve);
}

bool isSameKey(const Jwk &one, const Jwk &other)
{
    return one.type == other.type && one.crv == other.crv && one.n == other.n && one.e == other.e && one.x == other.x &&
           one.y == other.y && one.pub == other.pub && one.k.bytes() == other.k.bytes();
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
    case KeyType::Akp:
        return mlDsaSizes(algorithm)->signature;
    }
    return 0;
}

} // namespace gatehouse::jose
