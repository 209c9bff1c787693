#pragma once

#include <QByteArrayView>

#include <array>
#include <cstdint>
#include <optional>

namespace gatehouse::jose {

/// The integers modulo an odd prime of at most 544 bits: what it takes to see whether a public key is a point of its
/// curve. Nothing here is secret and nothing takes constant time.
class Field
{
public:
    static constexpr int mostLimbs = 17;
    /// A number below the prime, in Montgomery form.
    struct Element
    {
        std::array<std::uint32_t, mostLimbs> limbs{};
        bool operator==(const Element &) const = default;
    };

    /// The prime in hexadecimal.
    explicit Field(QByteArrayView hex);

    /// Big-endian; nothing for a number that is not below the prime.
    std::optional<Element> fromBytes(QByteArrayView bigEndian) const;
    /// Big-endian, in that many bytes.
    QByteArray toBytes(const Element &element, int length) const;
    /// A constant of a curve, in hexadecimal, below the prime.
    Element fromHex(QByteArrayView hex) const;

    Element zero() const { return {}; }
    Element one() const { return m_one; }
    Element minusOne() const { return subtract(zero(), m_one); }
    Element add(const Element &left, const Element &right) const;
    Element subtract(const Element &left, const Element &right) const;
    Element multiply(const Element &left, const Element &right) const;
    Element square(const Element &element) const { return multiply(element, element); }
    /// Zero counts as a square.
    bool isSquare(const Element &element) const;
    /// A root of a square; the prime is 3 modulo 4.
    Element squareRoot(const Element &element) const;

private:
    using Limbs = std::array<std::uint32_t, mostLimbs>;

    static Limbs read(QByteArrayView bigEndian);
    bool isBelowPrime(const Limbs &number) const;
    Element reduceOnce(Limbs number, std::uint32_t carry) const;
    Element power(const Element &element, const Limbs &exponent) const;

    int m_size = 0;
    Limbs m_prime{};
    std::uint32_t m_inverse = 0; ///< -1/prime modulo 2^32
    Element m_one;               ///< R modulo the prime
    Element m_rSquared;
};

} // namespace gatehouse::jose
