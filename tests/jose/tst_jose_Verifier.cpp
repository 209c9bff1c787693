#include "app/crypto/Crypto.h"
#include "models/jose/CompactJws.h"
#include "tests/jose/CurveVectors.h"
#include "tests/jose/RfcVectors.h"

#include <QTest>

using namespace gatehouse::jose;
using Outcome = SignatureVerifier::Outcome;
using namespace Qt::StringLiterals;

namespace {

Jwk keyFromJson(const QByteArray &json)
{
    return Jwk::parse(parseStrictJson(json).value()).value();
}

} // namespace

/// The verifier that the program uses, over examples of the RFCs: which library computes does not show.
class tst_jose_Verifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfcExamples_data();
    void rfcExamples();
    void everyFlippedBitFails_data();
    void everyFlippedBitFails();
    void wrongLengthsFail_data();
    void wrongLengthsFail();
    void otherAlgorithmsFail_data();
    void otherAlgorithmsFail();
    void psychicSignaturesFail_data();
    void psychicSignaturesFail();
    void theTwinWithHighSIsRight();
    void derIsNotRaw();
    void edwardsScalarBeyondTheOrderFails();
    void edwardsNames();
    void unsoundKeysVerifyNothing();
    void keptKeysAreNotMixedUp();

private:
    Outcome verify(Algorithm algorithm, const Jwk &key, QByteArrayView input, QByteArrayView signature) const
    {
        return m_crypto.verifier().verify(algorithm, key, input, signature);
    }

    gatehouse::app::Crypto m_crypto;
};

void tst_jose_Verifier::rfcExamples_data()
{
    QTest::addColumn<Algorithm>("algorithm");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("jwk");
    using namespace gatehouse::tests;
    QTest::newRow("RFC 7515 A.1") << Algorithm::HS256 << rfc7515Hs256Token << rfc7515Hs256Key;
    QTest::newRow("RFC 7515 A.2") << Algorithm::RS256 << rfc7515Rs256Token << rfc7515Rs256Key;
    QTest::newRow("RFC 7515 A.3") << Algorithm::ES256 << rfc7515Es256Token << rfc7515Es256Key;
    QTest::newRow("RFC 7520 4.2") << Algorithm::PS384 << rfc7520Ps384Token << rfc7520RsaKey;
    QTest::newRow("RFC 7520 4.3") << Algorithm::ES512 << rfc7520Es512Token << rfc7520EcKey;
    QTest::newRow("RFC 8037 A.4") << Algorithm::EdDSA << rfc8037Token << rfc8037Key;
}

void tst_jose_Verifier::rfcExamples()
{
    QFETCH(const Algorithm, algorithm);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, jwk);
    const auto jws = CompactJws::parse(token);
    QVERIFY(jws);
    const Jwk key = keyFromJson(jwk);
    QCOMPARE(verify(algorithm, key, jws->signingInput(), jws->signature), Outcome::Verified);
    QCOMPARE(verify(algorithm, key, jws->signingInput().chopped(1), jws->signature), Outcome::Failed);
    // And again, with what was kept.
    QCOMPARE(verify(algorithm, key, jws->signingInput(), jws->signature), Outcome::Verified);
}

void tst_jose_Verifier::everyFlippedBitFails_data()
{
    rfcExamples_data();
}

void tst_jose_Verifier::everyFlippedBitFails()
{
    QFETCH(const Algorithm, algorithm);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, jwk);
    const auto jws = CompactJws::parse(token);
    QVERIFY(jws);
    const Jwk key = keyFromJson(jwk);
    for (qsizetype bit = 0; bit < jws->signature.size() * 8; ++bit) {
        QByteArray broken = jws->signature;
        broken[bit / 8] = static_cast<char>(broken[bit / 8] ^ (1 << (bit % 8)));
        QCOMPARE(verify(algorithm, key, jws->signingInput(), broken), Outcome::Failed);
    }
    for (qsizetype bit = 0; bit < jws->secondDot * 8; bit += 7) {
        QByteArray broken = jws->signingInput().toByteArray();
        broken[bit / 8] = static_cast<char>(broken[bit / 8] ^ (1 << (bit % 8)));
        QCOMPARE(verify(algorithm, key, broken, jws->signature), Outcome::Failed);
    }
    QCOMPARE(verify(algorithm, key, jws->signingInput(), jws->signature), Outcome::Verified);
}

void tst_jose_Verifier::wrongLengthsFail_data()
{
    rfcExamples_data();
}

