#include "models/inspector/TokenBatch.h"
#include "tests/inspector/TokenSmith.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_inspector_TokenBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInOrder();
    void answers_data();
    void answers();
    void echoesTheId_data();
    void echoesTheId();
    void whatIsExpected_data();
    void whatIsExpected();
    void refusesLookAlikes_data();
    void refusesLookAlikes();
    void manyLines();

private:
    BatchAnswer verify(const QByteArray &line) const
    {
        return verifyLine(line, m_smith.inspector, m_smith.crypto.keys());
    }
    static QByteArray jwk();

    TokenSmith m_smith;
};

QByteArray tst_inspector_TokenBatch::jwk()
{
    return R"({"kty":"oct","k":")" + TokenSmith::part(TokenSmith::hmacSecret()) + "\"}";
}

void tst_inspector_TokenBatch::answersInOrder()
{
    const QByteArray token = m_smith.hs256(R"({"alg":"HS256"})", R"({"exp":1700000001})");
    QCOMPARE(
        verify(R"({"id":1,"token":")" + token + R"(","jwk":)" + jwk() + "}").json,
        R"({"id":1,"verified":true,"form":"ok","signature":"verified","time":"not-judged","claims":"not-judged","reason":"verified"})"_ba);
    QCOMPARE(
        verify(R"({"now":1700000000,"id":"x","token":"Bearer )" + token + R"(","jwk":)" + jwk() + "}").json,
        R"({"id":"x","verified":false,"form":"malformed","signature":"not-checked","time":"not-judged","claims":"not-judged","reason":"not-alone","around":["bearer-prefix"]})"_ba);
    QCOMPARE(
        verify("nothing").json,
        R"({"id":null,"verified":false,"form":"not-a-jwt","signature":"not-checked","time":"not-judged","claims":"not-judged","reason":"line-invalid","message":"The line is not a JSON object."})"_ba);
}

void tst_inspector_TokenBatch::answers_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("reason");
    const QByteArray token = R"("token":")" + m_smith.good() + '"';
    const QByteArray rsToken = R"("token":")" + m_smith.rs256(R"({"alg":"RS256"})", "{}") + '"';
    const QByteArray key = R"("jwk":)" + jwk();
    const auto row = [](const char *name, const QByteArray &members, const char *reason) {
        QTest::newRow(name) << '{' + members + '}' << QString::fromLatin1(reason);
    };
    row("jwk", token + ',' + key, "verified");
    row("jwks", token + R"(,"jwks":{"keys":[)" + jwk() + "]}", "verified");
    const QByteArray pem = QByteArray(testKeyFile(u"public-spki.pem"_s)).replace('\n', "\\n");
    row("pem", rsToken + R"(,"pem":")" + pem + '"', "verified");
    const QByteArray secret(40, 's');
    row("secret", R"("token":")" + m_smith.hs256(R"({"alg":"HS256"})", "{}", secret) + R"(","secret":")" + secret + '"',
        "verified");
    row("alg given", token + ',' + key + R"(,"alg":"HS256")", "verified");
    row("alg given and another", token + ',' + key + R"(,"alg":"HS512")", "algorithm-mismatch");
    row("unknown member", token + ',' + key + R"(,"comment":{"a":[1]})", "verified");
    row("another key null", token + ',' + key + R"(,"pem":null)", "verified");
    // What comes as null is not compared: a setting that a program lacks must not look like success.
    for (const char *member : {"alg", "iss", "aud", "now", "content"})
        QTest::addRow("%s null", member) << '{' + token + ',' + key + ",\"" + member + "\":null}" << u"line-invalid"_s;
    row("no key", token, "key-not-given");
    row("two keys", token + ',' + key + R"(,"secret":"x")", "key-ambiguous");
    row("jwks without the kid",
        R"("token":")" + m_smith.hs256(R"({"alg":"HS256","kid":"a"})", "{}") + R"(","jwks":{"keys":[)" + jwk() + "]}",
        "key-not-found");
    row("jwks not a set", token + R"(,"jwks":)" + jwk(), "key-invalid");
    row("jwk not an object", token + R"(,"jwk":"x")", "key-invalid");
    row("pem garbage", token + R"(,"pem":"x")", "key-invalid");
    row("pem a number", token + R"(,"pem":1)", "key-invalid");
    row("secret empty", token + R"(,"secret":"")", "key-weak");
    row("secret short", token + R"(,"secret":"x")", "key-weak");
    row("pem for HS256", token + R"(,"pem":")" + pem + '"', "algorithm-confusion");
    row("pem as secret", token + R"(,"secret":")" + pem + '"', "algorithm-confusion");
    row("token missing", key, "line-invalid");
    row("token a number", R"("token":1,)" + key, "line-invalid");
    row("token empty", R"("token":"",)" + key, "not-a-token");
    row("alg a number", token + ',' + key + R"(,"alg":1)", "line-invalid");
    row("now a string", token + ',' + key + R"(,"now":"1")", "line-invalid");
    row("now out of range", token + ',' + key + R"(,"now":1e400)", "line-invalid");
    row("aud an array", token + ',' + key + R"(,"aud":["a"])", "line-invalid");
    row("token twice", token + ',' + token + ',' + key, "line-invalid");
    row("four parts", R"("token":")" + m_smith.good() + R"(.",)" + key, "wrong-part-count");
    QTest::newRow("array") << "[1]"_ba << u"line-invalid"_s;
    QTest::newRow("empty") << ""_ba << u"line-invalid"_s;
    QTest::newRow("bytes") << QByteArray("\x00\xff\xfe", 3) << u"line-invalid"_s;
    QTest::newRow("two objects") << "{}{}"_ba << u"line-invalid"_s;
    QTest::newRow("deep") << QByteArray(100000, '[') << u"line-invalid"_s;
    QTest::newRow("20 MB") << '"' + QByteArray(20 * 1024 * 1024, 'a') + '"' << u"line-invalid"_s;
}

