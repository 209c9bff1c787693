#include "app/crypto/Crypto.h"
#include "models/jose/CompactJws.h"
#include "tests/jose/RfcVectors.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <QTest>

using namespace gatehouse::jose;
using gatehouse::base::Secret;
using gatehouse::tests::testKeyFile;
using Outcome = SignatureVerifier::Outcome;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array signedByQca{Algorithm::HS256, Algorithm::HS384, Algorithm::HS512,
                                 Algorithm::RS256, Algorithm::RS384, Algorithm::RS512};

Jwk keyFromJson(const QByteArray &json)
{
    return Jwk::parse(parseStrictJson(json).value()).value();
}

} // namespace

class tst_jose_Signatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rfcExamples_data();
    void rfcExamples();
    void signsAndVerifies_data();
    void signsAndVerifies();
    void everyFlippedBitFails_data();
    void everyFlippedBitFails();
    void wrongLengthsFail_data();
    void wrongLengthsFail();
    void valuesBeyondTheModulusFail();
    void anotherKeyFails();
    void keyOfTheWrongTypeFails();
    void keptKeysAreNotMixedUp();
    void refusesWhatIsNoPrivateKey();
    void generatesKeys();

private:
    std::unique_ptr<Signer> signer(Algorithm algorithm) const;
    Jwk key(Algorithm algorithm) const;

    gatehouse::app::Crypto m_crypto;
    Jwk m_rsa;
    Secret m_secret{QByteArrayView("a secret of at least sixty-four bytes, so that it suits HS512 as well")};
};

void tst_jose_Signatures::initTestCase()
{
    m_rsa = m_crypto.keys().publicKeyFromPem(testKeyFile(u"public-spki.pem"_s)).value();
}

std::unique_ptr<Signer> tst_jose_Signatures::signer(Algorithm algorithm) const
{
    if (keyTypeOf(algorithm) == KeyType::Octets)
        return m_crypto.signers().hmacSigner(algorithm, m_secret);
    return std::move(m_crypto.signers().rsaSigner(algorithm, gatehouse::tests::testPrivateKey()).value());
}

Jwk tst_jose_Signatures::key(Algorithm algorithm) const
{
    return keyTypeOf(algorithm) == KeyType::Octets ? Jwk::fromSecret(m_secret) : m_rsa;
}

void tst_jose_Signatures::rfcExamples_data()
{
    QTest::addColumn<Algorithm>("algorithm");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("jwk");
    QTest::newRow("RFC 7515 A.1") << Algorithm::HS256 << gatehouse::tests::rfc7515Hs256Token
                                  << gatehouse::tests::rfc7515Hs256Key;
    QTest::newRow("RFC 7515 A.2") << Algorithm::RS256 << gatehouse::tests::rfc7515Rs256Token
                                  << gatehouse::tests::rfc7515Rs256Key;
}

void tst_jose_Signatures::rfcExamples()
{
    QFETCH(const Algorithm, algorithm);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, jwk);
    const auto jws = CompactJws::parse(token);
    QVERIFY(jws);
    const Jwk rfcKey = keyFromJson(jwk);
    QCOMPARE(m_crypto.verifier().verify(algorithm, rfcKey, jws->signingInput(), jws->signature), Outcome::Verified);
    QCOMPARE(m_crypto.verifier().verify(algorithm, rfcKey, jws->signingInput().chopped(1), jws->signature),
             Outcome::Failed);
}

void tst_jose_Signatures::signsAndVerifies_data()
{
    QTest::addColumn<Algorithm>("algorithm");
    for (const Algorithm algorithm : signedByQca)
        QTest::newRow(qPrintable(algorithmName(algorithm))) << algorithm;
}

