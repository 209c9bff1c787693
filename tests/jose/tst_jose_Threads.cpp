#include "app/crypto/Crypto.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <QTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace gatehouse::jose;
using gatehouse::base::Secret;
using gatehouse::tests::testKeyFile;
using namespace Qt::StringLiterals;
using Outcome = SignatureVerifier::Outcome;

class tst_jose_Threads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fourThreadsSignAndVerify();
    void outlivesTheThreadsThatUsedIt();
    void fourThreadsShareKeysOfEveryKind();
};

void tst_jose_Threads::fourThreadsSignAndVerify()
{
    const gatehouse::app::Crypto crypto;
    const Jwk rsa = crypto.keys().publicKeyFromPem(testKeyFile(u"public-spki.pem"_s)).value();
    const auto rsaSigner = crypto.signers().rsaSigner(Algorithm::RS256, gatehouse::tests::testPrivateKey());
    QVERIFY(rsaSigner);
    const Secret secret{QByteArrayView("a secret that four threads share")};
    const auto macSigner = crypto.signers().hmacSigner(Algorithm::HS256, secret);
    const Jwk mac = Jwk::fromSecret(secret);

    std::atomic<int> wrong = 0;
    std::latch start(4);
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&, thread] {
                start.arrive_and_wait();
                for (int round = 0; round < 50; ++round) {
                    const QByteArray input = QByteArray::number(thread) + '.' + QByteArray::number(round);
                    const auto rsaSignature = (*rsaSigner)->sign(input);
                    const auto macSignature = macSigner->sign(input);
                    const QByteArray record =
                        crypto.cipher()
                            .seal(Secret(QByteArrayView(QByteArray(32, 'k'))), input, "twelve bytes", secret)
                            .value_or(QByteArray());
                    const bool right =
                        rsaSignature && macSignature &&
                        crypto.verifier().verify(Algorithm::RS256, rsa, input, *rsaSignature) == Outcome::Verified &&
                        crypto.verifier().verify(Algorithm::HS256, mac, input, *macSignature) == Outcome::Verified &&
                        crypto.verifier().verify(Algorithm::RS256, rsa, input + 'x', *rsaSignature) ==
                            Outcome::Failed &&
                        crypto.verifier().verify(Algorithm::HS256, mac, input + 'x', *macSignature) ==
                            Outcome::Failed &&
                        crypto.cipher().open(Secret(QByteArrayView(QByteArray(32, 'k'))), input, record);
                    if (!right)
                        ++wrong;
                }
            });
        }
    }
    QCOMPARE(wrong.load(), 0);
}

void tst_jose_Threads::outlivesTheThreadsThatUsedIt()
{
    // Keys made ready in a thread that has ended are used, and at last destroyed, in this one.
    const gatehouse::app::Crypto crypto;
    const Secret secret{QByteArrayView("a secret")};
    const auto signer = crypto.signers().hmacSigner(Algorithm::HS512, secret);
    QByteArray signature;
    std::jthread([&] { signature = signer->sign("a.b").value_or(QByteArray()); }).join();
    QCOMPARE(crypto.verifier().verify(Algorithm::HS512, Jwk::fromSecret(secret), "a.b", signature), Outcome::Verified);
    QCOMPARE(signer->sign("a.b").value_or(QByteArray()), signature);
}

void tst_jose_Threads::fourThreadsShareKeysOfEveryKind()
{
    const gatehouse::app::Crypto crypto;
    struct Shared
    {
        Algorithm algorithm;
        PrivateKey key;
        std::unique_ptr<Signer> signer;
    };
    std::vector<Shared> shared;
    for (const Algorithm algorithm : {Algorithm::HS256, Algorithm::PS256, Algorithm::ES256, Algorithm::EdDSA}) {
        const PrivateKey key =
            algorithm == Algorithm::PS256
                ? crypto.privateKeys().fromText(Secret(QByteArrayView(testKeyFile(u"private-pkcs8.pem"_s)))).value()
                : crypto.privateKeys().generate(algorithm).value();
        shared.push_back({algorithm, key, crypto.privateKeys().signer(algorithm, key).value()});
    }
    const QByteArray direct = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";
    const Jwe jwe = Jwe::parse(direct).value();
    const DecryptionKey contentKey = DecryptionKey::fromSecret(Secret(QByteArrayView(QByteArray(16, 'k'))));

    std::atomic<int> wrong = 0;
    std::latch start(4);
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&, thread] {
                start.arrive_and_wait();
                for (int round = 0; round < 40; ++round) {
                    const Shared &mine = shared[static_cast<std::size_t>(thread + round) % shared.size()];
                    const QByteArray input = QByteArray::number(thread) + '.' + QByteArray::number(round);
                    const auto signature = mine.signer->sign(input);
                    const bool right = signature &&
                                       crypto.verifier().verify(mine.algorithm, *mine.key.publicPart, input,
                                                                *signature) == Outcome::Verified &&
                                       crypto.verifier().verify(mine.algorithm, *mine.key.publicPart, input + 'x',
                                                                *signature) == Outcome::Failed &&
                                       !crypto.decrypter().decrypt(jwe, 0, contentKey);
                    if (!right)
                        ++wrong;
                }
            });
        }
    }
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(tst_jose_Threads)
#include "tst_jose_Threads.moc"
