#include "tests/inspector/TokenSmith.h"

#include <QElapsedTimer>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Structure, base64url and JSON: what the text is, before any key. The key given would verify every one of these, so a
/// row that comes out verified is a hole.
class tst_inspector_Form : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesForm_data();
    void judgesForm();
    void neverVerifiesMeasuredCases_data();
    void neverVerifiesMeasuredCases();
    void verifiesWhatIsRight_data();
    void verifiesWhatIsRight();
    void answersHostileInputAtOnce_data();
    void answersHostileInputAtOnce();
    void everyFindingHasItsEntry();

private:
    TokenSmith m_smith;
};

namespace {

const QByteArray header = R"({"alg":"HS256"})";
const QByteArray payload = R"({"sub":"joe"})";

} // namespace

void tst_inspector_Form::judgesForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("reason");

    const QByteArray good = m_smith.good();
    const QByteArray input = TokenSmith::part(header) + '.' + TokenSmith::part(payload);
    const qsizetype lastDot = good.lastIndexOf('.');
    const auto row = [](const char *name, const QByteArray &text, const char *form, const char *reason) {
        QTest::newRow(name) << text << QString::fromLatin1(form) << QString::fromLatin1(reason);
    };
    row("empty", "", "not-a-jwt", "not-a-token");
    row("spaces", "   ", "not-a-jwt", "not-a-token");
    row("NULs", QByteArray(5, '\0'), "not-a-jwt", "not-a-token");
    row("shortened", "eyJhbGciOiJIUzI1NiJ9...", "malformed", "shortened-copy");
    row("masked", good.left(lastDot + 1) + "****", "malformed", "shortened-copy");
    row("uuid", "123e4567-e89b-12d3-a456-426614174000", "not-a-jwt", "not-a-token");
    row("paseto", "v4.public.eyJzdWIiOiJqb2UifQ", "not-a-jwt", "not-a-token");
    row("reverse domain", "com.example.app", "not-a-jwt", "not-a-token");
    row("version number", "1.2.3", "not-a-jwt", "not-a-token");
    row("one part", TokenSmith::part(header), "malformed", "wrong-part-count");
    row("two parts", good.left(lastDot), "malformed", "wrong-part-count");
    row("four parts", good + ".YQ", "malformed", "wrong-part-count");
    row("leading dot", '.' + good, "malformed", "wrong-part-count");
    row("five parts", good + ".YQ.YQ", "encrypted", "encrypted");
    row("empty header", "." + TokenSmith::part(payload) + "." + good.mid(lastDot + 1), "malformed", "bad-header");
    row("empty payload", m_smith.mac(TokenSmith::part(header) + '.'), "malformed", "bad-payload");
    row("empty signature", input + '.', "ok", "signature-missing");
    row("SD-JWT", good + "~WyJzIl0~", "malformed", "bad-base64url");
    row("two tokens", good + '\n' + good, "not-a-jwt", "not-a-token");

    row("padded signature", good + '=', "malformed", "bad-base64url");
    row("padded payload", m_smith.mac(TokenSmith::part(header) + '.' + TokenSmith::part(payload) + "=="), "malformed",
        "bad-base64url");
    row("blank in payload", QByteArray(good).insert(good.indexOf('.') + 5, ' '), "malformed", "bad-base64url");
    row("percent in payload", QByteArray(good).insert(good.indexOf('.') + 5, '%'), "malformed", "bad-base64url");
    row("NUL in payload", QByteArray(good).insert(good.indexOf('.') + 5, '\0'), "malformed", "bad-base64url");
    row("length 1 modulo 4", m_smith.mac(TokenSmith::part(header) + ".e30AA"), "malformed", "bad-base64url");
    row("Cyrillic look-alike", QByteArray(good).replace(good.indexOf('.') + 4, 1, "\xD0\xB0"), "malformed",
        "bad-base64url");

    row("duplicate in header", m_smith.hs256(R"({"alg":"HS256","kid":"a","kid":"b"})", payload), "malformed",
        "bad-header");
    row("duplicate behind escape", m_smith.hs256(R"({"alg":"HS256","al\u0067":"none"})", payload), "malformed",
        "bad-header");
    row("nested duplicate", m_smith.hs256(R"({"alg":"HS256","x":{"a":1,"a":2}})", payload), "malformed", "bad-header");
    row("header a string", m_smith.hs256(R"("alg")", payload), "malformed", "bad-header");
    row("header with trailing data", m_smith.hs256(R"({"alg":"HS256"}{})", payload), "malformed", "bad-header");
    row("header with comment", m_smith.hs256(R"({"alg":"HS256"/**/})", payload), "malformed", "bad-header");
    row("payload an array", m_smith.hs256(header, "[1]"), "not-a-jwt", "bad-payload");
    row("payload true", m_smith.hs256(header, "true"), "not-a-jwt", "bad-payload");
    row("payload a number", m_smith.hs256(header, "1"), "not-a-jwt", "bad-payload");
    row("payload with NaN", m_smith.hs256(header, R"({"exp":NaN})"), "malformed", "bad-payload");
    row("payload with Infinity", m_smith.hs256(header, R"({"exp":-Infinity})"), "malformed", "bad-payload");
    row("payload with trailing comma", m_smith.hs256(header, R"({"a":1,})"), "malformed", "bad-payload");
    row("payload in single quotes", m_smith.hs256(header, "{'a':1}"), "malformed", "bad-payload");
    row("payload with leading zero", m_smith.hs256(header, R"({"exp":017})"), "malformed", "bad-payload");
    row("payload not UTF-8", m_smith.hs256(header, "{\"a\":\"\xFF\"}"), "malformed", "bad-payload");
    row("payload overlong UTF-8", m_smith.hs256(header, "{\"a\":\"\xC0\xAF\"}"), "malformed", "bad-payload");
    row("payload lone surrogate", m_smith.hs256(header, R"({"a":"\ud800"})"), "malformed", "bad-payload");
    row("payload with BOM", m_smith.hs256(header, "\xEF\xBB\xBF{}"), "malformed", "bad-payload");
    row("payload control character", m_smith.hs256(header, "{\"a\":\"\x01\"}"), "malformed", "bad-payload");
    row("payload nested 1000", m_smith.hs256(header, "{\"a\":" + QByteArray(1000, '[') + QByteArray(1000, ']') + '}'),
        "malformed", "bad-payload");
}

