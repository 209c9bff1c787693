#include "models/jose/openssl/OpensslPassphraseKdf.h"

#include "models/jose/openssl/Handles.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <vector>

namespace gatehouse::jose::openssl {

using namespace Qt::StringLiterals;

namespace {

using Kdf = std::unique_ptr<EVP_KDF, Freed<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Freed<EVP_KDF_CTX_free>>;

/// OpenSSL takes its input by pointers it does not write through, and no null pointer even for no bytes.
OSSL_PARAM octets(const char *name, QByteArrayView bytes)
{
    static unsigned char nothing = 0;
    void *data = bytes.isEmpty() ? static_cast<void *>(&nothing) : const_cast<char *>(bytes.data());
    return OSSL_PARAM_construct_octet_string(name, data, sizeOf(bytes));
}

} // namespace

base::Result<base::Secret> OpensslPassphraseKdf::argon2id(const base::Secret &passphrase, const Argon2Input &input,
                                                          const Argon2Cost &cost, int length) const
{
    const QuietErrors quiet;
    const auto refused = [](const char *what) {
        return base::failure(base::ErrorCode::Internal, base::ErrorStep::DeriveKey, u"Argon2id"_s,
                             QString::fromLatin1(what));
    };
    const Kdf kdf(EVP_KDF_fetch(nullptr, "ARGON2ID", nullptr));
    const KdfContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    if (!context)
        return refused("not in this OpenSSL");
    Argon2Cost numbers = cost;
    uint32_t threads = 1;
    std::vector<OSSL_PARAM> parameters{
        octets(OSSL_KDF_PARAM_PASSWORD, passphrase.bytes()),
        octets(OSSL_KDF_PARAM_SALT, input.salt),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &numbers.memory),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &numbers.passes),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &numbers.lanes),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_THREADS, &threads),
    };
    if (!input.key.isEmpty())
        parameters.push_back(octets(OSSL_KDF_PARAM_SECRET, input.key.bytes()));
    if (!input.associated.isEmpty())
        parameters.push_back(octets(OSSL_KDF_PARAM_ARGON2_AD, input.associated));
    parameters.push_back(OSSL_PARAM_construct_end());
    std::vector<unsigned char> key(static_cast<std::size_t>(length));
    const bool derived = EVP_KDF_derive(context.get(), key.data(), key.size(), parameters.data()) == 1;
    base::Secret secret(std::move(key));
    // What OpenSSL refuses because of what was asked (RFC 9106 section 3.1), and what it had no memory for.
    constexpr qsizetype leastSalt = 8;
    const bool isSound =
        input.salt.size() >= leastSalt && cost.passes > 0 && cost.lanes > 0 && cost.memory >= 8 * cost.lanes;
    if (!derived && !isSound)
        return refused("derivation");
    if (!derived)
        return base::failure(base::ErrorCode::MemoryRefused, base::ErrorStep::DeriveKey, u"Argon2id"_s,
                             u"derivation"_s);
    return secret;
}

} // namespace gatehouse::jose::openssl
