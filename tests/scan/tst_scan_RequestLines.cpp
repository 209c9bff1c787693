#include "models/scan/RequestLines.h"
#include "tests/inspector/TokenSmith.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::scan;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// A line remembered must never let another be judged by what is not its own.
class tst_scan_RequestLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void patterns_data();
    void patterns();
    void answersAsEachLineAlone_data();
    void answersAsEachLineAlone();
    void keysOfLinesBefore();
    void secretsAreNotKept();

private:
    QByteArray alone(QByteArrayView line) const
    {
        return inspector::verifyLine(line, m_smith.inspector, m_smith.crypto.keys()).json;
    }
    RequestLines stream() const { return {m_smith.inspector, m_smith.crypto.verifier(), m_smith.crypto.keys()}; }

    TokenSmith m_smith;
    QByteArray m_key;
    QByteArray m_token;
    QByteArray m_other;  ///< with the same header
    QByteArray m_forged; ///< likewise, with another's signature
};

void tst_scan_RequestLines::initTestCase()
{
    const auto key = m_smith.crypto.keys().publicKeyFromPem(testKeyFile(u"public-spki.pem"_s));
    QVERIFY(key.has_value());
    m_key = key->toPublicJson();
    m_token = m_smith.rs256(R"({"alg":"RS256"})", R"({"iss":"a","exp":1})");
    m_other = m_smith.rs256(R"({"alg":"RS256"})", R"({"iss":"b","exp":1})");
    m_forged = m_other.first(m_other.lastIndexOf('.')) + m_token.sliced(m_token.lastIndexOf('.'));
}

void tst_scan_RequestLines::patterns_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("secondId"); // null when it does not match
    const auto row = [](const char *name, const char *first, const char *id, const char *second, const char *secondId) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(id) << QByteArray(second) << QByteArray(secondId);
    };
    row("number", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":20,"token":"d.e"})", "20");
    row("text", R"({"id":"t-1","token":"a.b.c"})", "\"t-1\"", R"({"id":"t-2","token":"d.e"})", "\"t-2\"");
    row("of another type", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":"x","token":"d.e"})", "\"x\"");
    row("after the token", R"({"token": "a.b.c", "id": 7})", "7", R"({"token": "d.e", "id": 8})", "8");
    row("none", R"({"token":"a.b.c","iss":"x"})", "null", R"({"token":"d.e","iss":"x"})", "null");
    row("another issuer", R"({"token":"a.b.c","iss":"x"})", "null", R"({"token":"d.e","iss":"y"})", nullptr);
    row("one member more", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":1,"token":"d.e","aud":"x"})", nullptr);
    row("text after it", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":1,"token":"d.e"} )", nullptr);
    row("cut short", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":1,"token":"d.e")", nullptr);
    row("leading zero", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":01,"token":"d.e"})", nullptr);
    row("minus alone", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":-,"token":"d.e"})", nullptr);
    row("fraction", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":1.5,"token":"d.e"})", nullptr);
    row("no id", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":,"token":"d.e"})", nullptr);
    row("escape in the id", R"({"id":"x","token":"a.b.c"})", "\"x\"", R"({"id":"\u0041","token":"d.e"})", nullptr);
    row("escape in the token", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":1,"token":"d\u002ee"})", nullptr);
    row("token that is none", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":1,"token":null})", nullptr);
    row("token with a blank", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":1,"token":"d.e "})", nullptr);
    row("quote in the token", R"({"id":1,"token":"a.b.c"})", "1", R"({"id":1,"token":"d","iss":"e"})", nullptr);
}

void tst_scan_RequestLines::patterns()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, second);
    QFETCH(QByteArray, secondId);
    const auto line = RepeatedLine::of(first, id, "a.b.c");
    QVERIFY(line);
    QVERIFY(line->match(first));
    QCOMPARE(line->match(first)->token, "a.b.c");
    const auto values = line->match(second);
    QCOMPARE(values.has_value(), !secondId.isNull());
    if (values) {
        QCOMPARE(values->id, secondId);
        QCOMPARE(values->token, "d.e");
    }
    // What could be taken for another member makes no pattern.
    for (const char *more : {R"("x":{"token":"a.b.c"},)", R"("x":{"id":1},)", R"("x":"id",)", R"("y":"\u0041",)"}) {
        const QByteArray ambiguous = QByteArray(first).insert(1, more);
        if (ambiguous.count("\"id\"") != 1 || !QByteArrayView(more).contains("id"))
            QVERIFY2(!RepeatedLine::of(ambiguous, id, "a.b.c"), ambiguous.constData());
    }
}

