#include "CommandLine.h"

#include <QFile>
#include <QTest>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

// RFC 7515, appendix A.1.
constexpr const char *token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                              "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9p"
                              "c19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr const char *jwk =
    R"({"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"})";

QByteArray goodLine(const QByteArray &id)
{
    return "{\"id\":" + id + ",\"token\":\"" + token + "\",\"jwk\":" + jwk + "}\n";
}

} // namespace

class tst_app_Token : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreAnsweredInOrder();
    void anEmptyStreamIsDone();
    void anyBadLineIsAnswered_data();
    void anyBadLineIsAnswered();
    void answersComeWhenTheInputPauses();
    void overlongLinesDoNotStopTheRun();
    void aTokenIsExplained();
    void aKeyFileVerifies();
    void inspectMakesNoStore();
    void textsThatAreNoToken_data();
    void textsThatAreNoToken();

private:
    CommandLine m_line;
    const QStringList m_verify{u"token"_s, u"verify"_s, u"--jsonl"_s};
    const QStringList m_inspect{u"token"_s, u"inspect"_s, u"-"_s};
};

void tst_app_Token::linesAreAnsweredInOrder()
{
    QByteArray input;
    for (int i = 0; i < 3000; ++i)
        input += goodLine(QByteArray::number(i));
    const Ran ran = m_line.runPlain(m_verify, input);
    QVERIFY2(ran.exit == 0, ran.err.constData());
    const QList<QByteArray> lines = ran.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 3000);
    for (int i = 0; i < lines.size(); ++i) {
        const QJsonObject answer = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(answer[u"id"_s].toInt(-1), i);
        QCOMPARE(answer[u"verified"_s].toBool(), true);
    }
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first.keys(),
             (QStringList{u"claims"_s, u"form"_s, u"id"_s, u"reason"_s, u"signature"_s, u"time"_s, u"verified"_s}));
    QCOMPARE(first[u"time"_s].toString(), u"not-judged"_s);
}

void tst_app_Token::anEmptyStreamIsDone()
{
    const Ran ran = m_line.runPlain(m_verify);
    QCOMPARE(ran.exit, 0);
    QCOMPARE(ran.out, QByteArray());
}

void tst_app_Token::anyBadLineIsAnswered_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << "\n"_ba;
    QTest::newRow("not JSON") << "hello\n"_ba;
    QTest::newRow("an array") << "[1,2]\n"_ba;
    QTest::newRow("no token") << "{\"id\":1}\n"_ba;
    QTest::newRow("no key") << "{\"id\":1,\"token\":\"a.b.c\"}\n"_ba;
    QTest::newRow("NUL") << QByteArray("\0\0\n", 3);
    QTest::newRow("not UTF-8") << "{\"id\":\"\xff\"}\n"_ba;
    QTest::newRow("altered") << QByteArray(goodLine("1")).replace("dBjft", "dBjfu");
}

void tst_app_Token::anyBadLineIsAnswered()
{
    QFETCH(QByteArray, line);
    const Ran ran = m_line.runPlain(m_verify, line + goodLine("\"after\""));
    QCOMPARE(ran.exit, 1);
    const QList<QByteArray> lines = ran.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject bad = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(bad[u"verified"_s].toBool(true), false);
    QVERIFY(!bad[u"reason"_s].toString().isEmpty());
    const QJsonObject good = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(good[u"id"_s].toString(), u"after"_s);
    QCOMPARE(good[u"verified"_s].toBool(), true);
}

void tst_app_Token::answersComeWhenTheInputPauses()
{
    QProcess process;
    process.start(CommandLine::program(), m_verify);
    QVERIFY(process.waitForStarted());
    for (int i = 0; i < 3; ++i) {
        process.write(goodLine(QByteArray::number(i)));
        // The answer is there although the input has not ended.
        QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine() || process.waitForReadyRead(50), 20000);
        QVERIFY(process.readLine().contains("\"id\":" + QByteArray::number(i)));
    }
    // A last line without a line feed is a line.
    process.write(goodLine("9").trimmed());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(20000));
    QVERIFY(process.readAll().contains("\"id\":9"));
    QCOMPARE(process.exitCode(), 0);
}

void tst_app_Token::overlongLinesDoNotStopTheRun()
{
    const Ran ran = m_line.runPlain(m_verify, QByteArray(20 * 1024 * 1024, 'x') + '\n' + goodLine("2"));
    QCOMPARE(ran.exit, 1);
    const QList<QByteArray> lines = ran.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains("line-invalid"));
    QVERIFY(lines[1].contains("\"verified\":true"));
}

void tst_app_Token::aTokenIsExplained()
{
    const Ran text = m_line.runPlain(m_inspect, token);
    QVERIFY(text.out.contains("joe"));
    QVERIFY(text.out.contains("2011-03-22 18:43:00"));
    QVERIFY(text.out.contains("Signature not checked: no key: "));
    QVERIFY(text.out.contains("Expired"));
    QCOMPARE(text.exit, 1);
    const Ran json = m_line.runPlain(m_inspect + QStringList{u"--json"_s}, token);
    QCOMPARE(json.exit, 1);
    QCOMPARE(json.object()[u"verdict"_s].toString(), u"could-not-be-checked"_s);
    QCOMPARE(json.object()[u"payload"_s][u"exp"_s].toInt(), 1300819380);
    QCOMPARE(json.object()[u"time"_s].toString(), u"expired"_s);
    QVERIFY(json.object()[u"findings"_s].isArray());
}

void tst_app_Token::aKeyFileVerifies()
{
    QFile key(m_line.folder() + u"/key.json"_s);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.write(jwk);
    key.close();
    const Ran good = m_line.runPlain({u"token"_s, u"inspect"_s, u"--key"_s, key.fileName()}, token);
    QVERIFY2(good.exit == 0, good.all().constData());
    QVERIFY(good.out.contains("Expired: The signature is valid, but the token has expired."));
    const Ran missing = m_line.runPlain({u"token"_s, u"inspect"_s, u"--key"_s, u"/nowhere/key.pem"_s}, token);
    QCOMPARE(missing.exit, 1);
    QVERIFY(missing.err.contains("The file /nowhere/key.pem cannot be read."));
}

void tst_app_Token::inspectMakesNoStore()
{
    const CommandLine line;
    line.runPlain({u"token"_s, u"inspect"_s}, token);
    line.runPlain(m_verify, goodLine("1"));
    QVERIFY(!QFile::exists(line.folder() + u"/data/gatehouse"_s));
    const QString other = line.folder() + u"/other.gatehouse"_s;
    line.runPlain({u"--store"_s, other, u"token"_s, u"inspect"_s}, token);
    QVERIFY(!QFile::exists(other));
}

void tst_app_Token::textsThatAreNoToken_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("words") << "not a token"_ba;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + QByteArray(5000, '\xf3');
    QTest::newRow("20 MB") << "eyJ"_ba + QByteArray(20 * 1024 * 1024, 'a');
    QTest::newRow("a million dots") << QByteArray(1000000, '.');
    QTest::newRow("escape sequences") << "\x1b[2J\x1b]0;owned\x07"_ba;
}

void tst_app_Token::textsThatAreNoToken()
{
    QFETCH(QByteArray, input);
    const Ran ran = m_line.runPlain(m_inspect, input);
    QVERIFY2(ran.exit == 1, ran.err.constData());
    QVERIFY(ran.out.contains("what to do"));
    QVERIFY(!ran.all().contains('\x1b'));
    QVERIFY(ran.out.size() < 20000);
}

QTEST_GUILESS_MAIN(tst_app_Token)
#include "tst_app_Token.moc"
