#include "app/crypto/Crypto.h"
#include "models/jose/CompactJws.h"
#include "tests/jose/CurveVectors.h"
#include "tests/jose/RfcVectors.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <QTest>

using namespace gatehouse::jose;
using gatehouse::base::ErrorCode;
using gatehouse::base::Secret;
using gatehouse::tests::testKeyFile;
using Kind = KeyError::Kind;
using Outcome = SignatureVerifier::Outcome;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Kind)

namespace {

Secret secret(const QByteArray &text)
{
    return Secret(QByteArrayView(text));
}

} // namespace

class tst_jose_PrivateKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAlgorithmSignsAndVerifies_data();
    void everyAlgorithmSignsAndVerifies();
    void everyFlippedBitFails_data();
    void everyFlippedBitFails();
    void edwardsSignaturesAreThoseOfTheRfc();
    void readsFiles_data();
    void readsFiles();
    void refuses_data();
    void refuses();
    void refusesToSignWithAnotherKey();
    void agreementKeysSignNothing();
    void tellsForeignPssParameters();
    void keysAreFresh();

private:
    const PrivateKeys &keys() const { return m_crypto.privateKeys(); }

    gatehouse::app::Crypto m_crypto;
};

void tst_jose_PrivateKeys::everyAlgorithmSignsAndVerifies_data()
{
    QTest::addColumn<Algorithm>("algorithm");
    for (int i = 0; i <= static_cast<int>(Algorithm::Ed448); ++i)
        QTest::newRow(qPrintable(algorithmName(static_cast<Algorithm>(i)))) << static_cast<Algorithm>(i);
}

void tst_jose_PrivateKeys::everyAlgorithmSignsAndVerifies()
{
    QFETCH(const Algorithm, algorithm);
    const auto made = keys().generate(algorithm);
    QVERIFY(made && made->publicPart);
    // Out to JSON and in again: what signs is what a file holds.
    const auto json = keys().toJson(*made);
    QVERIFY(json);
    const auto key = keys().fromText(*json);
    QVERIFY2(key, key ? "" : qPrintable(keyErrorName(key.error().kind) + key.error().member));
    QCOMPARE(key->publicPart->thumbprint(), made->publicPart->thumbprint());
    QVERIFY(key->material.equals(made->material));
    const auto signer = keys().signer(algorithm, *key);
    QVERIFY(signer);
    QCOMPARE((*signer)->algorithm(), algorithm);
    for (int i = 0; i < 20; ++i) { // short numbers, which a raw signature pads, come one in 256 times
        const QByteArray input = "a." + QByteArray::number(i);
        const auto signature = (*signer)->sign(input);
        QVERIFY(signature);
        QCOMPARE(signature->size(), signatureLength(algorithm, *key->publicPart));
        QCOMPARE(m_crypto.verifier().verify(algorithm, *key->publicPart, input, *signature), Outcome::Verified);
        QCOMPARE(m_crypto.verifier().verify(algorithm, *key->publicPart, input + ' ', *signature), Outcome::Failed);
    }
}

void tst_jose_PrivateKeys::everyFlippedBitFails_data()
{
    QTest::addColumn<Algorithm>("algorithm");
    for (const Algorithm algorithm : {Algorithm::PS256, Algorithm::ES384, Algorithm::ES256K, Algorithm::Ed25519})
        QTest::newRow(qPrintable(algorithmName(algorithm))) << algorithm;
}

void tst_jose_PrivateKeys::everyFlippedBitFails()
{
    QFETCH(const Algorithm, algorithm);
    const auto key = keys().generate(algorithm);
    QVERIFY(key);
    const QByteArray signature = keys().signer(algorithm, *key).value()->sign("a.b").value();
    for (qsizetype bit = 0; bit < signature.size() * 8; ++bit) {
        QByteArray broken = signature;
        broken[bit / 8] = static_cast<char>(broken[bit / 8] ^ (1 << (bit % 8)));
        QCOMPARE(m_crypto.verifier().verify(algorithm, *key->publicPart, "a.b", broken), Outcome::Failed);
    }
    QCOMPARE(m_crypto.verifier().verify(algorithm, *key->publicPart, "a.b", signature), Outcome::Verified);
}

void tst_jose_PrivateKeys::edwardsSignaturesAreThoseOfTheRfc()
{
    // RFC 8037 appendix A.4: signatures of Ed25519 leave nothing to chance.
    const auto jws = CompactJws::parse(gatehouse::tests::rfc8037Token);
    const auto key = keys().fromText(secret(gatehouse::tests::rfc8037Key));
    QVERIFY(key);
    QCOMPARE(keys().signer(Algorithm::EdDSA, *key).value()->sign(jws->signingInput()).value(), jws->signature);
    // And the MAC of RFC 7515 A.1.
    const auto mac = CompactJws::parse(gatehouse::tests::rfc7515Hs256Token);
    const auto shared = keys().fromText(secret(gatehouse::tests::rfc7515Hs256Key));
    QVERIFY(shared);
    QCOMPARE(keys().signer(Algorithm::HS256, *shared).value()->sign(mac->signingInput()).value(), mac->signature);
    QVERIFY(keys().fromText(secret(gatehouse::tests::rfc7520EcKey)));
    QCOMPARE(keys().fromText(secret(gatehouse::tests::rfc7520EcKey))->use, u"sig"_s);
}

