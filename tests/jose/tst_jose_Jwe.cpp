#include "models/jose/Jwe.h"

#include <QTest>

using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using Kind = JweError::Kind;

Q_DECLARE_METATYPE(Kind)

namespace {

QByteArray compact(const QByteArray &header, const QByteArray &rest = ".a2V5.aXY.Y3Q.dGFn")
{
    return encodeBase64Url(header) + rest;
}

QByteArray text(const char *name, const QByteArray &value)
{
    return "\""_ba + name + "\":\"" + value + "\"";
}

const QByteArray protectedHeader = encodeBase64Url(R"({"alg":"dir","enc":"A128GCM"})");

QByteArray json(const QByteArray &members)
{
    return R"({"iv":"aXY","ciphertext":"Y3Q","tag":"dGFn",)" + members + "}";
}

/// A member that holds a point in JSON.
const QByteArray p256 = R"("kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                        R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")";
const QByteArray x25519 = R"("kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo")";

QByteArray agreement(const QByteArray &epk, const QByteArray &more = {})
{
    return R"({"alg":"ECDH-ES","enc":"A128GCM","epk":{)" + epk + "}" + more + "}";
}

} // namespace

class tst_jose_Jwe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheCompactForm();
    void readsJson();
    void refuses_data();
    void refuses();
    void judges_data();
    void judges();
    void criticalOutsideTheProtectedHeader();
    void names();
};

void tst_jose_Jwe::readsTheCompactForm()
{
    const auto jwe = Jwe::parse(compact(R"({"alg":"RSA-OAEP","enc":"A256GCM"})"));
    QVERIFY(jwe && jwe->isCompact);
    QCOMPARE(jwe->recipients.size(), 1);
    QCOMPARE(jwe->recipients.first().encryptedKey, "key"_ba);
    QCOMPARE(jwe->recipients.first().header.member(u"alg")->string, u"RSA-OAEP"_s);
    QCOMPARE(jwe->iv, "iv"_ba);
    QCOMPARE(jwe->ciphertext, "ct"_ba);
    QCOMPARE(jwe->tag, "tag"_ba);
    QCOMPARE(jwe->authenticatedData(), encodeBase64Url(R"({"alg":"RSA-OAEP","enc":"A256GCM"})"));
    QVERIFY(Jwe::parse(compact(R"({"alg":"dir","enc":"A128GCM"})", "...."))); // empty parts decode to nothing
}

void tst_jose_Jwe::readsJson()
{
    const auto flattened =
        Jwe::parse(json(text("protected", protectedHeader) + R"(,"header":{"kid":"k"},"aad":"YWFk")"));
    QVERIFY(flattened && flattened->isFlattened && !flattened->isCompact);
    QCOMPARE(flattened->authenticatedData(), protectedHeader + ".YWFk");
    QCOMPARE(flattened->recipients.first().header.member(u"kid")->string, u"k"_s);

    const auto general = Jwe::parse(
        json(R"("unprotected":{"enc":"A128GCM"},"recipients":[{"header":{"alg":"A128KW"},"encrypted_key":"a2V5"},)"
             R"({"header":{"alg":"dir"}}])"));
    QVERIFY(general && !general->isFlattened);
    QCOMPARE(general->recipients.size(), 2);
    QCOMPARE(general->recipients.at(0).encryptedKey, "key"_ba);
    QCOMPARE(judgeJwe(*general, 0).algorithm, KeyManagement::A128Kw);
    QCOMPARE(judgeJwe(*general, 1).algorithm, KeyManagement::Direct);
    QVERIFY(!judgeJwe(*general, 1).refusal);
    QCOMPARE(general->authenticatedData(), QByteArray());
}

