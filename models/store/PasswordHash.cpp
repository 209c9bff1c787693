#include "models/store/PasswordHash.h"

#include <QByteArrayList>

#include <optional>

namespace gatehouse::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int saltSize = 16;
constexpr int hashSize = 32;

/// "argon2id", memory, passes, lanes, salt, hash.
struct StoredHash
{
    jose::Argon2Cost cost = passwordCost;
    QByteArray salt;
    base::Secret hash;
};

std::optional<StoredHash> parsed(const base::Secret &text)
{
    const QList<QByteArray> parts = text.bytes().toByteArray().split('$');
    if (parts.size() != 6 || parts[0] != "argon2id")
        return {};
    const jose::Argon2Cost cost{.memory = parts[1].toUInt(), .passes = parts[2].toUInt(), .lanes = parts[3].toUInt()};
    const QByteArray hash = QByteArray::fromHex(parts[5]);
    if (cost.memory == 0 || cost.passes == 0 || cost.lanes == 0 || hash.size() != hashSize)
        return {};
    return StoredHash{.cost = cost, .salt = QByteArray::fromHex(parts[4]), .hash = base::Secret(hash)};
}

} // namespace

base::Result<base::Secret> hashedPassword(const jose::PassphraseKdf &kdf, base::RandomSource &random,
                                          const base::Secret &password, const jose::Argon2Cost &cost)
{
    const QByteArray salt = base::randomBytes(random, saltSize);
    const auto hash = kdf.argon2id(password, {.salt = salt}, cost, hashSize);
    if (!hash)
        return std::unexpected(hash.error());
    return base::Secret(QByteArrayList{"argon2id"_ba, QByteArray::number(cost.memory), QByteArray::number(cost.passes),
                                       QByteArray::number(cost.lanes), salt.toHex(),
                                       hash->bytes().toByteArray().toHex()}
                            .join('$'));
}

base::Result<bool> isPassword(const jose::PassphraseKdf &kdf, const base::Secret &hash, const base::Secret &password)
{
    const auto stored = parsed(hash);
    const StoredHash compared =
        stored.value_or(StoredHash{.cost = passwordCost, .salt = QByteArray(saltSize, '\0'), .hash = {}});
    const auto made = kdf.argon2id(password, {.salt = compared.salt}, compared.cost, hashSize);
    if (!made)
        return std::unexpected(made.error());
    return stored && compared.hash.equals(*made);
}

} // namespace gatehouse::store
