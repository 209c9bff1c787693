#include "models/jose/openssl/OpensslVerifier.h"

#include "models/jose/Der.h"
#include "models/jose/openssl/PublicKey.h"

#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <vector>

namespace gatehouse::jose::openssl {

namespace {

/// Keys kept ready by one thread: those of the few APIs whose tokens are at hand.
constexpr std::size_t keysKept = 8;

bool isPss(Algorithm algorithm)
{
    return algorithm == Algorithm::PS256 || algorithm == Algorithm::PS384 || algorithm == Algorithm::PS512;
}

/// A context that verifies hashes of PSS signatures with the salt length given, or any.
KeyContext pssContext(EVP_PKEY *key, const EVP_MD *hash, const EVP_MD *maskHash, int saltLength)
{
    KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    if (!context || EVP_PKEY_verify_init(context.get()) <= 0 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING) <= 0 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), hash) <= 0 ||
        EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), maskHash) <= 0 ||
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), saltLength) <= 0)
        return {};
    return context;
}

KeyContext ecdsaContext(EVP_PKEY *key, const EVP_MD *hash)
{
    KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    if (!context || EVP_PKEY_verify_init(context.get()) <= 0 || EVP_PKEY_CTX_set_signature_md(context.get(), hash) <= 0)
        return {};
    return context;
}

/// OpenSSL reads ECDSA signatures in DER.
QByteArray derFromRaw(QByteArrayView signature)
{
    const qsizetype half = signature.size() / 2;
    return derElement(DerTag::Sequence, derInteger(signature.first(half)) + derInteger(signature.last(half)));
}

bool isRight(EVP_PKEY_CTX *context, const EVP_MD *hash, QByteArrayView input, QByteArrayView signature)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    return context && EVP_Digest(input.data(), sizeOf(input), digest.data(), &length, hash, nullptr) == 1 &&
           EVP_PKEY_verify(context, bytesOf(signature), sizeOf(signature), digest.data(), length) == 1;
}

} // namespace

/// What one thread verifies with.
class OpensslVerifier::Workspace
{
public:
    bool verify(Algorithm algorithm, const Jwk &key, QByteArrayView input, QByteArrayView signature)
    {
        Entry &entry = entryFor(algorithm, key);
        if (!entry.handle)
            return false;
        if (key.type == KeyType::Okp) {
            const DigestContext context(EVP_MD_CTX_new());
            return context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, entry.handle.get()) == 1 &&
                   EVP_DigestVerify(context.get(), bytesOf(signature), sizeOf(signature), bytesOf(input),
                                    sizeOf(input)) == 1;
        }
        return key.type == KeyType::Ec ? isRight(entry.context.get(), hashOf(algorithm), input, derFromRaw(signature))
                                       : isRight(entry.context.get(), hashOf(algorithm), input, signature);
    }

private:
    struct Entry
    {
        Algorithm algorithm;
        QByteArray n;
        QByteArray e;
        QByteArray x;
        QByteArray y;
        std::optional<Curve> crv;
        KeyHandle handle;   ///< null for a key that is refused
        KeyContext context; ///< set up for `algorithm`; null for EdDSA
    };

    Entry &entryFor(Algorithm algorithm, const Jwk &key)
    {
        auto found = std::ranges::find_if(m_entries, [&](const std::unique_ptr<Entry> &entry) {
            return entry->algorithm == algorithm && entry->crv == key.crv && entry->n == key.n && entry->e == key.e &&
                   entry->x == key.x && entry->y == key.y;
        });
        if (found == m_entries.end()) {
            if (m_entries.size() == keysKept)
                m_entries.pop_back();
            m_entries.push_back(makeEntry(algorithm, key));
            found = std::prev(m_entries.end());
        }
        std::rotate(m_entries.begin(), found, std::next(found));
        return *m_entries.front();
    }

    static std::unique_ptr<Entry> makeEntry(Algorithm algorithm, const Jwk &key)
    {
        auto entry =
            std::make_unique<Entry>(algorithm, key.n, key.e, key.x, key.y, key.crv, importPublic(key), KeyContext());
        if (!entry->handle)
            return entry;
        if (key.type == KeyType::Rsa)
            entry->context =
                pssContext(entry->handle.get(), hashOf(algorithm), hashOf(algorithm), RSA_PSS_SALTLEN_DIGEST);
        else if (key.type == KeyType::Ec)
            entry->context = ecdsaContext(entry->handle.get(), hashOf(algorithm));
        return entry;
    }

    std::vector<std::unique_ptr<Entry>> m_entries;
};

OpensslVerifier::OpensslVerifier()
    : m_workspaces(std::make_unique<Pool<Workspace>>())
{
}

OpensslVerifier::~OpensslVerifier() = default;

SignatureVerifier::Outcome OpensslVerifier::verify(Algorithm algorithm, const Jwk &key, QByteArrayView input,
                                                   QByteArrayView signature) const
{
    // Lengths first: they are public, and a wrong one says that nothing has to be computed.
    const qsizetype length = signatureLength(algorithm, key);
    const bool isOurs = isPss(algorithm) || keyTypeOf(algorithm) == KeyType::Ec || keyTypeOf(algorithm) == KeyType::Okp;
    if (!isOurs || length == 0 || signature.size() != length)
        return Outcome::Failed;
    const QuietErrors quiet;
    auto workspace = m_workspaces->take([] { return std::make_unique<Workspace>(); });
    return workspace->verify(algorithm, key, input, signature) ? Outcome::Verified : Outcome::Failed;
}

std::optional<PssParameters> OpensslVerifier::pssParameters(const Jwk &key, QByteArrayView input,
                                                            QByteArrayView signature) const
{
    const QuietErrors quiet;
    if (key.type != KeyType::Rsa || signature.size() != key.n.size() || checkRsa(key.n, key.e))
        return std::nullopt;
    const KeyHandle handle = importPublic(key);
    if (!handle)
        return std::nullopt;
    constexpr std::array lengths{32, 48, 64};
    const auto fits = [&](int hash, int maskHash, int saltLength) {
        const KeyContext context = pssContext(handle.get(), hashOfLength(hash), hashOfLength(maskHash), saltLength);
        return isRight(context.get(), hashOfLength(hash), input, signature);
    };
    for (const int hash : lengths) {
        for (const int maskHash : lengths) {
            if (!fits(hash, maskHash, RSA_PSS_SALTLEN_AUTO))
                continue;
            // The salt was read from the signature, and OpenSSL does not tell: so it is asked for.
            for (int salt = 0; salt <= key.n.size() - hash - 2; ++salt) {
                if (fits(hash, maskHash, salt))
                    return PssParameters{.hash = hash, .maskHash = maskHash, .saltLength = salt};
            }
        }
    }
    return std::nullopt;
}

} // namespace gatehouse::jose::openssl
