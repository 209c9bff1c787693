#include "models/jose/Base64Url.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace gatehouse::jose {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Beyond every six-bit value, so that one OR over four characters tells whether any was foreign.
constexpr std::uint8_t foreign = 0x80;

constexpr std::array<std::uint8_t, 256> makeValues()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(foreign);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}

constexpr std::array<std::uint8_t, 256> values = makeValues();

std::uint32_t valueAt(QByteArrayView text, qsizetype position)
{
    return values[static_cast<unsigned char>(text[position])];
}

/// The first character at or after `from` that the alphabet does not have; there is one.
Base64UrlError foreignCharacter(QByteArrayView text, qsizetype from)
{
    qsizetype position = from;
    while (position < text.size() && valueAt(text, position) < foreign)
        ++position;
    const bool padding = text[position] == '=';
    return {padding ? Base64UrlError::Kind::Padding : Base64UrlError::Kind::Character, position};
}

} // namespace

std::expected<QByteArray, Base64UrlError> decodeBase64Url(QByteArrayView text)
{
    QByteArray bytes;
    return decodeBase64Url(text, bytes).transform([&bytes] { return std::move(bytes); });
}

std::expected<void, Base64UrlError> decodeBase64Url(QByteArrayView text, QByteArray &bytes)
{
    const qsizetype whole = text.size() / 4 * 4;
    const qsizetype rest = text.size() - whole;
    bytes.resizeForOverwrite(whole / 4 * 3 + (rest > 1 ? rest - 1 : 0));
    char *out = bytes.data();

    for (qsizetype i = 0; i < whole; i += 4) {
        const std::uint32_t a = valueAt(text, i);
        const std::uint32_t b = valueAt(text, i + 1);
        const std::uint32_t c = valueAt(text, i + 2);
        const std::uint32_t d = valueAt(text, i + 3);
        if (((a | b | c | d) & foreign) != 0)
            return std::unexpected(foreignCharacter(text, i));
        const std::uint32_t block = a << 18 | b << 12 | c << 6 | d;
        *out++ = static_cast<char>(block >> 16);
        *out++ = static_cast<char>(block >> 8);
        *out++ = static_cast<char>(block);
    }

    std::uint32_t block = 0;
    for (qsizetype i = whole; i < text.size(); ++i) {
        const std::uint32_t value = valueAt(text, i);
        if (value == foreign)
            return std::unexpected(foreignCharacter(text, i));
        block = block << 6 | value;
    }
    const qsizetype last = text.size() - 1;
    switch (rest) {
    case 1:
        return std::unexpected(Base64UrlError{Base64UrlError::Kind::Length, last});
    case 2:
        if ((block & 0xFU) != 0)
            return std::unexpected(Base64UrlError{Base64UrlError::Kind::SpareBits, last});
        *out = static_cast<char>(block >> 4);
        break;
    case 3:
        if ((block & 0x3U) != 0)
            return std::unexpected(Base64UrlError{Base64UrlError::Kind::SpareBits, last});
        *out++ = static_cast<char>(block >> 10);
        *out = static_cast<char>(block >> 2);
        break;
    default:
        break;
    }
    return {};
}

QByteArray encodeBase64Url(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace gatehouse::jose
