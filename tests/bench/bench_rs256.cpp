// RS256 verifications per second on one core: ours, from the token's text to the verdict, beside OpenSSL's own
// verification of the same signatures with everything decoded beforehand. The two take turns, so that what disturbs one
// disturbs both.

#include "app/crypto/Crypto.h"
#include "models/jose/CompactJws.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <vector>

using namespace gatehouse;
using namespace Qt::StringLiterals;

namespace {

constexpr int tokenCount = 64;
constexpr int rounds = 7;
constexpr double roundSeconds = 0.3;

struct Sample
{
    QByteArray token;
    QByteArray input;
    QByteArray signature;
};

std::vector<Sample> makeSamples(const jose::Signer &signer)
{
    std::vector<Sample> samples;
    for (int i = 0; i < tokenCount; ++i) {
        // The size and the claims of a client credentials token of the Auth0 profile.
        const QByteArray header = R"({"alg":"RS256","typ":"JWT","kid":"21hi274Rp02112mgkUGma"})";
        const QByteArray claims = R"({"iss":"http://127.0.0.1:8126/","sub":"K9pZc2pQ3vRkYwTn5sLx8aBd7eFg4hJm@clients",)"
                                  R"("aud":"https://api.example.com/appointments","iat":1700000000,"exp":1700086400,)"
                                  R"("scope":"read:appointments write:appointments","gty":"client-credentials",)"
                                  R"("azp":"K9pZc2pQ3vRkYwTn5sLx8aBd7eFg4hJm","jti":")" +
                                  QByteArray::number(i) + R"("})";
        Sample sample;
        sample.input = jose::encodeBase64Url(header) + '.' + jose::encodeBase64Url(claims);
        sample.signature = signer.sign(sample.input).value_or(QByteArray());
        sample.token = sample.input + '.' + jose::encodeBase64Url(sample.signature);
        samples.push_back(std::move(sample));
    }
    return samples;
}

/// Seconds of this process on a processor: what the machine does besides does not count.
double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// How often `verify(sample)` succeeds in a second; 0 when it ever fails.
double perSecond(const std::vector<Sample> &samples, const std::function<bool(const Sample &)> &verify)
{
    const double start = processorSeconds();
    long done = 0;
    double passed = 0;
    do {
        for (const Sample &sample : samples) {
            if (!verify(sample))
                return 0;
        }
        done += tokenCount;
        passed = processorSeconds() - start;
    } while (passed < roundSeconds);
    return static_cast<double>(done) / passed;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main()
{
    const app::Crypto crypto;
    const auto signer = crypto.signers().rsaSigner(jose::Algorithm::RS256, tests::testPrivateKey());
    const QByteArray pem = tests::testKeyFile(u"public-spki.pem"_s);
    const auto key = crypto.keys().publicKeyFromPem(pem);
    if (!signer || !key) {
        std::fputs("bench_rs256: GATEHOUSE_SOURCE_DIR does not name the checkout\n", stderr);
        return 2;
    }
    const std::vector<Sample> samples = makeSamples(**signer);

    const QByteArray der = tests::derOfPem(pem);
    const auto *derBytes = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> peerKey(d2i_PUBKEY(nullptr, &derBytes, der.size()),
                                                                      &EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> peerContext(EVP_MD_CTX_new(), &EVP_MD_CTX_free);

    const auto ours = [&](const Sample &sample) {
        const auto jws = jose::CompactJws::parse(sample.token);
        return jws && jws->header.member(u"alg")->string == u"RS256" &&
               crypto.verifier().verify(jose::Algorithm::RS256, *key, jws->signingInput(), jws->signature) ==
                   jose::SignatureVerifier::Outcome::Verified;
    };
    const auto parsing = [&](const Sample &sample) { return jose::CompactJws::parse(sample.token).has_value(); };
    // The digest is fetched and the key bound once; each verification starts the same context afresh.
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                 &EVP_MD_free);
    if (!peerKey || EVP_DigestVerifyInit(peerContext.get(), nullptr, sha256.get(), nullptr, peerKey.get()) != 1)
        return 2;
    const auto peers = [&](const Sample &sample) {
        return EVP_DigestVerifyInit(peerContext.get(), nullptr, nullptr, nullptr, nullptr) == 1 &&
               EVP_DigestVerify(peerContext.get(),
                                reinterpret_cast<const unsigned char *>(sample.signature.constData()),
                                static_cast<std::size_t>(sample.signature.size()),
                                reinterpret_cast<const unsigned char *>(sample.input.constData()),
                                static_cast<std::size_t>(sample.input.size())) == 1;
    };

    std::vector<double> oursPerSecond;
    std::vector<double> parsedPerSecond;
    std::vector<double> peersPerSecond;
    std::vector<double> ratios;
    perSecond(samples, ours); // warm-up
    for (int round = 0; round < rounds; ++round) {
        oursPerSecond.push_back(perSecond(samples, ours));
        peersPerSecond.push_back(perSecond(samples, peers));
        parsedPerSecond.push_back(perSecond(samples, parsing));
        ratios.push_back(oursPerSecond.back() / peersPerSecond.back());
    }
    std::printf("  %-58s %10.0f /s\n", "token text to verdict (CompactJws, SignatureVerifier)", median(oursPerSecond));
    std::printf("  %-58s %10.0f /s\n", "OpenSSL EVP_DigestVerify, context reused, nothing to parse",
                median(peersPerSecond));
    std::printf("  %-58s %10.2f    (aim: above 0.7)\n", "ratio", median(ratios));
    std::printf("  %-58s %10.0f /s\n", "for comparison: parsing alone", median(parsedPerSecond));
    return median(ratios) > 0 ? 0 : 1;
}