void tst_inspector_TokenBatch::answers()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, reason);
    const BatchAnswer answer = verify(line);
    const QJsonObject json = QJsonDocument::fromJson(answer.json).object();
    QCOMPARE(json.value("reason"_L1).toString(), reason);
    QCOMPARE(answer.verified, reason == "verified"_L1);
    QCOMPARE(json.value("verified"_L1).toBool(), answer.verified);
    QCOMPARE(json.size(), reason == "line-invalid"_L1 ? 8 : 7);
    QVERIFY(!answer.json.contains('\n'));
}

void tst_inspector_TokenBatch::echoesTheId_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("number") << "7"_ba;
    QTest::newRow("number as written") << "1.0e+02"_ba;
    QTest::newRow("number past 2^63") << "123456789012345678901234567890"_ba;
    QTest::newRow("string") << R"("a\"b")"_ba;
    QTest::newRow("object") << R"({"b":1,"a":[null,true]})"_ba;
    QTest::newRow("null") << "null"_ba;
    QTest::newRow("false") << "false"_ba;
}

void tst_inspector_TokenBatch::echoesTheId()
{
    QFETCH(QByteArray, id);
    QVERIFY(verify(R"({"token":"x","id":)" + id + "}").json.startsWith(R"({"id":)" + id + ','));
    QVERIFY(verify(R"({"token":1,"id":)" + id + "}").json.startsWith(R"({"id":)" + id + ','));
    // What turns the reading direction is the same JSON, and is seen.
    QVERIFY(verify("{\"token\":1,\"id\":\"a\xE2\x80\xAE\xC3\xA4\"}").json.startsWith("{\"id\":\"a\\u202e\xC3\xA4\","));
}

