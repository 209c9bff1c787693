#include "models/jose/openssl/KeyAgreement.h"

#include "models/jose/openssl/PublicKey.h"

#include <algorithm>
#include <array>
#include <vector>

namespace gatehouse::jose::openssl {

namespace {

void appendNumber(QByteArray &bytes, quint32 number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> shift & 0xFF);
}

void appendWithLength(QByteArray &bytes, QByteArrayView data)
{
    appendNumber(bytes, static_cast<quint32>(data.size()));
    bytes += data;
}

} // namespace

base::Secret concatKdf(const base::Secret &shared, QByteArrayView algorithm, QByteArrayView apu, QByteArrayView apv,
                       qsizetype length)
{
    QByteArray otherInfo;
    appendWithLength(otherInfo, algorithm);
    appendWithLength(otherInfo, apu);
    appendWithLength(otherInfo, apv);
    appendNumber(otherInfo, static_cast<quint32>(length * 8));

    std::vector<unsigned char> derived;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    for (quint32 round = 1; static_cast<qsizetype>(derived.size()) < length; ++round) {
        QByteArray counter;
        appendNumber(counter, round);
        const DigestContext context(EVP_MD_CTX_new());
        unsigned size = 0;
        if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1 ||
            EVP_DigestUpdate(context.get(), counter.constData(), sizeOf(counter)) != 1 ||
            EVP_DigestUpdate(context.get(), shared.bytes().data(), sizeOf(shared.bytes())) != 1 ||
            EVP_DigestUpdate(context.get(), otherInfo.constData(), sizeOf(otherInfo)) != 1 ||
            EVP_DigestFinal_ex(context.get(), digest.data(), &size) != 1)
            return {};
        derived.reserve(static_cast<std::size_t>(length) + digest.size()); // once: nothing is left behind by growing
        derived.insert(derived.end(), digest.begin(), digest.begin() + size);
    }
    base::Secret key(QByteArrayView(reinterpret_cast<const char *>(derived.data()), length));
    base::wipe(derived.data(), derived.size());
    base::wipe(digest.data(), digest.size());
    return key;
}

std::optional<base::Secret> agreeOnKey(EVP_PKEY *own, const EphemeralKey &theirs, QByteArrayView algorithm,
                                       QByteArrayView apu, QByteArrayView apv, qsizetype length)
{
    const KeyHandle peer = importPoint(theirs.curve, theirs.x, theirs.y);
    const KeyContext context(EVP_PKEY_CTX_new(own, nullptr));
    std::size_t size = 0;
    if (!peer || !context || EVP_PKEY_derive_init(context.get()) <= 0 ||
        EVP_PKEY_derive_set_peer(context.get(), peer.get()) <= 0 || EVP_PKEY_derive(context.get(), nullptr, &size) <= 0)
        return std::nullopt;
    std::vector<unsigned char> bytes(size);
    if (EVP_PKEY_derive(context.get(), bytes.data(), &size) <= 0)
        return std::nullopt;
    bytes.resize(size);
    const base::Secret shared(std::move(bytes));
    base::Secret key = concatKdf(shared, algorithm, apu, apv, length);
    return key.size() == length ? std::optional(std::move(key)) : std::nullopt;
}

} // namespace gatehouse::jose::openssl
