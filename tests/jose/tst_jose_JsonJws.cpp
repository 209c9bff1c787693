#include "models/jose/JsonJws.h"

#include "app/crypto/Crypto.h"
#include "tests/jose/RfcVectors.h"

#include <QTest>

using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using Kind = JsonJwsError::Kind;
using Outcome = SignatureVerifier::Outcome;

Q_DECLARE_METATYPE(Kind)

namespace {

const QByteArray header = encodeBase64Url(R"({"alg":"HS256"})");

QByteArray flattened(const QByteArray &members)
{
    return R"({"payload":"e30",)" + members + "}";
}

/// A signature object.
QByteArray object(const QByteArray &members)
{
    return "{" + members + "}";
}

QByteArray text(const char *name, const QByteArray &value)
{
    return "\""_ba + name + "\":\"" + value + "\"";
}

QByteArray signatures(const QByteArrayList &objects)
{
    return R"({"payload":"e30","signatures":[)" + objects.join(',') + "]}";
}

const QByteArray good = text("protected", header) + "," + text("signature", "c2ln");

} // namespace

class tst_jose_JsonJws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheFlattenedForm();
    void readsTheGeneralForm();
    void detached();
    void unencoded();
    void refuses_data();
    void refuses();
    void everyTruncationIsRefused();
    void unencodedCompact();

private:
    gatehouse::app::Crypto m_crypto;
};

void tst_jose_JsonJws::readsTheFlattenedForm()
{
    const QByteArrayList parts = gatehouse::tests::rfc7515Hs256Token.split('.');
    const QByteArray json = "{" + text("payload", parts.at(1)) + "," + text("protected", parts.at(0)) +
                            R"(,"header":{"kid":"k"},)" + text("signature", parts.at(2)) + R"(,"extra":1})";
    const auto jws = JsonJws::parse(json);
    QVERIFY(jws);
    QVERIFY(jws->isFlattened && !jws->isDetached && !jws->isUnencoded);
    QCOMPARE(jws->signatures.size(), 1);
    const JsonSignature &only = jws->signatures.first();
    QCOMPARE(only.header.member(u"alg")->string, u"HS256"_s);
    QCOMPARE(only.header.member(u"kid")->string, u"k"_s);
    QVERIFY(!only.protectedHeader.member(u"kid"));
    QVERIFY(!only.isAlgorithmUnprotected());
    QVERIFY(!jws->compact(0)); // it has an unprotected header
    const Jwk key = Jwk::parse(parseStrictJson(gatehouse::tests::rfc7515Hs256Key).value()).value();
    QCOMPARE(m_crypto.verifier().verify(Algorithm::HS256, key, jws->signingInput(0), only.signature),
             Outcome::Verified);

    const auto plain = JsonJws::parse("{" + text("payload", parts.at(1)) + "," + text("protected", parts.at(0)) + "," +
                                      text("signature", parts.at(2)) + "}");
    QVERIFY(plain && plain->compact(0));
    QCOMPARE(plain->compact(0)->text, gatehouse::tests::rfc7515Hs256Token);
}

void tst_jose_JsonJws::readsTheGeneralForm()
{
    const auto jws = JsonJws::parse(
        signatures({object(good), object(R"("header":{"alg":"ES256"},"signature":"AAAA")"), object(good)}));
    QVERIFY(jws);
    QVERIFY(!jws->isFlattened);
    QCOMPARE(jws->signatures.size(), 3);
    QCOMPARE(jws->payload, "{}"_ba);
    QCOMPARE(jws->signingInput(0), header + ".e30");
    QCOMPARE(jws->signingInput(1), ".e30"_ba);
    QVERIFY(jws->signatures.at(1).isAlgorithmUnprotected());
    QVERIFY(!jws->compact(1));
    QCOMPARE(JsonJws::parse(signatures(QByteArrayList(maxSignatures, object(good))))->signatures.size(), maxSignatures);
}

void tst_jose_JsonJws::detached()
{
    const auto jws = JsonJws::parse(object(good));
    QVERIFY(jws && jws->isDetached);
    QVERIFY(!jws->compact(0));
    QCOMPARE(jws->signingInput(0, "{}"), header + ".e30");
    QVERIFY(!JsonJws::parse(flattened(good))->isDetached);
}

void tst_jose_JsonJws::unencoded()
{
    // RFC 7797 section 4.2: HS256 over "$.02", whose dot JSON lets stand.
    const QByteArray json =
        R"({"protected":"eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19","payload":"$.02",)"
        R"("signature":"A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY"})";
    const auto jws = JsonJws::parse(json);
    QVERIFY(jws && jws->isUnencoded);
    QCOMPARE(jws->payload, "$.02"_ba);
    const Jwk key = Jwk::parse(parseStrictJson(gatehouse::tests::rfc7515Hs256Key).value()).value();
    QCOMPARE(m_crypto.verifier().verify(Algorithm::HS256, key, jws->signingInput(0), jws->signatures[0].signature),
             Outcome::Verified);
    QCOMPARE(jws->signingInput(0, "$.02"), jws->signingInput(0));
}