void tst_jose_PrivateKeys::readsFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("publicFile");
    QTest::addColumn<Algorithm>("algorithm");
    QTest::newRow("RSA PKCS#8") << u"private-pkcs8.pem"_s << u"public-spki.pem"_s << Algorithm::PS512;
    QTest::newRow("RSA PKCS#1") << u"private-pkcs1.pem"_s << u"public-spki.pem"_s << Algorithm::RS256;
    QTest::newRow("RSA JWK") << u"private.jwk"_s << u"public-spki.pem"_s << Algorithm::RS256;
    QTest::newRow("EC PKCS#8") << u"ec-private-pkcs8.pem"_s << u"ec-public.pem"_s << Algorithm::ES256;
    QTest::newRow("EC SEC 1") << u"ec-private-sec1.pem"_s << u"ec-public.pem"_s << Algorithm::ES256;
    QTest::newRow("EC SEC 1 in its short form") << u"ec-private-short.pem"_s << u"ec-public.pem"_s << Algorithm::ES256;
    QTest::newRow("Ed25519") << u"ed25519-private.pem"_s << u"ed25519-public.pem"_s << Algorithm::Ed25519;
    QTest::newRow("Ed448") << u"ed448-private.pem"_s << u"ed448-public.pem"_s << Algorithm::EdDSA;
}

void tst_jose_PrivateKeys::readsFiles()
{
    QFETCH(const QString, file);
    QFETCH(const QString, publicFile);
    QFETCH(const Algorithm, algorithm);
    const QByteArray text = testKeyFile(file);
    const Jwk publicKey = m_crypto.keys().publicKeyFromPem(testKeyFile(publicFile)).value();
    for (const QByteArray &variant : {text, QByteArray(text).replace('\n', "\r\n"), "\xEF\xBB\xBF" + text,
                                      text.startsWith('-') ? text.trimmed().replace('\n', "\\n") : text}) {
        const auto key = keys().fromText(secret(variant));
        QVERIFY2(key, key ? "" : qPrintable(keyErrorName(key.error().kind)));
        QCOMPARE(key->publicPart->thumbprint(), publicKey.thumbprint());
        auto unbound = *key;
        unbound.alg.reset();
        const QByteArray signature = keys().signer(algorithm, unbound).value()->sign("a.b").value();
        QCOMPARE(m_crypto.verifier().verify(algorithm, publicKey, "a.b", signature), Outcome::Verified);
    }
}

void tst_jose_PrivateKeys::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const QByteArray &text, Kind kind, const char *member = "") {
        QTest::newRow(name) << text << kind << QString::fromLatin1(member);
    };
    const QByteArray ec = gatehouse::tests::rfc7515Es256Key;
    const QByteArray okp = gatehouse::tests::rfc8037Key;
    row("nothing", "", Kind::NotAKey);
    row("a password", "correct horse battery staple", Kind::NotAKey);
    row("public PEM", testKeyFile(u"public-spki.pem"_s), Kind::MissingMember, "d");
    row("certificate", testKeyFile(u"certificate.pem"_s), Kind::MissingMember, "d");
    row("encrypted PEM", testKeyFile(u"private-pkcs8-encrypted.pem"_s), Kind::Encrypted);
    row("two keys", testKeyFile(u"private-pkcs8.pem"_s) + testKeyFile(u"ec-private-pkcs8.pem"_s), Kind::SeveralKeys);
    row("key set", R"({"keys":[]})", Kind::SeveralKeys);
    row("broken JSON", "{", Kind::Json);
    row("public JWK", gatehouse::tests::rfc7520RsaKey, Kind::MissingMember, "d");
    row("d of another key", QByteArray(ec).replace("jpsQnnGQ", "jpsQnnGA"), Kind::KeysDiffer, "d");
    row("d short", QByteArray(ec).replace("\"d\":\"jpsQnnGQ", "\"d\":\"nnGQ"), Kind::KeysDiffer, "d");
    row("d long", QByteArray(ec).replace("\"d\":\"", "\"d\":\"AAAA"), Kind::CoordinateLength, "d");
    row("d zero", QByteArray(ec).replace("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI", QByteArray(43, 'A')),
        Kind::KeysDiffer, "d");
    row("OKP d of another key", QByteArray(okp).replace("nWGxne_9", "nWGxne_A"), Kind::KeysDiffer, "d");
    row("OKP d a number", QByteArray(okp).replace("\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"", "1"),
        Kind::WrongType, "d");
    row("RSA without its primes", gatehouse::tests::rfc7520RsaKey.chopped(1) + R"(,"d":"AQAB"})", Kind::MissingMember,
        "p");
    row("empty secret", R"({"kty":"oct","k":""})", Kind::EmptySecret, "k");
    row("X25519 without d", R"({"kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"})",
        Kind::MissingMember, "d");
    row("X25519 with d of another key",
        R"({"kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo",)"
        R"("d":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"})",
        Kind::KeysDiffer, "d");
    row("large", QByteArray(70000, '{'), Kind::TooLarge);
}