void tst_jose_Signatures::signsAndVerifies()
{
    QFETCH(const Algorithm, algorithm);
    const auto ours = signer(algorithm);
    QCOMPARE(ours->algorithm(), algorithm);
    for (const QByteArray &input : {"header.payload"_ba, QByteArray(), QByteArray(100000, 'x')}) {
        const auto signature = ours->sign(input);
        QVERIFY(signature);
        for (const Algorithm other : signedByQca) {
            const Outcome expected = other == algorithm ? Outcome::Verified : Outcome::Failed;
            QCOMPARE(m_crypto.verifier().verify(other, key(algorithm), input, *signature), expected);
        }
    }
}

void tst_jose_Signatures::everyFlippedBitFails_data()
{
    signsAndVerifies_data();
}

void tst_jose_Signatures::everyFlippedBitFails()
{
    QFETCH(const Algorithm, algorithm);
    const QByteArray input = "eyJhbGciOiJYIn0.e30";
    const QByteArray signature = signer(algorithm)->sign(input).value();
    const Jwk verificationKey = key(algorithm);
    for (qsizetype bit = 0; bit < signature.size() * 8; ++bit) {
        QByteArray broken = signature;
        broken[bit / 8] = static_cast<char>(broken[bit / 8] ^ (1 << (bit % 8)));
        QCOMPARE(m_crypto.verifier().verify(algorithm, verificationKey, input, broken), Outcome::Failed);
    }
    for (qsizetype bit = 0; bit < input.size() * 8; ++bit) {
        QByteArray broken = input;
        broken[bit / 8] = static_cast<char>(broken[bit / 8] ^ (1 << (bit % 8)));
        QCOMPARE(m_crypto.verifier().verify(algorithm, verificationKey, broken, signature), Outcome::Failed);
    }
    // And the verifier has not lost its bearings on the way.
    QCOMPARE(m_crypto.verifier().verify(algorithm, verificationKey, input, signature), Outcome::Verified);
}

void tst_jose_Signatures::wrongLengthsFail_data()
{
    signsAndVerifies_data();
}

void tst_jose_Signatures::wrongLengthsFail()
{
    QFETCH(const Algorithm, algorithm);
    const QByteArray input = "a.b";
    const QByteArray signature = signer(algorithm)->sign(input).value();
    const Jwk verificationKey = key(algorithm);
    for (const QByteArray &wrong :
         {QByteArray(), signature.chopped(1), signature.sliced(1), signature.first(signature.size() / 2),
          signature + '\0', '\0' + signature, signature + signature}) {
        QCOMPARE(m_crypto.verifier().verify(algorithm, verificationKey, input, wrong), Outcome::Failed);
    }
}

void tst_jose_Signatures::valuesBeyondTheModulusFail()
{
    for (const QByteArray &wrong :
         {QByteArray(256, '\0'), QByteArray(255, '\0') + '\1', m_rsa.n, QByteArray(256, '\xFF')})
        QCOMPARE(m_crypto.verifier().verify(Algorithm::RS256, m_rsa, "a.b", wrong), Outcome::Failed);
}

void tst_jose_Signatures::anotherKeyFails()
{
    const QByteArray input = "a.b";
    QCOMPARE(m_crypto.verifier().verify(Algorithm::RS256, keyFromJson(gatehouse::tests::rfc7638Key), input,
                                        signer(Algorithm::RS256)->sign(input).value()),
             Outcome::Failed);
    QCOMPARE(m_crypto.verifier().verify(Algorithm::HS256, Jwk::fromSecret(Secret(QByteArrayView("another"))), input,
                                        signer(Algorithm::HS256)->sign(input).value()),
             Outcome::Failed);
    QCOMPARE(m_crypto.verifier().verify(Algorithm::HS256, Jwk::fromSecret(Secret()), input,
                                        signer(Algorithm::HS256)->sign(input).value()),
             Outcome::Failed);
}