void tst_scan_RequestLines::answersAsEachLineAlone_data()
{
    QTest::addColumn<QByteArray>("members"); // of every line
    QTest::newRow("key alone") << "\"jwk\":" + m_key;
    QTest::newRow("key set") << "\"jwks\":{\"keys\":[" + m_key + "]}";
    QTest::newRow("issuer and time") << R"("now":0,"iss":"a","jwk":)" + m_key;
    QTest::newRow("expired") << R"("now":99,"iss":"b","jwk":)" + m_key;
    QTest::newRow("audience that it does not have") << R"("aud":"x","jwk":)" + m_key;
    QTest::newRow("other algorithm") << R"("alg":"PS256","jwk":)" + m_key;
    QTest::newRow("any content") << R"("content":"any","jwk":)" + m_key;
    QTest::newRow("no key") << R"("note":"x")"_ba;
    QTest::newRow("two keys") << "\"jwk\":" + m_key + ",\"jwks\":{\"keys\":[" + m_key + "]}";
    QTest::newRow("option that is none") << R"("issuer":"a","jwk":)" + m_key;
}

void tst_scan_RequestLines::answersAsEachLineAlone()
{
    QFETCH(QByteArray, members);
    members.replace('\n', ' ');
    const QByteArrayList tokens{m_token, m_other,       m_forged,           m_token, "",
                                "x",     m_token + '.', m_other.chopped(1), m_other, m_other};
    RequestLines lines = stream();
    int number = 0;
    for (const QByteArray &token : tokens) {
        const QByteArray line =
            R"({"id":)" + QByteArray::number(++number) + R"(,"token":")" + token + "\"," + members + '}';
        QCOMPARE(lines.answer(line).json, alone(line));
    }
}

void tst_scan_RequestLines::keysOfLinesBefore()
{
    QByteArray foreign = m_key;
    char &digit = foreign[foreign.indexOf("\"n\"") + 20];
    digit = digit == 'A' ? 'B' : 'A';
    const QByteArray token = R"("token":")" + m_token + '"';
    const QByteArray set = R"({"keys":[)" + m_key + "]}";
    const QByteArrayList keys{R"("jwk":)" + m_key,   R"("jwk":)" + m_key, R"("jwk":)" + foreign, R"("jwk":)" + m_key,
                              R"("jwks":)" + m_key,  R"("jwks":)" + set,  R"("jwk":)" + set,     R"("jwks":)" + set,
                              R"("jwk":)" + foreign, R"("jwk":)" + m_key};
    RequestLines lines = stream();
    int verified = 0;
    for (const QByteArray &given : keys) {
        const QByteArray line = '{' + token + ',' + QByteArray(given).replace('\n', ' ') + '}';
        const inspector::BatchAnswer remembered = lines.answer(line);
        QCOMPARE(remembered.json, alone(line));
        verified += remembered.verified ? 1 : 0;
    }
    QCOMPARE(verified, 6);
}

void tst_scan_RequestLines::secretsAreNotKept()
{
    const QByteArray secret = R"(","secret":"0123456789abcdef0123456789abcdef"})";
    const QByteArray first = R"({"token":")" + m_smith.good() + secret;
    RequestLines lines = stream();
    QCOMPARE(lines.answer(first).json, alone(first));
    QVERIFY(RepeatedLine::of(first, "null", m_smith.good()));
    QVERIFY(!lines.remembers());
    const QByteArray second = R"({"token":")" + m_token + R"(","jwk":)" + QByteArray(m_key).replace('\n', ' ') + '}';
    QCOMPARE(lines.answer(second).json, alone(second));
    QVERIFY(lines.remembers());
}

QTEST_GUILESS_MAIN(tst_scan_RequestLines)
#include "tst_scan_RequestLines.moc"
