#include "models/base/Random.h"

#include <QRandomGenerator>

#include <array>

namespace gatehouse::base {

namespace {

/// Fills `out` with characters of `alphabet`; a byte past the last whole multiple of its size is thrown away.
void drawCharacters(RandomSource &random, QLatin1StringView alphabet, std::span<unsigned char> out)
{
    const auto size = static_cast<unsigned>(alphabet.size());
    const unsigned limit = 256 - 256 % size;
    std::size_t filled = 0;
    while (filled < out.size()) {
        std::array<unsigned char, 64> buffer{};
        random.fill(buffer);
        for (const unsigned char byte : buffer) {
            if (byte < limit && filled < out.size())
                out[filled++] = static_cast<unsigned char>(alphabet[static_cast<qsizetype>(byte % size)].toLatin1());
        }
        wipe(buffer.data(), buffer.size());
    }
}

} // namespace

void SystemRandom::fill(std::span<unsigned char> bytes)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        quint32 word = QRandomGenerator::system()->generate();
        for (std::size_t i = 0; i < sizeof word && at < bytes.size(); ++i, word >>= 8)
            bytes[at++] = static_cast<unsigned char>(word & 0xff);
    }
}

QByteArray randomBytes(RandomSource &random, int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    random.fill({reinterpret_cast<unsigned char *>(bytes.data()), static_cast<std::size_t>(count)});
    return bytes;
}

QString randomText(RandomSource &random, QLatin1StringView alphabet, int length)
{
    QByteArray text(length, Qt::Uninitialized);
    drawCharacters(random, alphabet,
                   {reinterpret_cast<unsigned char *>(text.data()), static_cast<std::size_t>(length)});
    return QString::fromLatin1(text);
}

Secret randomSecret(RandomSource &random, QLatin1StringView alphabet, int length)
{
    std::vector<unsigned char> bytes(static_cast<std::size_t>(length));
    drawCharacters(random, alphabet, bytes);
    return Secret(std::move(bytes));
}

} // namespace gatehouse::base
