#include "tests/inspector/TokenSmith.h"

#include <QElapsedTimer>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Structure, base64url and JSON: what is right, and that hostile texts are answered at once. What is wrong has its
/// rows in the tests of the catalogue.
class tst_inspector_Form : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verifiesWhatIsRight_data();
    void verifiesWhatIsRight();
    void answersHostileInputAtOnce_data();
    void answersHostileInputAtOnce();

private:
    TokenSmith m_smith;
};

namespace {

const QByteArray header = R"({"alg":"HS256"})";
const QByteArray payload = R"({"sub":"joe"})";

} // namespace

void tst_inspector_Form::verifiesWhatIsRight_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("form");
    const QByteArray good = m_smith.good();
    QTest::newRow("plain") << good << u"ok"_s;
    QTest::newRow("newline behind") << good + '\n' << u"repaired"_s;
    QTest::newRow("Bearer") << "Bearer " + good << u"repaired"_s;
    QTest::newRow("blanks inside the header's JSON") << m_smith.hs256("{ \"alg\" : \"HS256\" }", payload) << u"ok"_s;
    QTest::newRow("empty object as payload") << m_smith.hs256(header, "{}") << u"ok"_s;
    QTest::newRow("unknown header parameter") << m_smith.hs256(R"({"alg":"HS256","x":[1]})", payload) << u"ok"_s;
    QTest::newRow("b64 true with crit") << m_smith.hs256(R"({"alg":"HS256","b64":true,"crit":["b64"]})", payload)
                                        << u"ok"_s;
    QTest::newRow("bidi and markup in a claim") << m_smith.hs256(header, R"({"sub":"\u202e<img src=x>"})") << u"ok"_s;
    QTest::newRow("numbers past 2^63") << m_smith.hs256(header, R"({"n":123456789012345678901234567890})") << u"ok"_s;
}

void tst_inspector_Form::verifiesWhatIsRight()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, form);
    const TokenInspection inspection = m_smith.inspect(text);
    QCOMPARE(reasonCode(inspection.reason), u"verified"_s);
    QCOMPARE(formName(inspection.form), form);
    QCOMPARE(inspection.removed.isEmpty(), form == "ok"_L1);
    QCOMPARE(inspection.verdict(), Verdict::Verified);
}

void tst_inspector_Form::answersHostileInputAtOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    constexpr qsizetype mebi = 1024 * 1024;
    QTest::newRow("20 MB of a token") << "eyJhbGciOiJIUzI1NiJ9." + QByteArray(20 * mebi, 'a') + ".a";
    QTest::newRow("a million dots") << QByteArray(1000000, '.');
    QTest::newRow("a million dots, header first") << "eyJhbGciOiJIUzI1NiJ9" + QByteArray(1000000, '.');
    QTest::newRow("1 MB of NUL") << QByteArray(mebi, '\0');
    QTest::newRow("1 MB of eyJ") << "eyJ"_ba.repeated(mebi / 3);
    QTest::newRow("1 MB of quotes") << QByteArray(mebi, '"');
    QTest::newRow("1 MB of percent signs") << "%25"_ba.repeated(mebi / 3);
    QTest::newRow("1 MB of Bearer") << "Bearer "_ba.repeated(mebi / 7);
    QTest::newRow("1 MB of open braces") << QByteArray(mebi - 1, '{') + '}';
    QTest::newRow("1 MB of short lines") << "aa\n"_ba.repeated(mebi / 3);
    QTest::newRow("1 MB of zero width spaces") << "\xE2\x80\x8B"_ba.repeated(mebi / 3);
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) +
                                      QByteArray("\x00\xff.\x7f", 4).repeated(50000);
    QTest::newRow("header of 190 kB") << m_smith.hs256(R"({"alg":"HS256","x":")" + QByteArray(140000, 'x') + R"("})",
                                                       payload);
}

void tst_inspector_Form::answersHostileInputAtOnce()
{
    QFETCH(QByteArray, text);
    QElapsedTimer timer;
    timer.start();
    const TokenInspection inspection = m_smith.inspect(text);
    QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(inspection.isVerified(), QByteArrayView(QTest::currentDataTag()) == "header of 190 kB");
}

QTEST_GUILESS_MAIN(tst_inspector_Form)
#include "tst_inspector_Form.moc"