void tst_jose_Jwe::refuses_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("part");
    const auto row = [](const char *name, const QByteArray &token, Kind kind, int part = -1) {
        QTest::newRow(name) << token << kind << part;
    };
    const QByteArray good = R"({"alg":"dir","enc":"A128GCM"})";
    const QByteArray named = text("protected", protectedHeader);
    row("empty", "", Kind::NotAJwe);
    row("three parts", compact(good, ".a.b"), Kind::NotAJwe);
    row("four parts", compact(good, ".a.b.c"), Kind::NotAJwe);
    row("six parts", compact(good, ".a.b.c.d.e"), Kind::NotAJwe);
    row("a million dots", QByteArray(1000000, '.'), Kind::NotAJwe);
    row("empty header", "....", Kind::EmptyHeader, 0);
    row("padding in the key", compact(good, ".a2V5=.aXY.Y3Q.dGFn"), Kind::Base64Url, 1);
    row("blank in the tag", compact(good, ".a2V5.aXY.Y3Q.dG Fn"), Kind::Base64Url, 4);
    row("spare bits in the IV", compact(good, ".a2V5.aXZ.Y3Q.dGFn"), Kind::Base64Url, 2);
    row("header not JSON", compact("{"), Kind::Json, 0);
    row("alg twice", compact(R"({"alg":"dir","alg":"RSA1_5","enc":"A128GCM"})"), Kind::Json, 0);
    row("header an array", compact("[]"), Kind::HeaderNotObject, 0);
    row("too large", QByteArray(maxJweSize + 1, 'A'), Kind::TooLarge);
    row("JSON of something else", R"({"iss":"x"})", Kind::NotAJwe);
    row("JSON that breaks off", json(named).chopped(1), Kind::Json);
    row("no ciphertext", R"({"recipients":[{}],"protected":"e30"})", Kind::NotAJwe);
    row("ciphertext a number", R"({"ciphertext":1,)" + named + "}", Kind::WrongType);
    row("IV padded", R"({"ciphertext":"Y3Q","iv":"aXY=",)" + named + "}", Kind::Base64Url);
    row("protected empty", json(text("protected", "")), Kind::EmptyHeader);
    row("protected an array", json(text("protected", "W10")), Kind::HeaderNotObject);
    row("no header at all", json(R"("recipients":[{}])"), Kind::MissingMember);
    row("recipients an object", json(named + R"(,"recipients":{})"), Kind::WrongType);
    row("a recipient that is a number", json(named + R"(,"recipients":[1])"), Kind::WrongType);
    row("no recipients", json(named + R"(,"recipients":[])"), Kind::NoRecipients);
    row("both forms", json(named + R"(,"recipients":[{}],"encrypted_key":"a2V5")"), Kind::BothForms);
    row("protected and shared overlap", json(named + R"(,"unprotected":{"alg":"dir"})"), Kind::Overlap);
    row("protected and own overlap", json(named + R"(,"header":{"enc":"A128GCM"})"), Kind::Overlap);
    row("shared and own overlap", json(named + R"(,"unprotected":{"kid":"a"},"recipients":[{"header":{"kid":"a"}}])"),
        Kind::Overlap);
    row("1001 recipients", json(named + R"(,"recipients":[)" + QByteArrayList(maxRecipients + 1, "{}").join(',') + "]"),
        Kind::TooMany);
}

void tst_jose_Jwe::refuses()
{
    QFETCH(const QByteArray, token);
    QFETCH(const Kind, kind);
    QFETCH(const int, part);
    const auto jwe = Jwe::parse(token);
    QVERIFY(!jwe);
    QCOMPARE(jwe.error().kind, kind);
    QCOMPARE(jwe.error().part, part);
}

