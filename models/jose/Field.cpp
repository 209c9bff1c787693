#include "models/jose/Field.h"

#include <QByteArray>

namespace gatehouse::jose {

namespace {

constexpr int limbBits = 32;

/// number >> bits, for bits below 32.
template <typename Limbs> Limbs shifted(const Limbs &number, int bits)
{
    Limbs result{};
    for (std::size_t i = 0; i < number.size(); ++i) {
        result[i] = number[i] >> bits;
        if (i + 1 < number.size())
            result[i] |= number[i + 1] << (limbBits - bits);
    }
    return result;
}

} // namespace

Field::Field(QByteArrayView hex)
    : m_prime(read(QByteArray::fromHex(hex.toByteArray())))
{
    for (m_size = mostLimbs; m_prime[static_cast<std::size_t>(m_size - 1)] == 0;)
        --m_size;
    // Newton: each step doubles the bits that are right.
    std::uint32_t inverse = 1;
    for (int step = 0; step < 5; ++step)
        inverse *= 2 - m_prime[0] * inverse;
    m_inverse = 0U - inverse;

    // R = 2^(32 size) and its square, by doubling 1.
    Element power;
    power.limbs[0] = 1;
    for (int bit = 0; bit < 2 * limbBits * m_size; ++bit) {
        if (bit == limbBits * m_size)
            m_one = power;
        power = add(power, power);
    }
    m_rSquared = power;
}

Field::Limbs Field::read(QByteArrayView bigEndian)
{
    Limbs number{};
    for (qsizetype i = 0; i < bigEndian.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bigEndian[bigEndian.size() - 1 - i]);
        number[static_cast<std::size_t>(i / 4)] |= std::uint32_t{byte} << (8 * (i % 4));
    }
    return number;
}

bool Field::isBelowPrime(const Limbs &number) const
{
    for (std::size_t i = mostLimbs; i-- > 0;) {
        if (number[i] != m_prime[i])
            return number[i] < m_prime[i];
    }
    return false;
}

std::optional<Field::Element> Field::fromBytes(QByteArrayView bigEndian) const
{
    while (!bigEndian.isEmpty() && bigEndian.front() == 0)
        bigEndian = bigEndian.sliced(1);
    if (bigEndian.size() > qsizetype{4} * m_size)
        return std::nullopt;
    const Limbs number = read(bigEndian);
    if (!isBelowPrime(number))
        return std::nullopt;
    return multiply({number}, m_rSquared);
}

QByteArray Field::toBytes(const Element &element, int length) const
{
    Element unit;
    unit.limbs[0] = 1;
    const Element plain = multiply(element, unit);
    QByteArray bytes(length, '\0');
    for (int i = 0; i < length && i < 4 * m_size; ++i)
        bytes[length - 1 - i] = static_cast<char>(plain.limbs[static_cast<std::size_t>(i / 4)] >> (8 * (i % 4)) & 0xFF);
    return bytes;
}

Field::Element Field::fromHex(QByteArrayView hex) const
{
    return fromBytes(QByteArray::fromHex(hex.toByteArray())).value_or(Element());
}

Field::Element Field::reduceOnce(Limbs number, std::uint32_t carry) const
{
    if (carry == 0 && isBelowPrime(number))
        return {number};
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_size); ++i) {
        const std::uint64_t difference = std::uint64_t{number[i]} - m_prime[i] - borrow;
        number[i] = static_cast<std::uint32_t>(difference);
        borrow = difference >> 63;
    }
    return {number};
}

Field::Element Field::add(const Element &left, const Element &right) const
{
    Limbs sum{};
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_size); ++i) {
        carry += std::uint64_t{left.limbs[i]} + right.limbs[i];
        sum[i] = static_cast<std::uint32_t>(carry);
        carry >>= limbBits;
    }
    return reduceOnce(sum, static_cast<std::uint32_t>(carry));
}

Field::Element Field::subtract(const Element &left, const Element &right) const
{
    Limbs complement{};
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(m_size); ++i) {
        const std::uint64_t difference = std::uint64_t{m_prime[i]} - right.limbs[i] - borrow;
        complement[i] = static_cast<std::uint32_t>(difference);
        borrow = difference >> 63;
    }
    return add(left, reduceOnce(complement, 0));
}

Field::Element Field::multiply(const Element &left, const Element &right) const
{
    // Montgomery's product, the operand scanned limb by limb (CIOS).
    const auto size = static_cast<std::size_t>(m_size);
    std::array<std::uint32_t, mostLimbs + 2> sum{};
    for (std::size_t i = 0; i < size; ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < size; ++j) {
            carry += std::uint64_t{left.limbs[i]} * right.limbs[j] + sum[j];
            sum[j] = static_cast<std::uint32_t>(carry);
            carry >>= limbBits;
        }
        carry += sum[size];
        sum[size] = static_cast<std::uint32_t>(carry);
        sum[size + 1] = static_cast<std::uint32_t>(carry >> limbBits);

        const std::uint32_t factor = sum[0] * m_inverse;
        carry = (std::uint64_t{factor} * m_prime[0] + sum[0]) >> limbBits;
        for (std::size_t j = 1; j < size; ++j) {
            carry += std::uint64_t{factor} * m_prime[j] + sum[j];
            sum[j - 1] = static_cast<std::uint32_t>(carry);
            carry >>= limbBits;
        }
        carry += sum[size];
        sum[size - 1] = static_cast<std::uint32_t>(carry);
        sum[size] = sum[size + 1] + static_cast<std::uint32_t>(carry >> limbBits);
    }
    Limbs product{};
    for (std::size_t i = 0; i < size; ++i)
        product[i] = sum[i];
    return reduceOnce(product, sum[size]);
}

Field::Element Field::power(const Element &element, const Limbs &exponent) const
{
    Element result = m_one;
    for (int bit = limbBits * m_size - 1; bit >= 0; --bit) {
        result = square(result);
        if ((exponent[static_cast<std::size_t>(bit / limbBits)] >> (bit % limbBits) & 1U) != 0)
            result = multiply(result, element);
    }
    return result;
}

bool Field::isSquare(const Element &element) const
{
    // Euler: the power to (p - 1) / 2, which is p / 2 without its remainder.
    return element == zero() || power(element, shifted(m_prime, 1)) == m_one;
}

Field::Element Field::squareRoot(const Element &element) const
{
    // (p + 1) / 4 is p / 4 without its remainder, plus one.
    return multiply(power(element, shifted(m_prime, 2)), element);
}

} // namespace gatehouse::jose