void tst_jose_Signatures::keyOfTheWrongTypeFails()
{
    // RSASSA-PSS has the same keys; a PKCS#1 signature is none of its signatures.
    const QByteArray pkcs1 = signer(Algorithm::RS256)->sign("a.b").value();
    QCOMPARE(m_crypto.verifier().verify(Algorithm::PS256, m_rsa, "a.b", pkcs1), Outcome::Failed);

    // The attack of a public key taken for a secret: the caller has to prevent it, and here it fails all the same.
    const QByteArray input = "a.b";
    const QByteArray pem = testKeyFile(u"public-spki.pem"_s);
    const QByteArray mac =
        m_crypto.signers().hmacSigner(Algorithm::HS256, Secret(QByteArrayView(pem)))->sign(input).value();
    QCOMPARE(m_crypto.verifier().verify(Algorithm::HS256, m_rsa, input, mac), Outcome::Failed);
    QCOMPARE(m_crypto.verifier().verify(Algorithm::RS256, Jwk::fromSecret(m_secret), input, mac), Outcome::Failed);
}

void tst_jose_Signatures::keptKeysAreNotMixedUp()
{
    // More secrets than are kept ready, in turn and each twice.
    QList<Secret> secrets;
    QByteArrayList signatures;
    for (int i = 0; i < 20; ++i) {
        secrets.append(Secret(QByteArrayView(QByteArray::number(i).rightJustified(32, 's'))));
        signatures.append(m_crypto.signers().hmacSigner(Algorithm::HS256, secrets.last())->sign("a.b").value());
    }
    for (int i = 0; i < 400; ++i) {
        const int mine = i * 7 % 20;
        const int theirs = i * 11 % 20;
        const Outcome outcome = m_crypto.verifier().verify(Algorithm::HS256, Jwk::fromSecret(secrets.at(mine)), "a.b",
                                                           signatures.at(theirs));
        QCOMPARE(outcome, mine == theirs ? Outcome::Verified : Outcome::Failed);
    }
}

void tst_jose_Signatures::refusesWhatIsNoPrivateKey()
{
    const QByteArray pkcs8 = gatehouse::tests::testPrivateKey().bytes().toByteArray();
    const auto isRefused = [&](Algorithm algorithm, const QByteArray &der) {
        const auto made = m_crypto.signers().rsaSigner(algorithm, Secret(QByteArrayView(der)));
        return !made && made.error().code == gatehouse::base::ErrorCode::Internal;
    };
    QVERIFY(!isRefused(Algorithm::RS256, pkcs8));
    QVERIFY(isRefused(Algorithm::HS256, pkcs8));
    QVERIFY(isRefused(Algorithm::PS256, pkcs8)); // RSA as well, and not RSASSA-PKCS1
    QVERIFY(isRefused(Algorithm::RS256, {}));
    QVERIFY(isRefused(Algorithm::RS256, pkcs8.chopped(1)));
    QVERIFY(isRefused(Algorithm::RS256, gatehouse::tests::derOfPem(testKeyFile(u"public-spki.pem"_s))));
    QVERIFY(isRefused(Algorithm::RS256, gatehouse::tests::derOfPem(testKeyFile(u"private-pkcs8-encrypted.pem"_s))));
    QVERIFY(isRefused(Algorithm::RS256, gatehouse::tests::derOfPem(testKeyFile(u"ec-private-pkcs8.pem"_s))));
}

void tst_jose_Signatures::generatesKeys()
{
    const auto first = m_crypto.signers().generateRsa(2048);
    const auto second = m_crypto.signers().generateRsa(2048);
    QVERIFY(first && second);
    QVERIFY(first->publicKey != second->publicKey);
    const auto publicKey = m_crypto.keys().publicKeyFromDer(first->publicKey);
    QVERIFY(publicKey);
    QCOMPARE(publicKey->bits(), 2048);
    QCOMPARE(publicKey->e, QByteArray("\x01\x00\x01", 3));
    const auto made = m_crypto.signers().rsaSigner(Algorithm::RS256, first->privateKey);
    QVERIFY(made);
    QCOMPARE(m_crypto.verifier().verify(Algorithm::RS256, *publicKey, "a.b", (*made)->sign("a.b").value()),
             Outcome::Verified);
}

QTEST_GUILESS_MAIN(tst_jose_Signatures)
#include "tst_jose_Signatures.moc"