void tst_jose_Verifier::wrongLengthsFail()
{
    QFETCH(const Algorithm, algorithm);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, jwk);
    const auto jws = CompactJws::parse(token);
    QVERIFY(jws);
    const Jwk key = keyFromJson(jwk);
    const QByteArray &signature = jws->signature;
    const qsizetype half = signature.size() / 2;
    for (const QByteArray &wrong :
         {QByteArray(), signature.chopped(1), signature.sliced(1), signature.first(half), signature + '\0',
          '\0' + signature, signature + signature, '\0' + signature.first(half) + '\0' + signature.sliced(half)})
        QCOMPARE(verify(algorithm, key, jws->signingInput(), wrong), Outcome::Failed);
}

void tst_jose_Verifier::otherAlgorithmsFail_data()
{
    rfcExamples_data();
}

void tst_jose_Verifier::otherAlgorithmsFail()
{
    QFETCH(const Algorithm, algorithm);
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, jwk);
    const auto jws = CompactJws::parse(token);
    QVERIFY(jws);
    const Jwk key = keyFromJson(jwk);
    for (int i = 0; i <= static_cast<int>(Algorithm::Ed448); ++i) {
        const auto other = static_cast<Algorithm>(i);
        const bool same = other == algorithm || (algorithm == Algorithm::EdDSA && other == Algorithm::Ed25519);
        QCOMPARE(verify(other, key, jws->signingInput(), jws->signature), same ? Outcome::Verified : Outcome::Failed);
    }
}

void tst_jose_Verifier::psychicSignaturesFail_data()
{
    QTest::addColumn<QByteArray>("r");
    QTest::addColumn<QByteArray>("s");
    const QByteArray n = QByteArray::fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    QByteArray nMinusOne = n;
    nMinusOne[31] = '\x50';
    const QList<std::pair<const char *, QByteArray>> values{
        {"0", QByteArray(32, '\0')},         {"1", QByteArray(31, '\0') + '\1'}, {"n-1", nMinusOne}, {"n", n},
        {"2^256-1", QByteArray(32, '\xFF')},
    };
    for (const auto &[rName, r] : values) {
        for (const auto &[sName, s] : values)
            QTest::addRow("r=%s s=%s", rName, sName) << r << s;
    }
}

void tst_jose_Verifier::psychicSignaturesFail()
{
    // CVE-2022-21449.
    QFETCH(const QByteArray, r);
    QFETCH(const QByteArray, s);
    const auto jws = CompactJws::parse(gatehouse::tests::rfc7515Es256Token);
    QCOMPARE(verify(Algorithm::ES256, keyFromJson(gatehouse::tests::rfc7515Es256Key), jws->signingInput(), r + s),
             Outcome::Failed);
}

void tst_jose_Verifier::theTwinWithHighSIsRight()
{
    const auto jws = CompactJws::parse(gatehouse::tests::rfc7515Es256Token);
    const QByteArray n = QByteArray::fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    QByteArray twin = jws->signature;
    int borrow = 0;
    for (qsizetype i = 31; i >= 0; --i) {
        const int digit = static_cast<unsigned char>(n[i]) - static_cast<unsigned char>(twin[32 + i]) - borrow;
        borrow = digit < 0 ? 1 : 0;
        twin[32 + i] = static_cast<char>(digit & 0xFF);
    }
    QVERIFY(twin != jws->signature);
    QVERIFY(isHighS(Algorithm::ES256, twin) != isHighS(Algorithm::ES256, jws->signature));
    QCOMPARE(verify(Algorithm::ES256, keyFromJson(gatehouse::tests::rfc7515Es256Key), jws->signingInput(), twin),
             Outcome::Verified);
}

void tst_jose_Verifier::derIsNotRaw()
{
    const auto jws = CompactJws::parse(gatehouse::tests::rfc7515Es256Token);
    const Jwk key = keyFromJson(gatehouse::tests::rfc7515Es256Key);
    const QByteArray der = QByteArray::fromHex("3045") + QByteArray::fromHex("0220") + jws->signature.first(32) +
                           QByteArray::fromHex("022100") + jws->signature.last(32);
    QCOMPARE(verify(Algorithm::ES256, key, jws->signingInput(), der), Outcome::Failed);
    const auto raw = rawFromDer(Curve::P256, der);
    QVERIFY(raw);
    QCOMPARE(*raw, jws->signature);
    QVERIFY(!rawFromDer(Curve::P256, der + '\0'));
    QVERIFY(!rawFromDer(Curve::P256, der.chopped(1)));
    QVERIFY(!rawFromDer(Curve::P256, jws->signature));
    QVERIFY(!rawFromDer(Curve::Ed25519, der));
}