void tst_jose_Jwe::judges_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<std::optional<JweRefusal>>("refusal");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const QByteArray &header, std::optional<JweRefusal> refusal,
                        const char *member = "") {
        QTest::newRow(name) << header << refusal << QString::fromLatin1(member);
    };
    using enum JweRefusal;
    row("direct", R"({"alg":"dir","enc":"A128GCM"})", {});
    row("compressed", R"({"alg":"RSA-OAEP-256","enc":"A256CBC-HS512","zip":"DEF"})", {});
    row("agreement", agreement(p256, R"(,"apu":"QQ","apv":"")"), {});
    row("agreement on X25519", agreement(x25519), {});
    row("no alg", R"({"enc":"A128GCM"})", AlgorithmMissing, "alg");
    row("alg a number", R"({"alg":1,"enc":"A128GCM"})", HeaderType, "alg");
    row("alg none", R"({"alg":"none","enc":"A128GCM"})", AlgorithmUnknown, "alg");
    row("alg of a signature", R"({"alg":"RS256","enc":"A128GCM"})", AlgorithmUnknown, "alg");
    row("alg in lower case", R"({"alg":"rsa-oaep","enc":"A128GCM"})", AlgorithmUnknown, "alg");
    row("RSA1_5", R"({"alg":"RSA1_5","enc":"A128GCM"})", {});
    row("A256GCMKW", R"({"alg":"A256GCMKW","enc":"A128GCM","iv":"AAAAAAAAAAAAAAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA"})",
        {});
    row("A256GCMKW without iv", R"({"alg":"A256GCMKW","enc":"A128GCM","tag":"AAAAAAAAAAAAAAAAAAAAAA"})", HeaderType,
        "iv");
    row("A256GCMKW with a short tag", R"({"alg":"A256GCMKW","enc":"A128GCM","iv":"AAAAAAAAAAAAAAAA","tag":"AAAA"})",
        HeaderType, "tag");
    row("kid a number", R"({"alg":"dir","enc":"A128GCM","kid":1})", HeaderType, "kid");
    row("kid null", R"({"alg":"dir","enc":"A128GCM","kid":null})", HeaderType, "kid");
    row("no enc", R"({"alg":"dir"})", EncryptionMissing, "enc");
    row("enc unknown", R"({"alg":"dir","enc":"A512GCM"})", EncryptionUnknown, "enc");
    row("enc an array", R"({"alg":"dir","enc":["A128GCM"]})", HeaderType, "enc");
    row("zip unknown", R"({"alg":"dir","enc":"A128GCM","zip":"GZ"})", ZipUnknown, "zip");
    row("zip a boolean", R"({"alg":"dir","enc":"A128GCM","zip":true})", HeaderType, "zip");
    row("crit unknown", R"({"alg":"dir","enc":"A128GCM","crit":["exp"],"exp":1})", CriticalUnknown, "exp");
    row("crit empty", R"({"alg":"dir","enc":"A128GCM","crit":[]})", CriticalMalformed, "crit");
    row("crit a string", R"({"alg":"dir","enc":"A128GCM","crit":"exp"})", CriticalMalformed, "crit");
    row("crit twice the same", R"({"alg":"dir","enc":"A128GCM","crit":["x","x"],"x":1})", CriticalMalformed, "crit");
    row("crit names enc", R"({"alg":"dir","enc":"A128GCM","crit":["enc"]})", CriticalMalformed, "crit");
    row("crit names what is absent", R"({"alg":"dir","enc":"A128GCM","crit":["x"]})", CriticalMalformed, "crit");
    const auto password = [](const QByteArray &count) {
        return R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"c2FsdA","p2c":)" + count + "}";
    };
    row("PBES2 within the cap", password("1000000"), {});
    row("PBES2 beyond the cap", password("1000001"), CountTooLarge, "p2c");
    row("PBES2 of 2^31-1", password("2147483647"), CountTooLarge, "p2c");
    row("PBES2 of 400 digits", password(QByteArray(400, '9')), CountTooLarge, "p2c");
    row("PBES2 of 1e9", password("1e9"), HeaderType, "p2c");
    row("PBES2 of -1", password("-1"), HeaderType, "p2c");
    row("PBES2 of 0", password("0"), HeaderType, "p2c");
    row("PBES2 of text", password("\"1000\""), HeaderType, "p2c");
    row("PBES2 without a count", R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"c2FsdA"})", HeaderType, "p2c");
    row("PBES2 without a salt", R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000})", HeaderType, "p2s");
    row("no epk", R"({"alg":"ECDH-ES","enc":"A128GCM"})", EphemeralMissing, "epk");
    row("epk a string", R"({"alg":"ECDH-ES","enc":"A128GCM","epk":"x"})", EphemeralInvalid, "epk");
    row("epk with a private part", agreement(p256 + R"(,"d":"AQ")"), EphemeralPrivate, "epk");
    row("epk off the curve", agreement(QByteArray(p256).replace("x_FEzRu9", "x_FEzRu8")), EphemeralInvalid, "epk");
    row("epk on another curve", agreement(QByteArray(p256).replace("P-256", "secp256k1")), EphemeralInvalid, "epk");
    row("epk of Ed25519", agreement(QByteArray(x25519).replace("X25519", "Ed25519")), EphemeralInvalid, "epk");
    row("epk of EC said to be OKP", agreement(QByteArray(p256).replace("EC", "OKP")), EphemeralInvalid, "epk");
    row("epk of low order",
        agreement(QByteArray(x25519).replace("hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo", QByteArray(43, 'A'))),
        EphemeralInvalid, "epk");
    row("apu a number", agreement(p256, R"(,"apu":1)"), HeaderType, "apu");
    row("apv padded", agreement(p256, R"(,"apv":"QQ==")"), HeaderType, "apv");
}

void tst_jose_Jwe::judges()
{
    QFETCH(const QByteArray, header);
    QFETCH(const std::optional<JweRefusal>, refusal);
    QFETCH(const QString, member);
    const auto jwe = Jwe::parse(compact(header));
    QVERIFY(jwe);
    const JweJudgement judgement = judgeJwe(*jwe, 0);
    QCOMPARE(judgement.refusal, refusal);
    QCOMPARE(judgement.member, member);
}

void tst_jose_Jwe::criticalOutsideTheProtectedHeader()
{
    const auto crit = Jwe::parse(json(text("protected", protectedHeader) + R"(,"header":{"crit":["x"],"x":1})"));
    QVERIFY(crit);
    QCOMPARE(judgeJwe(*crit, 0).refusal, JweRefusal::CriticalMalformed);
    const auto zip = Jwe::parse(json(text("protected", protectedHeader) + R"(,"unprotected":{"zip":"DEF"})"));
    QVERIFY(zip);
    QCOMPARE(judgeJwe(*zip, 0).refusal, JweRefusal::ZipUnprotected);
}

void tst_jose_Jwe::names()
{
    QSet<QString> seen;
    for (int i = 0; i <= static_cast<int>(KeyManagement::Pbes2HS512); ++i) {
        const auto management = static_cast<KeyManagement>(i);
        QCOMPARE(parseKeyManagement(keyManagementName(management)), management);
    }
    for (int i = 0; i <= static_cast<int>(ContentEncryption::A256Gcm); ++i) {
        const auto encryption = static_cast<ContentEncryption>(i);
        QCOMPARE(parseContentEncryption(contentEncryptionName(encryption)), encryption);
    }
    for (int i = 0; i <= static_cast<int>(JweRefusal::EphemeralPrivate); ++i)
        seen.insert(codeName(static_cast<JweRefusal>(i)));
    QCOMPARE(seen.size(), static_cast<int>(JweRefusal::EphemeralPrivate) + 1);
}

QTEST_GUILESS_MAIN(tst_jose_Jwe)
#include "tst_jose_Jwe.moc"
