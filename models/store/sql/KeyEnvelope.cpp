#include "models/store/sql/KeyEnvelope.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView family("GATEHOUSE-KEY-");
constexpr QByteArrayView firstMagic("GATEHOUSE-KEY-1\n");
constexpr QByteArrayView secondMagic("GATEHOUSE-KEY-2\n"); ///< without a head
constexpr QByteArrayView presentMagic("GATEHOUSE-KEY-3\n");
constexpr qsizetype idSize = 16;
constexpr qsizetype keySize = 32;
constexpr qsizetype sumSize = 32;
constexpr qsizetype saltSize = 16;
constexpr qsizetype numberSize = 4;
/// Nonce, the data key, tag.
constexpr qsizetype wrappedSize = 12 + keySize + 16;

enum class Kind : unsigned char { Plain = 1, UnderPassphrase = 2, UnderKeychain = 3 };

QByteArray sumOf(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

std::unexpected<base::Error> damaged(const QString &path, const char *what = "damaged")
{
    return failure(ErrorCode::KeyMissing, base::ErrorStep::ReadKeyFile, path, QString::fromLatin1(what));
}

/// Takes bytes off the front; empty, and no longer whole, once there are too few.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    QByteArrayView take(qsizetype count)
    {
        if (count > m_rest.size()) {
            m_whole = false;
            return {};
        }
        const QByteArrayView taken = m_rest.first(count);
        m_rest = m_rest.sliced(count);
        return taken;
    }
    quint32 number()
    {
        const QByteArrayView bytes = take(numberSize);
        return bytes.isEmpty() ? 0 : qFromBigEndian<quint32>(bytes.data());
    }
    /// Everything was there, and nothing is left.
    bool isRead() const { return m_whole && m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
    bool m_whole = true;
};

void appendNumber(QByteArray &bytes, quint32 number)
{
    const quint32 ordered = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&ordered), numberSize);
}

bool isEntryName(QByteArrayView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) { return c > 0x20 && c < 0x7F; });
}

base::Result<KeyEnvelope> parsePresent(QByteArrayView bytes, bool hasHead, const QString &path)
{
    Reader reader(bytes);
    const QByteArrayView kind = reader.take(1);
    KeyEnvelope envelope{.storeId = reader.take(idSize).toByteArray(), .hasHead = hasHead, .content = {}};
    switch (kind.isEmpty() ? Kind{} : static_cast<Kind>(kind.front())) {
    case Kind::Plain:
        envelope.content = KeyEnvelope::Plain{.key = base::Secret(reader.take(keySize))};
        break;
    case Kind::UnderPassphrase: {
        KeyEnvelope::UnderPassphrase content;
        content.cost = {.memory = reader.number(), .passes = reader.number(), .lanes = reader.number()};
        content.salt = reader.take(saltSize).toByteArray();
        content.wrapped = reader.take(wrappedSize).toByteArray();
        if (reader.isRead() && !jose::isAcceptable(content.cost))
            return damaged(path, "its cost is outside the bounds");
        envelope.content = std::move(content);
        break;
    }
    case Kind::UnderKeychain: {
        const QByteArrayView length = reader.take(1);
        const QByteArrayView entry =
            reader.take(length.isEmpty() ? 0 : static_cast<qsizetype>(static_cast<unsigned char>(length.front())));
        if (!isEntryName(entry))
            return damaged(path);
        envelope.content = KeyEnvelope::UnderKeychain{.entry = QString::fromLatin1(entry),
                                                      .wrapped = reader.take(wrappedSize).toByteArray()};
        break;
    }
    default:
        return failure(ErrorCode::StoreTooNew, base::ErrorStep::ReadKeyFile, path, u"unknown kind"_s);
    }
    if (!reader.isRead())
        return damaged(path);
    return envelope;
}

} // namespace

DataKey DataKey::generate(base::RandomSource &random)
{
    std::vector<unsigned char> key(keySize);
    random.fill(key);
    return {.storeId = base::randomBytes(random, idSize), .key = base::Secret(std::move(key))};
}

Protection KeyEnvelope::protection() const
{
    if (std::holds_alternative<UnderPassphrase>(content))
        return Protection::Passphrase;
    return std::holds_alternative<UnderKeychain>(content) ? Protection::Keychain : Protection::KeyFile;
}

QByteArray KeyEnvelope::bound() const
{
    QByteArray bytes = (hasHead ? presentMagic : secondMagic).toByteArray();
    if (const auto *passphrase = std::get_if<UnderPassphrase>(&content)) {
        bytes += static_cast<char>(Kind::UnderPassphrase);
        bytes += storeId;
        for (const quint32 number : {passphrase->cost.memory, passphrase->cost.passes, passphrase->cost.lanes})
            appendNumber(bytes, number);
        bytes += passphrase->salt;
    } else if (const auto *keychain = std::get_if<UnderKeychain>(&content)) {
        bytes += static_cast<char>(Kind::UnderKeychain);
        bytes += storeId;
        bytes += static_cast<char>(keychain->entry.size());
        bytes += keychain->entry.toLatin1();
    } else {
        bytes += static_cast<char>(Kind::Plain);
        bytes += storeId;
    }
    return bytes;
}

base::Secret KeyEnvelope::bytes() const
{
    const QByteArray head = bound();
    QByteArrayView key;
    if (const auto *passphrase = std::get_if<UnderPassphrase>(&content))
        key = passphrase->wrapped;
    else if (const auto *keychain = std::get_if<UnderKeychain>(&content))
        key = keychain->wrapped;
    else
        key = std::get<Plain>(content).key.bytes();
    std::vector<unsigned char> all;
    all.reserve(static_cast<std::size_t>(head.size() + key.size() + sumSize)); // never moved, so no copy is left behind
    all.insert(all.end(), head.begin(), head.end());
    all.insert(all.end(), key.begin(), key.end());
    const QByteArray sum = sumOf(QByteArrayView(all.data(), static_cast<qsizetype>(all.size())));
    all.insert(all.end(), sum.begin(), sum.end());
    return base::Secret(std::move(all));
}

base::Result<KeyEnvelope> KeyEnvelope::parse(QByteArrayView bytes, const QString &path)
{
    const bool isFirst = bytes.startsWith(firstMagic);
    const bool hasHead = bytes.startsWith(presentMagic);
    const bool isPresent = hasHead || bytes.startsWith(secondMagic);
    if (!isFirst && !isPresent) {
        if (bytes.startsWith(family) && bytes.size() > presentMagic.size() + sumSize)
            return failure(ErrorCode::StoreTooNew, base::ErrorStep::ReadKeyFile, path, u"unknown version"_s);
        return damaged(path);
    }
    if (bytes.size() < presentMagic.size() + sumSize || bytes.last(sumSize) != sumOf(bytes.chopped(sumSize)))
        return damaged(path);
    const QByteArrayView rest = bytes.chopped(sumSize).sliced(presentMagic.size());
    if (isPresent)
        return parsePresent(rest, hasHead, path);
    if (rest.size() != idSize + keySize)
        return damaged(path);
    return KeyEnvelope{.storeId = rest.first(idSize).toByteArray(),
                       .hasHead = false,
                       .content = Plain{.key = base::Secret(rest.last(keySize))}};
}

} // namespace gatehouse::store::sql
