#include "models/inspector/TokenCleaner.h"
#include "models/inspector/TokenShape.h"
#include "tests/inspector/TokenSmith.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace Qt::StringLiterals;

class tst_inspector_TokenCleaner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void removesWhatStandsAround_data();
    void removesWhatStandsAround();
    void leavesFaultsToTheParser_data();
    void leavesFaultsToTheParser();
    void choosesNeverAmongSeveral_data();
    void choosesNeverAmongSeveral();
    void countsParts_data();
    void countsParts();
    void namesOtherFamilies_data();
    void namesOtherFamilies();

private:
    static QByteArray wrapped(qsizetype width, const QByteArray &lineEnd, const QByteArray &prefix = {});
    static QByteArray percentEncoded(const QByteArray &text);
};

namespace {

// Its header says HS256; long enough to be wrapped.
const QByteArray token =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjgwODAvIiwic3ViIjoiam9lIiwiYXVkIjoiaHR0cHM6Ly9hcGkuZXhhbXBsZS5jb20i."
    "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";

} // namespace

QByteArray tst_inspector_TokenCleaner::wrapped(qsizetype width, const QByteArray &lineEnd, const QByteArray &prefix)
{
    QByteArray out;
    for (qsizetype at = 0; at < token.size(); at += width)
        out += prefix + token.mid(at, width) + lineEnd;
    return out;
}

QByteArray tst_inspector_TokenCleaner::percentEncoded(const QByteArray &text)
{
    return QByteArray(text).replace('%', "%25").replace('.', "%2E").replace('=', "%3D").replace(' ', "%20");
}