void tst_inspector_Form::judgesForm()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, form);
    QFETCH(QString, reason);
    const TokenInspection inspection = m_smith.inspect(text);
    QCOMPARE(formName(inspection.form), form);
    QCOMPARE(reasonCode(inspection.reason), reason);
    QVERIFY(!inspection.isVerified());
    QVERIFY(inspection.verdict() != Verdict::Verified);
}

void tst_inspector_Form::neverVerifiesMeasuredCases_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("alg twice, none first") << m_smith.hs256(R"({"alg":"none","alg":"HS256"})", payload);
    QTest::newRow("alg twice, none last") << m_smith.hs256(R"({"alg":"HS256","alg":"none"})", payload);
    QTest::newRow("BOM before header") << m_smith.hs256("\xEF\xBB\xBF" + header, payload);
    QTest::newRow("header not UTF-8") << m_smith.hs256("{\"alg\":\"HS256\",\"x\":\"\xFF\"}", payload);
    QByteArray wide;
    for (const char c : header)
        wide.append(c).append('\0');
    QTest::newRow("header UTF-16") << m_smith.hs256(wide, payload);
    QTest::newRow("header an array") << m_smith.hs256(R"([{"alg":"HS256"}])", payload);
    QTest::newRow("crit unknown") << m_smith.hs256(R"({"alg":"HS256","crit":["x"],"x":1})", payload);
    QTest::newRow("crit empty") << m_smith.hs256(R"({"alg":"HS256","crit":[]})", payload);
    QTest::newRow("crit names alg") << m_smith.hs256(R"({"alg":"HS256","crit":["alg"]})", payload);
    QTest::newRow("crit a string") << m_smith.hs256(R"({"alg":"HS256","crit":"alg"})", payload);
    QTest::newRow("crit absent") << m_smith.hs256(R"({"alg":"HS256","crit":["y"]})", payload);
    QTest::newRow("b64 false without crit") << m_smith.hs256(R"({"alg":"HS256","b64":false})", payload);
    QTest::newRow("padding on header") << m_smith.mac(TokenSmith::part(R"({"alg":"HS256" })") + "==." +
                                                      TokenSmith::part(payload));
    QTest::newRow("standard alphabet in payload") << m_smith.mac(TokenSmith::part(header) + ".eyJhIjoifn5+Pz8/In0");
    QTest::newRow("padding on signature") << m_smith.good() + '=';
    QByteArray loose = m_smith.good();
    loose.back() = static_cast<char>(loose.back() + 1); // the last character carries two bits that must be zero
    QTest::newRow("leftover bits in signature") << loose;
    QTest::newRow("alg hs256") << m_smith.hs256(R"({"alg":"hs256"})", payload);
    QTest::newRow("alg missing") << m_smith.hs256(R"({"typ":"JWT"})", payload);
    QTest::newRow("kid a number") << m_smith.hs256(R"({"alg":"HS256","kid":1})", payload);
    QTest::newRow("10000 nested arrays in header")
        << m_smith.hs256(R"({"alg":"HS256","x":)" + QByteArray(10000, '[') + QByteArray(10000, ']') + '}', payload);
}

void tst_inspector_Form::neverVerifiesMeasuredCases()
{
    QFETCH(QByteArray, text);
    const TokenInspection inspection = m_smith.inspect(text);
    QVERIFY(!inspection.isVerified());
    QVERIFY(inspection.reason != Reason::Verified);
    QVERIFY2(inspection.reason != Reason::SignatureWrong,
             "the row must be refused for what it is, not for its signature");
}

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
    QTest::newRow("1 MB of eyJ") << QByteArray("eyJ").repeated(mebi / 3);
    QTest::newRow("1 MB of quotes") << QByteArray(mebi, '"');
    QTest::newRow("1 MB of percent signs") << QByteArray("%25").repeated(mebi / 3);
    QTest::newRow("1 MB of Bearer") << QByteArray("Bearer ").repeated(mebi / 7);
    QTest::newRow("1 MB of open braces") << QByteArray(mebi - 1, '{') + '}';
    QTest::newRow("1 MB of short lines") << QByteArray("aa\n").repeated(mebi / 3);
    QTest::newRow("1 MB of zero width spaces") << QByteArray("\xE2\x80\x8B").repeated(mebi / 3);
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

void tst_inspector_Form::everyFindingHasItsEntry()
{
    const QStringList ids = findingIds();
    for (const QString &id : ids) {
        const Finding finding = makeFinding(QLatin1StringView(id.toLatin1()), u"x"_s, {u"y"_s});
        QCOMPARE(finding.id, id);
        QCOMPARE(ids.count(id), 1);
    }
}

QTEST_GUILESS_MAIN(tst_inspector_Form)
#include "tst_inspector_Form.moc"
