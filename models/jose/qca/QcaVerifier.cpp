#include "models/jose/qca/QcaVerifier.h"

#include "models/jose/qca/QcaAlgorithm.h"
#include "models/jose/qca/QcaBytes.h"

#include <algorithm>
#include <vector>

namespace gatehouse::jose::qca {

namespace {

/// Keys kept ready by one thread: those of the few APIs whose tokens are at hand.
constexpr std::size_t keysKept = 8;

/// The entry that `fits`, moved to the front, or a new one from `make`; the one unused for longest makes room.
template <typename Entry, typename Fits, typename Make>
Entry &findOrMake(std::vector<std::unique_ptr<Entry>> &entries, Fits fits, Make make)
{
    auto found = std::ranges::find_if(entries, [&](const std::unique_ptr<Entry> &entry) { return fits(*entry); });
    if (found == entries.end()) {
        if (entries.size() == keysKept)
            entries.pop_back();
        entries.push_back(make());
        found = std::prev(entries.end());
    }
    std::rotate(entries.begin(), found, std::next(found));
    return *entries.front();
}

} // namespace

/// What one thread verifies with.
class QcaVerifier::Workspace
{
public:
    bool verifyRsa(Algorithm algorithm, const Jwk &key, QByteArrayView input, QByteArrayView signature)
    {
        RsaEntry &entry = findOrMake(
            m_rsa, [&](const RsaEntry &candidate) { return candidate.n == key.n && candidate.e == key.e; },
            [&] { return std::make_unique<RsaEntry>(key.n, key.e, rsaPublicKey(key)); });
        if (entry.key.isNull())
            return false;
        return entry.key.verifyMessage(memoryRegion(input), QByteArray::fromRawData(signature.data(), signature.size()),
                                       signatureAlgorithm(algorithm));
    }

    bool verifyMac(Algorithm algorithm, const base::Secret &secret, QByteArrayView input, QByteArrayView signature)
    {
        MacEntry &entry = findOrMake(
            m_mac,
            [&](const MacEntry &candidate) {
                return candidate.algorithm == algorithm &&
                       equalInConstantTime(candidate.secret.bytes(), secret.bytes());
            },
            [&] {
                return std::make_unique<MacEntry>(
                    algorithm, secret,
                    QCA::MessageAuthenticationCode(macName(algorithm), QCA::SymmetricKey(secureArray(secret.bytes()))));
            });
        const QCA::MemoryRegion expected = entry.mac.process(memoryRegion(input));
        return !expected.isEmpty() &&
               equalInConstantTime(QByteArrayView(expected.constData(), expected.size()), signature);
    }

private:
    struct RsaEntry
    {
        QByteArray n;
        QByteArray e;
        QCA::PublicKey key;
    };
    struct MacEntry
    {
        Algorithm algorithm;
        base::Secret secret;
        QCA::MessageAuthenticationCode mac;
    };

    std::vector<std::unique_ptr<RsaEntry>> m_rsa;
    std::vector<std::unique_ptr<MacEntry>> m_mac;
};

QcaVerifier::QcaVerifier()
    : m_workspaces(std::make_unique<Pool<Workspace>>())
{
}

QcaVerifier::~QcaVerifier() = default;

SignatureVerifier::Outcome QcaVerifier::verify(Algorithm algorithm, const Jwk &key, QByteArrayView input,
                                               QByteArrayView signature) const
{
    // Lengths first: they are public, and a wrong one says that nothing has to be computed.
    if (!isComputedByQca(algorithm) || key.type != keyTypeOf(algorithm))
        return Outcome::Failed;
    const auto workspace = [this] { return m_workspaces->take([] { return std::make_unique<Workspace>(); }); };
    bool verified = false;
    if (key.type == KeyType::Rsa) {
        verified = !key.n.isEmpty() && signature.size() == key.n.size() &&
                   workspace()->verifyRsa(algorithm, key, input, signature);
    } else {
        verified = !key.k.isEmpty() && signature.size() == hashLength(algorithm) &&
                   workspace()->verifyMac(algorithm, key.k, input, signature);
    }
    return verified ? Outcome::Verified : Outcome::Failed;
}

} // namespace gatehouse::jose::qca