void tst_jose_Verifier::edwardsScalarBeyondTheOrderFails()
{
    // S + L verifies where S < L is not asked for (RFC 8032 section 5.1.7).
    const auto jws = CompactJws::parse(gatehouse::tests::rfc8037Token);
    const QByteArray order = QByteArray::fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    QByteArray beyond = jws->signature;
    int carry = 0;
    for (qsizetype i = 0; i < 32; ++i) {
        carry += static_cast<unsigned char>(beyond[32 + i]) + static_cast<unsigned char>(order[i]);
        beyond[32 + i] = static_cast<char>(carry & 0xFF);
        carry >>= 8;
    }
    const Jwk key = keyFromJson(gatehouse::tests::rfc8037Key);
    QCOMPARE(verify(Algorithm::EdDSA, key, jws->signingInput(), beyond), Outcome::Failed);
    QCOMPARE(verify(Algorithm::EdDSA, key, jws->signingInput(), QByteArray(64, '\0')), Outcome::Failed);
    QCOMPARE(verify(Algorithm::EdDSA, key, jws->signingInput(), '\1' + QByteArray(63, '\0')), Outcome::Failed);
}

void tst_jose_Verifier::edwardsNames()
{
    const Jwk ed448 = keyFromJson(gatehouse::tests::ed448Key);
    const QByteArray signature = decodeBase64Url(gatehouse::tests::ed448Signature).value();
    QCOMPARE(verify(Algorithm::EdDSA, ed448, "a.b", signature), Outcome::Verified);
    QCOMPARE(verify(Algorithm::Ed448, ed448, "a.b", signature), Outcome::Verified);
    QCOMPARE(verify(Algorithm::Ed25519, ed448, "a.b", signature), Outcome::Failed);
    QCOMPARE(verify(Algorithm::Ed448, ed448, "a.c", signature), Outcome::Failed);
    QCOMPARE(verify(Algorithm::Ed448, keyFromJson(gatehouse::tests::rfc8037Key), "a.b", signature), Outcome::Failed);
}

void tst_jose_Verifier::unsoundKeysVerifyNothing()
{
    // Keys that no parser lets through; the verifier does not rely on that.
    Jwk neutral;
    neutral.type = KeyType::Okp;
    neutral.crv = Curve::Ed25519;
    neutral.x = '\1' + QByteArray(31, '\0');
    // With the neutral element as key, R = neutral and S = 0 is right for every message.
    QCOMPARE(verify(Algorithm::EdDSA, neutral, "a.b", '\1' + QByteArray(63, '\0')), Outcome::Failed);
    Jwk offCurve = keyFromJson(gatehouse::tests::rfc7515Es256Key);
    offCurve.y[0] = static_cast<char>(offCurve.y[0] ^ 1);
    const auto jws = CompactJws::parse(gatehouse::tests::rfc7515Es256Token);
    QCOMPARE(verify(Algorithm::ES256, offCurve, jws->signingInput(), jws->signature), Outcome::Failed);
    offCurve.crv.reset();
    QCOMPARE(verify(Algorithm::ES256, offCurve, jws->signingInput(), jws->signature), Outcome::Failed);
    QCOMPARE(verify(Algorithm::ES256, Jwk(), jws->signingInput(), jws->signature), Outcome::Failed);
    QCOMPARE(verify(Algorithm::PS256, Jwk(), jws->signingInput(), {}), Outcome::Failed);
}

void tst_jose_Verifier::keptKeysAreNotMixedUp()
{
    struct Case
    {
        Algorithm algorithm;
        Jwk key;
        CompactJws jws;
    };
    using namespace gatehouse::tests;
    const QList<Case> cases{
        {Algorithm::ES256, keyFromJson(rfc7515Es256Key), CompactJws::parse(rfc7515Es256Token).value()},
        {Algorithm::PS384, keyFromJson(rfc7520RsaKey), CompactJws::parse(rfc7520Ps384Token).value()},
        {Algorithm::ES512, keyFromJson(rfc7520EcKey), CompactJws::parse(rfc7520Es512Token).value()},
        {Algorithm::EdDSA, keyFromJson(rfc8037Key), CompactJws::parse(rfc8037Token).value()},
    };
    for (int i = 0; i < 100; ++i) {
        const Case &mine = cases.at(i * 3 % 4);
        const Case &theirs = cases.at(i * 7 / 3 % 4);
        const Outcome expected = mine.algorithm == theirs.algorithm ? Outcome::Verified : Outcome::Failed;
        QCOMPARE(verify(mine.algorithm, mine.key, theirs.jws.signingInput(), theirs.jws.signature), expected);
    }
}

QTEST_GUILESS_MAIN(tst_jose_Verifier)
#include "tst_jose_Verifier.moc"