void tst_jose_PrivateKeys::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Kind, kind);
    QFETCH(const QString, member);
    const auto key = keys().fromText(secret(text));
    QVERIFY(!key);
    QCOMPARE(key.error().kind, kind);
    QCOMPARE(key.error().member, member);
}

void tst_jose_PrivateKeys::refusesToSignWithAnotherKey()
{
    for (int i = 0; i <= static_cast<int>(Algorithm::Ed448); ++i) {
        const auto algorithm = static_cast<Algorithm>(i);
        for (const auto &[type, key] : {std::pair{u"P-256"_s, keys().generate(Curve::P256).value()},
                                        std::pair{u"Ed25519"_s, keys().generate(Curve::Ed25519).value()}}) {
            const auto signer = keys().signer(algorithm, key);
            QCOMPARE(signer.has_value(), suits(algorithm, *key.publicPart));
            if (!signer)
                QCOMPARE(signer.error().code, ErrorCode::Refused);
        }
    }
    auto bound = keys().generate(Algorithm::HS256).value();
    bound.alg = u"HS512"_s;
    QVERIFY(!keys().signer(Algorithm::HS256, bound));
    QVERIFY(!keys().signer(Algorithm::HS256, PrivateKey::fromSecret(Secret())));
    QVERIFY(!keys().signer(Algorithm::HS256, PrivateKey()));
}

void tst_jose_PrivateKeys::agreementKeysSignNothing()
{
    for (const Curve curve : {Curve::X25519, Curve::X448}) {
        const auto key = keys().generate(curve);
        QVERIFY(key);
        QVERIFY(!key->publicPart);
        QCOMPARE(key->crv, curve);
        QVERIFY(!keys().signer(Algorithm::EdDSA, *key));
        const auto again = keys().fromText(keys().toJson(*key).value());
        QVERIFY(again);
        QVERIFY(again->material.equals(key->material));
    }
}

void tst_jose_PrivateKeys::tellsForeignPssParameters()
{
    const Jwk rsa = m_crypto.keys().publicKeyFromPem(testKeyFile(u"public-spki.pem"_s)).value();
    // Made with `openssl dgst -sha256 -sigopt rsa_padding_mode:pss` over "a.b": a salt of 20 bytes, and one of 32 bytes
    // with SHA-512 in MGF1.
    const QByteArray salt20 = testKeyFile(u"pss-salt20.sig"_s);
    const QByteArray mask512 = testKeyFile(u"pss-mgf512.sig"_s);
    QCOMPARE(salt20.size(), 256);
    QCOMPARE(mask512.size(), 256);
    QCOMPARE(m_crypto.verifier().verify(Algorithm::PS256, rsa, "a.b", salt20), Outcome::Failed);
    QCOMPARE(m_crypto.verifier().verify(Algorithm::PS256, rsa, "a.b", mask512), Outcome::Failed);
    QCOMPARE(m_crypto.probe().pssParameters(rsa, "a.b", salt20),
             (PssParameters{.hash = 32, .maskHash = 32, .saltLength = 20}));
    QCOMPARE(m_crypto.probe().pssParameters(rsa, "a.b", mask512),
             (PssParameters{.hash = 32, .maskHash = 64, .saltLength = 32}));
    QVERIFY(!m_crypto.probe().pssParameters(rsa, "a.c", salt20));
    QVERIFY(!m_crypto.probe().pssParameters(rsa, "a.b", salt20.chopped(1)));
    const auto rs =
        keys().signer(Algorithm::RS256, keys().fromText(secret(testKeyFile(u"private-pkcs8.pem"_s))).value());
    QVERIFY(!m_crypto.probe().pssParameters(rsa, "a.b", rs.value()->sign("a.b").value()));
}

void tst_jose_PrivateKeys::keysAreFresh()
{
    for (const Algorithm algorithm : {Algorithm::HS256, Algorithm::ES256, Algorithm::EdDSA})
        QVERIFY(!keys().generate(algorithm)->material.equals(keys().generate(algorithm)->material));
    QCOMPARE(keys().generate(Algorithm::HS512)->material.size(), 64);
}

QTEST_GUILESS_MAIN(tst_jose_PrivateKeys)
#include "tst_jose_PrivateKeys.moc"