void tst_inspector_TokenCleaner::removesWhatStandsAround_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("removed");

    QTest::newRow("nothing around") << token << u""_s;
    QByteArray wide;
    for (const char c : "t: "_ba + token)
        wide += QByteArray(1, c) + '\0';
    QTest::newRow("UTF-16 with its mark") << "\xFF\xFE" + wide << u"utf-16 surrounding-text"_s;
    QTest::newRow("UTF-16 without") << wide << u"blanks surrounding-text utf-16"_s;
    QTest::newRow("blanks") << "  \t" + token + "\r\n" << u"blanks"_s;
    QTest::newRow("NUL behind") << token + '\0' << u"blanks"_s;
    QTest::newRow("no-break space") << "\xC2\xA0" + token + "\xC2\xA0" << u"blanks"_s;
    QTest::newRow("zero width space") << "\xE2\x80\x8B" + token << u"invisible-characters"_s;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + token << u"byte-order-mark"_s;
    QTest::newRow("Bearer") << "Bearer " + token << u"bearer-prefix"_s;
    QTest::newRow("bearer") << "bearer " + token << u"bearer-prefix"_s;
    QTest::newRow("BEARER and two blanks") << "BEARER  " + token << u"bearer-prefix"_s;
    QTest::newRow("DPoP") << "DPoP " + token << u"dpop-prefix"_s;
    QTest::newRow("JWT") << "JWT " + token << u"jwt-prefix"_s;
    QTest::newRow("header field") << "Authorization: Bearer " + token << u"authorization-header bearer-prefix"_s;
    QTest::newRow("single quotes") << '\'' + token + '\'' << u"quotes"_s;
    QTest::newRow("double quotes") << '"' + token + '"' << u"quotes"_s;
    QTest::newRow("backticks") << '`' + token + '`' << u"quotes"_s;
    QTest::newRow("typographic quotes") << "\xE2\x80\x9C" + token + "\xE2\x80\x9D" << u"quotes"_s;
    QTest::newRow("angle brackets") << '<' + token + '>' << u"brackets"_s;
    QTest::newRow("round brackets") << '(' + token + ')' << u"brackets"_s;
    QTest::newRow("comma") << token + ',' << u"punctuation"_s;
    QTest::newRow("quotes and comma") << '"' + token + "\"," << u"quotes punctuation"_s;
    QTest::newRow("semicolon") << token + ';' << u"punctuation"_s;
    QTest::newRow("full stop of a sentence") << token + '.' << u"punctuation"_s;
    QTest::newRow("wrapped at 64") << wrapped(64, "\n") << u"blanks line-breaks"_s;
    QTest::newRow("wrapped at 76 with CRLF") << wrapped(76, "\r\n") << u"blanks line-breaks"_s;
    QTest::newRow("a line of text behind") << token + "\nRegards" << u"surrounding-text"_s;
    QTest::newRow("wrapped, and a line of text behind")
        << wrapped(64, "\n") + "Regards" << u"surrounding-text line-breaks"_s;
    QTest::newRow("wrapped with CRLF, and lines of text behind") << wrapped(64, "\r\n") + "Regards\r\nJoe\r\n"
                                                                 << u"blanks surrounding-text line-breaks"_s;
    QTest::newRow("mail quoting") << wrapped(64, "\n", "> ") << u"blanks mail-quoting line-breaks"_s;
    QTest::newRow("soft hyphens at the breaks")
        << wrapped(64, "\xC2\xAD\n") << u"blanks invisible-characters line-breaks"_s;
    QTest::newRow("a part a line") << QByteArray(token).replace('.', ".\n") << u"line-breaks"_s;
    QTest::newRow("percent-encoded") << percentEncoded(token) << u"percent-encoding"_s;
    QTest::newRow("percent-encoded twice") << percentEncoded(percentEncoded(token)) << u"percent-encoding"_s;
    QTest::newRow("Bearer, percent-encoded")
        << percentEncoded("Bearer " + token) << u"bearer-prefix percent-encoding"_s;
    QTest::newRow("token response") << R"({"access_token":")" + token + R"(","expires_in":86400})" << u"json"_s;
    QTest::newRow("token response with escaped dots")
        << R"({"access_token":")" + QByteArray(token).replace('.', "\\u002e") + R"("})" << u"json"_s;
    QTest::newRow("fragment") << "https://a.example/cb#access_token=" + token + "&state=1" << u"parameter"_s;
    QTest::newRow("form body") << "access_token=" + token << u"parameter"_s;
    QTest::newRow("cookie") << "Cookie: theme=dark; session=" + token + "; lang=en" << u"surrounding-text"_s;
    QTest::newRow("curl line") << "curl -H 'authorization: Bearer " + token + "' https://a.example/"
                               << u"surrounding-text"_s;
    QTest::newRow("part of an address") << "https://a.example/verify/" + token + "/x" << u"surrounding-text"_s;
    QTest::newRow("part of an address with a query")
        << "https://a.example/verify/" + token + "?x=1" << u"surrounding-text"_s;
    QTest::newRow("address with escaped ampersands")
        << "https://a.example/?a=1\\u0026token=" + token + "\\u0026b=2" << u"surrounding-text"_s;
    QTest::newRow("address in a parameter")
        << "b=" + ("https://a.example/?token=" + token + "&x=1").toPercentEncoding() << u"surrounding-text"_s;
    QTest::newRow("address in a parameter of an address in a parameter")
        << "c=" + ("b=" + ("https://a.example/?token=" + token + "&x=1").toPercentEncoding()).toPercentEncoding()
        << u"surrounding-text"_s;
    QTest::newRow("dots as another language escapes them")
        << '"' + QByteArray(token).replace('.', "\\x2e") + '"' << u"quotes json-escape"_s;
    const QByteArrayList parts = token.split('.');
    QTest::newRow("each part in a color")
        << "\x1B[31m" + parts[0] + "\x1B[0m.\x1B[1;32m" + parts[1] + "\x1B[0m.\x1B[34m" + parts[2] + "\x1B[0m"
        << u"surrounding-text invisible-characters"_s;
    QTest::newRow("in a color") << "token: \x1B[31m" + token + "\x1B[0m and more" << u"surrounding-text"_s;
    QTest::newRow("sentence") << "The token is " + token + ". It fails." << u"surrounding-text"_s;
}

void tst_inspector_TokenCleaner::removesWhatStandsAround()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, removed);
    const CleanedText cleaned = cleanText(text);
    QCOMPARE(cleaned.token, token);
    QCOMPARE(removalNames(cleaned.removed).join(u' '), removed);
    QVERIFY(!cleaned.tooLarge);
}

