// OpenSSL's bare verify loop over the tokens of a file: everything is read and decoded beforehand, contexts and the key
// are made once a thread, and nothing is judged but the signature. Tells verifications a second, of wall and of
// processor time.
//
//     bench_openssl_loop rs256 TOKENS-FILE PUBLIC-PEM THREADS [verifier]
//     bench_openssl_loop hs256 TOKENS-FILE SECRET-FILE THREADS [verifier]
//
// With "verifier" the same loop calls our SignatureVerifier instead: what it costs, apart from everything around it.

#include "models/jose/openssl/OpensslCrypto.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <QByteArray>
#include <QFile>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <thread>
#include <vector>

namespace {

struct Sample
{
    QByteArray input;
    QByteArray signature;
};

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

QByteArray readFile(const char *path)
{
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<Sample> readSamples(const char *path)
{
    std::vector<Sample> samples;
    for (const QByteArray &line : readFile(path).split('\n')) {
        const qsizetype dot = line.lastIndexOf('.');
        if (dot > 0)
            samples.push_back(
                {line.first(dot), QByteArray::fromBase64(line.sliced(dot + 1), QByteArray::Base64UrlEncoding)});
    }
    return samples;
}

long verifyRsa(const std::vector<Sample> &samples, EVP_PKEY *key, std::atomic<std::size_t> &next)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key);
    long good = 0;
    for (std::size_t i = next++; i < samples.size(); i = next++) {
        EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, nullptr);
        good += EVP_DigestVerify(context.get(), bytesOf(samples[i].signature),
                                 static_cast<std::size_t>(samples[i].signature.size()), bytesOf(samples[i].input),
                                 static_cast<std::size_t>(samples[i].input.size())) == 1;
    }
    return good;
}

long verifyMac(const std::vector<Sample> &samples, const QByteArray &secret, std::atomic<std::size_t> &next)
{
    const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
    const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(EVP_MAC_CTX_new(mac.get()),
                                                                            &EVP_MAC_CTX_free);
    QByteArray digest("SHA256");
    const std::array parameters{OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0),
                                OSSL_PARAM_construct_end()};
    EVP_MAC_init(context.get(), bytesOf(secret), static_cast<std::size_t>(secret.size()), parameters.data());
    long good = 0;
    for (std::size_t i = next++; i < samples.size(); i = next++) {
        std::array<unsigned char, 32> out{};
        std::size_t size = 0;
        EVP_MAC_init(context.get(), nullptr, 0, nullptr);
        EVP_MAC_update(context.get(), bytesOf(samples[i].input), static_cast<std::size_t>(samples[i].input.size()));
        EVP_MAC_final(context.get(), out.data(), &size, out.size());
        good += QByteArrayView(out.data(), static_cast<qsizetype>(size)) == samples[i].signature;
    }
    return good;
}

long verifyThrough(const std::vector<Sample> &samples, const gatehouse::jose::SignatureVerifier &verifier,
                   gatehouse::jose::Algorithm algorithm, const gatehouse::jose::Jwk &key,
                   std::atomic<std::size_t> &next)
{
    long good = 0;
    for (std::size_t i = next++; i < samples.size(); i = next++)
        good += verifier.verify(algorithm, key, samples[i].input, samples[i].signature) ==
                gatehouse::jose::SignatureVerifier::Outcome::Verified;
    return good;
}

} // namespace

int main(int argc, char **argv)
{
    const bool isOurs = argc == 6 && QByteArrayView(argv[5]) == "verifier";
    if (argc != 5 && !isOurs)
        return 2;
    const bool isRsa = QByteArrayView(argv[1]) == "rs256";
    const std::vector<Sample> samples = readSamples(argv[2]);
    QByteArray secret = readFile(argv[3]);
    EVP_PKEY *key = nullptr;
    if (isRsa) {
        BIO *bio = BIO_new_mem_buf(secret.constData(), static_cast<int>(secret.size()));
        key = PEM_read_bio_PUBKEY(bio, nullptr, nullptr, nullptr);
        BIO_free(bio);
    } else {
        secret = secret.trimmed();
    }
    const gatehouse::jose::openssl::OpensslCrypto crypto;
    const gatehouse::jose::Jwk jwk =
        isRsa ? crypto.keys().publicKeyFromPem(secret).value_or(gatehouse::jose::Jwk())
              : gatehouse::jose::Jwk::fromSecret(gatehouse::base::Secret(QByteArrayView(secret)));
    using gatehouse::jose::Algorithm;
    std::atomic<std::size_t> next = 0;
    std::atomic<long> good = 0;
    const std::clock_t processor = std::clock();
    const auto start = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < QByteArray(argv[4]).toInt(); ++i)
            threads.emplace_back([&] {
                if (isOurs)
                    good += verifyThrough(samples, crypto.verifier(), isRsa ? Algorithm::RS256 : Algorithm::HS256, jwk,
                                          next);
                else
                    good += isRsa ? verifyRsa(samples, key, next) : verifyMac(samples, secret, next);
            });
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double processorSeconds = static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    EVP_PKEY_free(key);
    std::printf("%.0f /s, %.0f by processor time, %ld good of %zu, %.4f s\n",
                static_cast<double>(samples.size()) / seconds, static_cast<double>(samples.size()) / processorSeconds,
                good.load(), samples.size(), seconds);
    return good == static_cast<long>(samples.size()) ? 0 : 1;
}
