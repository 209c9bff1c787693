#include "models/jose/openssl/OpensslVerifier.h"

#include "models/jose/Der.h"
#include "models/jose/openssl/PublicKey.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
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

KeyContext pkcs1Context(EVP_PKEY *key, const EVP_MD *hash)
{
    KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    if (!context || EVP_PKEY_verify_init(context.get()) <= 0 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) <= 0 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), hash) <= 0)
        return {};
    return context;
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

MacContext hmacContext(const EVP_MD *hash, const base::Secret &secret)
{
    const MacHandle hmac(EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr));
    MacContext context(hmac ? EVP_MAC_CTX_new(hmac.get()) : nullptr);
    QByteArray name(EVP_MD_get0_name(hash));
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0),
                                OSSL_PARAM_construct_end()};
    const QByteArrayView key = secret.bytes();
    if (!context || EVP_MAC_init(context.get(), bytesOf(key), sizeOf(key), parameters.data()) != 1)
        return {};
    return context;
}

bool isSame(QByteArrayView left, QByteArrayView right)
{
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), sizeOf(left)) == 0;
}

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
        if (key.type == KeyType::Octets)
            return verifyMac(algorithm, key.k, input, signature);
        Entry &entry = entryFor(algorithm, key);
        if (!entry.handle)
            return false;
        // ML-DSA as RFC 9964 section 4 has it: pure, with an empty context, which is OpenSSL's default.
        if (key.type == KeyType::Okp || key.type == KeyType::Akp) {
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
        QByteArray pub;
        std::optional<Curve> crv;
        KeyHandle handle;   ///< null for a key that is refused
        KeyContext context; ///< set up for `algorithm`; null for EdDSA and ML-DSA
    };

    struct MacEntry
    {
        Algorithm algorithm;
        base::Secret secret;
        MacContext context; ///< keyed, to be started anew for each message
    };

    bool verifyMac(Algorithm algorithm, const base::Secret &secret, QByteArrayView input, QByteArrayView signature)
    {
        const MacEntry &entry = findOrMake(
            m_macs,
            [&](const MacEntry &candidate) {
                return candidate.algorithm == algorithm && isSame(candidate.secret.bytes(), secret.bytes());
            },
            [&] { return std::make_unique<MacEntry>(algorithm, secret, hmacContext(hashOf(algorithm), secret)); });
        std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
        std::size_t length = 0;
        return entry.context && EVP_MAC_init(entry.context.get(), nullptr, 0, nullptr) == 1 &&
               EVP_MAC_update(entry.context.get(), bytesOf(input), sizeOf(input)) == 1 &&
               EVP_MAC_final(entry.context.get(), mac.data(), &length, mac.size()) == 1 &&
               isSame(QByteArrayView(mac.data(), static_cast<qsizetype>(length)), signature);
    }

    Entry &entryFor(Algorithm algorithm, const Jwk &key)
    {
        return findOrMake(
            m_entries,
            [&](const Entry &candidate) {
                return candidate.algorithm == algorithm && candidate.crv == key.crv && candidate.n == key.n &&
                       candidate.e == key.e && candidate.x == key.x && candidate.y == key.y && candidate.pub == key.pub;
            },
            [&] { return makeEntry(algorithm, key); });
    }

    static std::unique_ptr<Entry> makeEntry(Algorithm algorithm, const Jwk &key)
    {
        auto entry = std::make_unique<Entry>(algorithm, key.n, key.e, key.x, key.y, key.pub, key.crv, importPublic(key),
                                             KeyContext());
        if (!entry->handle)
            return entry;
        if (key.type == KeyType::Rsa && isPss(algorithm))
            entry->context =
                pssContext(entry->handle.get(), hashOf(algorithm), hashOf(algorithm), RSA_PSS_SALTLEN_DIGEST);
        else if (key.type == KeyType::Rsa)
            entry->context = pkcs1Context(entry->handle.get(), hashOf(algorithm));
        else if (key.type == KeyType::Ec)
            entry->context = ecdsaContext(entry->handle.get(), hashOf(algorithm));
        return entry;
    }

    std::vector<std::unique_ptr<Entry>> m_entries;
    std::vector<std::unique_ptr<MacEntry>> m_macs;
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
    if (length == 0 || signature.size() != length || (key.type == KeyType::Octets && key.k.isEmpty()))
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