void tst_inspector_TokenCleaner::leavesFaultsToTheParser_data()
{
    QTest::addColumn<QByteArray>("text");

    QByteArray blankInside = token;
    blankInside.insert(60, ' ');
    QTest::newRow("blank inside a part") << blankInside;
    QByteArray lineInside = token;
    lineInside.insert(20, '\n');
    QTest::newRow("one line break at no wrap") << lineInside;
    QTest::newRow("padding") << token + '=';
    QTest::newRow("padding of two") << token + "==";
    QTest::newRow("percent-encoded letters") << QByteArray(token).replace('A', "%41");
    QTest::newRow("percent-encoded three times") << percentEncoded(percentEncoded(percentEncoded(token)));
    QTest::newRow("standard alphabet") << QByteArray(token).replace('-', '+').replace("q83v", "q8/v");
    QTest::newRow("ellipsis") << "eyJhbGciOiJIUzI1NiJ9..."_ba;
    QTest::newRow("leading dot") << '.' + token;
    QTest::newRow("two full stops") << token + "..";
    QTest::newRow("empty signature") << token.left(token.lastIndexOf('.') + 1);
    QTest::newRow("text behind") << token + " and more";
    QTest::newRow("a line behind one without its end") << token.chopped(5) + "\nRegards";
}

void tst_inspector_TokenCleaner::leavesFaultsToTheParser()
{
    QFETCH(QByteArray, text);
    const CleanedText cleaned = cleanText(text);
    QVERIFY(cleaned.token != token);
}

void tst_inspector_TokenCleaner::choosesNeverAmongSeveral_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("two lines") << token + '\n' + token;
    QTest::newRow("two words") << token + ' ' + token;
    QTest::newRow("two members") << R"({"access_token":")" + token + R"(","id_token":")" + token + R"("})";
    QTest::newRow("two parameters") << "access_token=" + token + "&id_token=" + token;
}

void tst_inspector_TokenCleaner::choosesNeverAmongSeveral()
{
    QFETCH(QByteArray, text);
    QCOMPARE(cleanText(text).tokens, 2);
}

void tst_inspector_TokenCleaner::countsParts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("looks");
    const QByteArray part = "eyJhbGciOiJIUzI1NiJ9";
    QTest::newRow("one") << part << false;
    QTest::newRow("two") << part + ".a" << false;
    QTest::newRow("three") << part + ".a.b" << true;
    QTest::newRow("four") << part + ".a.b.c" << false;
    QTest::newRow("five") << part + ".a.b.c.d" << true;
    QTest::newRow("six") << part + ".a.b.c.d.e" << false;
    QTest::newRow("padding") << part + ".a.b=" << false;
    QTest::newRow("another start") << "com.example.application.name"_ba << false;
}

void tst_inspector_TokenCleaner::countsParts()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, looks);
    QCOMPARE(looksLikeToken(text), looks);
}

void tst_inspector_TokenCleaner::namesOtherFamilies_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("family");
    QTest::newRow("uuid") << "123e4567-e89b-12d3-a456-426614174000"_ba << u"UUID"_s;
    QTest::newRow("paseto") << "v4.public.eyJzdWIiOiJqb2UifQ"_ba << u"PASETO"_s;
    QTest::newRow("fernet") << "gAAAAABabc"_ba << u"Fernet"_s;
    QTest::newRow("github") << "ghp_abcdef"_ba << u"GitHub token"_s;
    QTest::newRow("opaque") << "z7xFtk3YVjjmtlncdYH9JD2raHngvpiQ"_ba << u"opaque token"_s;
    QTest::newRow("Flask") << "eyJ1c2VyX2lkIjoxfQ.Zx8a9g.3mYb1xkq0Jc1l9o2mJtP0s8pQ2c"_ba
                           << u"Flask session (itsdangerous)"_s;
    QTest::newRow("Flask, compressed")
        << ".eJwlzjEOwzAIQNG7MHcA22CTy0TYgNo1aaaqd2-kTv__Ax8.Zx8a9g.3mYb1xkq0Jc1l9o2mJtP0s8pQ2c"_ba
        << u"Flask session (itsdangerous)"_s;
    QTest::newRow("a header without an algorithm") << "eyJ0eXAiOiJKV1QifQ.e30.3mYb1xkq0Jc1l9o2mJtP0s8pQ2c"_ba << u""_s;
    QTest::newRow("nothing known") << "com.example.app"_ba << u""_s;
}

void tst_inspector_TokenCleaner::namesOtherFamilies()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, family);
    QCOMPARE(knownFamily(text), family);
}

QTEST_GUILESS_MAIN(tst_inspector_TokenCleaner)
#include "tst_inspector_TokenCleaner.moc"