void tst_inspector_TokenBatch::whatIsExpected_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *claims, const char *expected, const char *answer) {
        QTest::newRow(name) << QByteArray(claims) << QByteArray(expected) << QByteArray(answer);
    };
    const char *met =
        R"("verified":true,"form":"ok","signature":"verified","time":"expired","claims":"ok","reason":"verified")";
    const char *differs =
        R"("verified":false,"form":"ok","signature":"verified","time":"expired","claims":"mismatch","reason":"claims-mismatch")";
    const char *open =
        R"("verified":false,"form":"ok","signature":"verified","time":"expired","claims":"malformed","reason":"claims-not-compared")";
    row("expired, and as expected", R"({"iss":"a","aud":"b","exp":5})", R"("iss":"a","aud":"b")", met);
    row("another audience", R"({"iss":"a","aud":"b","exp":5})", R"("iss":"a","aud":"c")", differs);
    row("another issuer behind a malformed claim", R"({"iss":"x","sub":null,"exp":5})", R"("iss":"a")", differs);
    row("issuer an array with the right one", R"({"iss":["a"],"exp":5})", R"("iss":"a")", open);
    row("issuer an object", R"({"iss":{"a":"a"},"exp":5})", R"("iss":"a")", open);
    row("issuer a number", R"({"iss":1,"exp":5})", R"("iss":"1")", open);
    row("issuer missing", R"({"aud":"a","exp":5})", R"("iss":"a")", differs);
    row("audience a number", R"({"aud":7,"exp":5})", R"("aud":"7")", open);
    row("audience mixed", R"({"aud":["b",1],"exp":5})", R"("aud":"b")", open);
    row("audience null", R"({"aud":null,"exp":5})", R"("aud":"b")", open);
    row("audience of none", R"({"aud":[],"exp":5})", R"("aud":"b")", differs);
    row("one of both malformed", R"({"iss":"a","aud":{},"exp":5})", R"("iss":"a","aud":"b")", open);
    row("one malformed, the other wrong", R"({"iss":1,"aud":"x","exp":5})", R"("iss":"a","aud":"b")", differs);
    row("a malformed subject, and as expected", R"({"iss":"a","sub":5,"exp":5})", R"("iss":"a")",
        R"("verified":true,"form":"ok","signature":"verified","time":"expired","claims":"malformed","reason":"verified")");
    row("duplicated audience", R"({"aud":"b","aud":"b","exp":5})", R"("aud":"b")",
        R"("verified":false,"form":"ok","signature":"verified","time":"not-judged","claims":"malformed","reason":"claims-not-compared")");
    row("nothing expected", R"({"aud":"b","aud":"c"})", R"("alg":"HS256")",
        R"("verified":true,"form":"ok","signature":"verified","time":"not-judged","claims":"malformed","reason":"verified")");
    row("an array for claims", R"(["b"])", R"("aud":"b")",
        R"("verified":false,"form":"not-a-jwt","signature":"verified","time":"not-judged","claims":"malformed","reason":"bad-payload")");
    row("any content", "hello", R"("content":"any")",
        R"("verified":true,"form":"not-a-jwt","signature":"verified","time":"not-judged","claims":"not-judged","reason":"verified")");
    row("any content, and something expected of it", "hello", R"("content":"any","iss":"a")",
        R"("verified":false,"form":"not-a-jwt","signature":"verified","time":"not-judged","claims":"not-judged","reason":"claims-not-compared")");
}

void tst_inspector_TokenBatch::whatIsExpected()
{
    QFETCH(QByteArray, claims);
    QFETCH(QByteArray, expected);
    QFETCH(QByteArray, answer);
    const BatchAnswer given = verify(R"({"id":1,"token":")" + m_smith.hs256(R"({"alg":"HS256"})", claims) +
                                     R"(","jwk":)" + jwk() + ',' + expected + R"(,"now":6})");
    QCOMPARE(given.json, R"({"id":1,)" + answer + '}');
    QCOMPARE(given.verified, answer.startsWith(R"("verified":true)"));
}

void tst_inspector_TokenBatch::refusesLookAlikes_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("meant");
    const auto row = [](const char *member, const char *meant) {
        QTest::newRow(member) << QString::fromLatin1(member) << QString::fromLatin1(meant);
    };
    row("issuer", "iss");
    row("audience", "aud");
    row("Audience", "aud");
    row("expected_issuer", "iss");
    row("audiences", "aud");
    row("isuer", "iss");
    row("adu", "aud");
    row("iss ", "iss");
    row("algorithm", "alg");
    row("key", "jwk");
    row("time", "now");
    row("contents", "content");
    row("any_content", "content");
    row("leeway", "");
    row("scope", "");
    row("expectIss", "iss");
    row("allowed_algs", "alg");
    row("required_scopes", "");
    row("clockTolerance", "");
    row("required_claims", "");
    row("client_id", "");
    row("nbf", "");
    row("policy", "");
    row("comment", nullptr);
    row("source", nullptr);
    row("line", nullptr);
    row("tcId", nullptr);
    row("name", nullptr);
    row("request_id", nullptr);
    row("user", nullptr);
}

void tst_inspector_TokenBatch::refusesLookAlikes()
{
    QFETCH(QString, member);
    QFETCH(QString, meant);
    const BatchAnswer answer =
        verify(R"({"token":")" + m_smith.good() + R"(","jwk":)" + jwk() + ",\"" + member.toUtf8() + R"(":"x"})");
    const QString message = QJsonDocument::fromJson(answer.json).object().value("message"_L1).toString();
    QCOMPARE(answer.verified, meant.isNull());
    QCOMPARE(message.contains(u'"' + member + u'"'), !meant.isNull());
    QVERIFY2(meant.isEmpty() || message.endsWith(u"Use \""_s + meant + u"\"."_s), qPrintable(message));
}

void tst_inspector_TokenBatch::manyLines()
{
    const QByteArray line = R"({"id":1,"token":")" + m_smith.good() + R"(","jwk":)" + jwk() + "}";
    QElapsedTimer timer;
    timer.start();
    int verified = 0;
    for (int i = 0; i < 2000; ++i)
        verified += verify(line).verified ? 1 : 0;
    QCOMPARE(verified, 2000);
    QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(tst_inspector_TokenBatch)
#include "tst_inspector_TokenBatch.moc"