void tst_jose_JsonJws::unencodedCompact()
{
    // The same, detached and in compact form.
    const QByteArray start = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.";
    const QByteArray end = ".A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY";
    const Jwk key = Jwk::parse(parseStrictJson(gatehouse::tests::rfc7515Hs256Key).value()).value();
    const auto jws = CompactJws::parse(start + end);
    QVERIFY(jws && jws->isUnencoded && jws->payload.isEmpty());
    QCOMPARE(m_crypto.verifier().verify(Algorithm::HS256, key, jws->signingInput("$.02"), jws->signature),
             Outcome::Verified);
    QCOMPARE(m_crypto.verifier().verify(Algorithm::HS256, key, jws->signingInput(), jws->signature), Outcome::Failed);
    const auto plain = CompactJws::parse(start + "$ 02!" + end);
    QVERIFY(plain);
    QCOMPARE(plain->payload, "$ 02!"_ba);
    QCOMPARE(plain->signingInput().toByteArray(), start + "$ 02!");
    QVERIFY(!CompactJws::parse(start + "$.02" + end)); // a dot of its own
    QVERIFY(!CompactJws::parse(start + "a\nb" + end)); // outside of section 5.2
    QVERIFY(!CompactJws::parse(start + "abc" + end + "!"));
    // Without crit the parameter is no concern of the parser: the payload is base64url.
    const QByteArray bare = encodeBase64Url(R"({"alg":"HS256","b64":false})");
    QVERIFY(!CompactJws::parse(bare + ".$ 02" + end));
    QVERIFY(!CompactJws::parse(bare + ".e30" + end)->isUnencoded);
}

void tst_jose_JsonJws::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("signature");
    const auto row = [](const char *name, const QByteArray &json, Kind kind, int signature = -1) {
        QTest::newRow(name) << json << kind << signature;
    };
    const QByteArray sig = text("signature", "c2ln");
    const QByteArray unencodedHeader = encodeBase64Url(R"({"alg":"HS256","b64":false,"crit":["b64"]})");
    row("empty object", "{}", Kind::NotAJws);
    row("array", "[]", Kind::NotAJws);
    row("claims", R"({"iss":"x","payload":1})", Kind::NotAJws);
    row("a JWE", R"({"protected":"e30","ciphertext":""})", Kind::NotAJws);
    row("broken JSON", flattened(good).chopped(1), Kind::Json);
    row("payload twice", R"({"payload":"e30","payload":"e31",)" + good + "}", Kind::Json);
    row("no signature", R"({"signatures":[{"protected":")" + header + R"("}]})", Kind::MissingMember, 0);
    row("no header", flattened(sig), Kind::MissingMember, 0);
    row("signature a number", flattened(R"("header":{},"signature":1)"), Kind::WrongType, 0);
    row("protected an object", flattened(R"("protected":{},)" + sig), Kind::WrongType, 0);
    row("header a string", flattened(R"("header":"",)" + sig), Kind::WrongType, 0);
    row("payload a number", R"({"payload":1,)" + good + "}", Kind::WrongType);
    row("payload null", R"({"payload":null,)" + good + "}", Kind::WrongType);
    row("payload padded", R"({"payload":"e30=",)" + good + "}", Kind::Base64Url);
    row("signature padded", flattened(text("protected", header) + R"(,"signature":"c2ln=")"), Kind::Base64Url, 0);
    row("protected with blanks", flattened(text("protected", header + " ") + "," + sig), Kind::Base64Url, 0);
    row("protected empty", flattened(text("protected", "") + "," + sig), Kind::EmptyHeader, 0);
    row("protected not JSON", flattened(text("protected", encodeBase64Url("{")) + "," + sig), Kind::HeaderJson, 0);
    row("alg twice in protected",
        flattened(text("protected", encodeBase64Url(R"({"alg":"none","alg":"HS256"})")) + "," + sig), Kind::HeaderJson,
        0);
    row("protected an array", flattened(text("protected", encodeBase64Url("[]")) + "," + sig), Kind::HeaderNotObject,
        0);
    row("alg in both headers", flattened(good + R"(,"header":{"alg":"HS256"})"), Kind::Overlap, 0);
    row("crit unprotected", flattened(good + R"(,"header":{"crit":["x"]})"), Kind::UnprotectedCrit, 0);
    row("b64 unprotected", flattened(good + R"(,"header":{"b64":false})"), Kind::UnprotectedCrit, 0);
    row("both forms", R"({"payload":"e30","signatures":[{)" + good + R"(}],"signature":"c2ln"})", Kind::BothForms);
    row("signatures an object", R"({"payload":"e30","signatures":{}})", Kind::WrongType);
    row("a signature that is a string", signatures({R"("x")"}), Kind::WrongType, 0);
    row("no signatures", signatures({}), Kind::NoSignatures);
    row("65 signatures", signatures(QByteArrayList(maxSignatures + 1, object(good))), Kind::TooMany);
    row("the second is broken", signatures({object(good), object(sig)}), Kind::MissingMember, 1);
    row("signatures disagree about b64",
        signatures({object(good), object(text("protected", unencodedHeader) + "," + sig)}), Kind::MixedB64, 1);
    row("too large", flattened(good + R"(,"x":")" + QByteArray(maxTokenSize, 'x') + '"'), Kind::TooLarge);
}

void tst_jose_JsonJws::refuses()
{
    QFETCH(const QByteArray, json);
    QFETCH(const Kind, kind);
    QFETCH(const int, signature);
    const auto jws = JsonJws::parse(json);
    QVERIFY(!jws);
    QCOMPARE(jws.error().kind, kind);
    QCOMPARE(jws.error().signature, signature);
}

void tst_jose_JsonJws::everyTruncationIsRefused()
{
    const QByteArray json = signatures({object(good), object(good)});
    QVERIFY(JsonJws::parse(json));
    for (qsizetype length = 0; length < json.size(); ++length) {
        const auto jws = JsonJws::parse(json.first(length));
        QVERIFY(!jws);
        QCOMPARE(jws.error().kind, Kind::Json);
    }
}

QTEST_GUILESS_MAIN(tst_jose_JsonJws)
#include "tst_jose_JsonJws.moc"
