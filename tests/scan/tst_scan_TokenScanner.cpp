#include "models/jose/Base64Url.h"
#include "models/scan/TokenScanner.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::scan;
using namespace Qt::StringLiterals;

namespace {

QByteArray part(QByteArrayView bytes)
{
    return jose::encodeBase64Url(bytes);
}

/// HS256 by its header; nobody verifies here.
QByteArray jws(int number = 0)
{
    return part(R"({"alg":"HS256","typ":"JWT"})") + '.' +
           part(R"({"sub":"auth0|5f7c8ec7c33c6c004bbafe82","scope":"read:messages","n":)" + QByteArray::number(number) +
                "}") +
           '.' + part(QByteArray(32, static_cast<char>('a' + number % 20)));
}

QByteArray jwe()
{
    return part(R"({"alg":"dir","enc":"A256GCM"})") + ".." + part(QByteArray(12, 'i')) + '.' +
           part(QByteArray(700, 'c')) + '.' + part(QByteArray(16, 't'));
}

QByteArray wrapped(const QByteArray &text, qsizetype width, const QByteArray &lineBreak)
{
    QByteArray out;
    for (qsizetype at = 0; at < text.size(); at += width)
        out += (at ? lineBreak : QByteArray()) + text.mid(at, width);
    return out;
}

QList<FoundToken> scanAll(const QByteArray &bytes, qsizetype piece = 0)
{
    QList<FoundToken> found;
    TokenScanner scanner([&found](FoundToken &&token) { found.append(std::move(token)); });
    if (piece == 0)
        scanner.feed(bytes);
    for (qsizetype at = 0; piece > 0 && at < bytes.size(); at += piece)
        scanner.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
    scanner.finish();
    return found;
}

qint64 stepsFor(const QByteArray &bytes)
{
    TokenScanner scanner([](FoundToken &&) {});
    scanner.feed(bytes);
    scanner.finish();
    return scanner.steps();
}

QByteArrayList tokensOf(const QList<FoundToken> &found)
{
    QByteArrayList list;
    for (const FoundToken &token : found)
        list.append(token.token);
    return list;
}

} // namespace

class tst_scan_TokenScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void doesNotFind_data();
    void doesNotFind();
    void tellsThePlace();
    void tellsTheName_data();
    void tellsTheName();
    void readsHars();
    void piecesMakeNoDifference_data();
    void piecesMakeNoDifference();
    void rangesMakeNoDifference();
    void isLinear_data();
    void isLinear();
};

void tst_scan_TokenScanner::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    QTest::addColumn<QString>("through");
    const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &tokens,
                        const char *through = "") {
        QTest::newRow(name) << text << tokens << QString::fromLatin1(through);
    };
    const QByteArray a = jws(1);
    const QByteArray b = jws(2);
    const auto replaced = [](QByteArray text, const char *what, const char *with) { return text.replace(what, with); };
    row("alone", a, {a});
    row("a line each", a + '\n' + b + '\n', {a, b});
    row("a line each, of one width", wrapped(a, 1000, "") + "\r\n" + wrapped(a, 1000, "") + "\r\n", {a, a});
    row("in a header", "GET / HTTP/1.1\r\nAuthorization: Bearer " + a + "\r\nHost: x\r\n", {a});
    row("at the end of a sentence", "See " + a + ". It is good.", {a});
    row("in quotes and brackets", "<a href='?t=" + a + "'>(\"" + b + "\")</a>", {a, b});
    row("behind letters", "key" + a, {a});
    row("behind an escaped line feed", "{\"m\":\"x\\n" + a + "\"}", {a});
    row("behind a percent escape", "token%3D" + a + "%26x", {a});
    row("in CSV", "1," + a + "," + b + ",x\n", {a, b});
    row("empty signature", "x " + part(R"({"alg":"none"})") + '.' + part("{}") + ". y",
        {part(R"({"alg":"none"})") + '.' + part("{}") + '.'});
    row("a header with blanks", part("{ \"alg\": \"HS256\" }") + ".e30.AAAA",
        {part("{ \"alg\": \"HS256\" }") + ".e30.AAAA"});
    row("a header over lines", part("{\n\"alg\": \"HS256\"\n}") + ".e30.AAAA",
        {part("{\n\"alg\": \"HS256\"\n}") + ".e30.AAAA"});
    row("JWE", "Cookie: appSession=" + jwe() + "; x=1", {jwe()});
    row("SD-JWT", a + "~WyJhIiwiYiIsMV0~WyJjIiwiZCIsMl0~ ", {a + "~WyJhIiwiYiIsMV0~WyJjIiwiZCIsMl0~"});
    row("SD-JWT with a key binding", a + "~WyJhIiwiYiIsMV0~" + b, {a + "~WyJhIiwiYiIsMV0~" + b});
    row("four parts", a + ".AAAA ", {a + ".AAAA"});
    row("padding inside", part(R"({"alg":"HS256"})") + "==.e30=.AAAA", {part(R"({"alg":"HS256"})") + "==.e30=.AAAA"});
    row("percent-encoded", "x=" + replaced(a, ".", "%2E"), {a}, "percent-encoding");
    row("percent-encoded, small letters", "x=" + replaced(a, ".", "%2e"), {a}, "percent-encoding");
    row("percent-encoded twice", "x=" + replaced(a, ".", "%252E"), {a}, "percent-encoding");
    row("JSON-escaped", "{\"t\":\"" + replaced(a, ".", "\\u002e") + "\"}", {a}, "json-escape");
    row("JSON in JSON", "\"{\\\"t\\\":\\\"" + replaced(a, ".", "\\\\u002E") + "\\\"}\"", {a}, "json-escape");
    row("wrapped at 64", wrapped(a, 64, "\n") + "\n\nBye", {a}, "line-breaks");
    row("wrapped at 76, CRLF", "Hello\r\n" + wrapped(a, 76, "\r\n") + "\r\nBye bye\r\n", {a}, "line-breaks");
    row("wrapped, words behind a field", wrapped("Authorization: Bearer " + a, 76, "\n") + "\n", {a}, "line-breaks");
    row("wrapped at 50, at the line's beginning", "\n" + wrapped(a, 50, "\n") + "\n", {a}, "line-breaks");
    row("wrapped, then another", wrapped(a, 76, "\n") + '\n' + wrapped(b, 76, "\n"), {a, b}, "line-breaks");
    row("mail quoting", "> " + wrapped(a, 76, "\n> ") + "\n> Bye", {a}, "line-breaks");
    row("mail quoting twice", ">> " + wrapped(a, 72, "\n>> ") + "\n", {a}, "line-breaks");
    row("folded header", "X-Token:\r\n " + wrapped(a, 75, "\r\n ") + "\r\nHost: x", {a}, "line-breaks");
    row("quoted-printable", wrapped(a, 75, "=\r\n") + "\r\n", {a}, "quoted-printable");
    row("quoted-printable, broken in the first letters", "Token: e=\ny=\n" + a.sliced(2), {a}, "quoted-printable");
    row("quoted-printable full stops", "t: " + replaced(a, ".", "=2E"), {a}, "quoted-printable");
    row("soft hyphens", wrapped(a, 30, "\xC2\xAD"), {a}, "invisible-characters");
    const QByteArray big = jwe();
    row("chunked cookies",
        "Cookie: a=1; s.0=" + big.first(400) + "; s.1=" + big.sliced(400, 300) + "; s.2=" + big.sliced(700) + "; b=2",
        {big}, "cookie-chunks");
    row("chunked cookies apart",
        "Set-Cookie: s.0=" + big.first(400) + "; Path=/; Secure\r\nSet-Cookie: s.1=" + big.sliced(400) + "; Path=/\r\n",
        {big}, "cookie-chunks");
    row("chunked cookies in a jar",
        "h\tTRUE\t/\tTRUE\t0\ts.0\t" + big.first(400) + "\nh\tTRUE\t/\tTRUE\t0\ts.1\t" + big.sliced(400) + "\n", {big},
        "cookie-chunks");
    row("chunked cookies in a HAR",
        R"([{"name": "s.0", "value": ")" + big.first(400) + R"("}, {"name": "s.1", "value": ")" + big.sliced(400) +
            "\"}]",
        {big}, "cookie-chunks");
    row("encoded once more", "data:\n  token: " + a.toBase64() + "\n  ca.crt: AAAA\n", {a}, "base64");
    row("encoded once more, with a line feed", "token: " + (a + '\n').toBase64(), {a}, "base64");
    row("encoded once more, the other alphabet",
        "t=" + a.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + "&x", {a}, "base64");
    row("a JWE, encoded once more", jwe().toBase64(), {jwe()}, "base64");
    row("behind one that is encoded", a.toBase64() + ' ' + b, {a, b}, "base64");
    row("chunks with another token between", "s.0=" + a.first(90) + "; id=" + b + "; s.1=" + a.sliced(90) + ";", {a, b},
        "cookie-chunks");
}

void tst_scan_TokenScanner::finds()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, tokens);
    QFETCH(QString, through);
    const QList<FoundToken> found = scanAll(text);
    QCOMPARE(tokensOf(found), tokens);
    QCOMPARE(transportNames(found.constFirst().through).join(u' '), through);
}

void tst_scan_TokenScanner::doesNotFind_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("zeros", QByteArray(5000, '\0'));
    row("a package", "com.example.app com.example.eyes.app key.eye.ewer");
    row("a version", "1.2.3 v4.5.6-rc.1 10.0.0.1");
    row("dots", QByteArray(5000, '.'));
    row("base64 of JSON", "cursor=" + part(R"({"id":1,"after":"x"})"));
    row("base64 of JSON, dotted", part(R"({"id":1,"after":"x"})") + ".e30.AAAA");
    row("eyJ and dots", "eyJ.eyJ.eyJ");
    row("a shortened copy", "eyJhbGciOi...");
    row("a masked one", part(R"({"alg":"HS256"})") + ".***.***");
    row("one dot", part(R"({"alg":"HS256"})") + ".e30");
    row("two dots apart", part(R"({"alg":"HS256"})") + " . . ");
    row("PASETO", "v4.public." + part(QByteArray(100, 'x')));
    row("encoded, in the middle of a run", "AAAA" + jws(1).toBase64());
    row("encoded, and more behind it", (jws(1) + " and words").toBase64());
    row("encoded JSON", QByteArray(R"(eyJhIjoxfQ)").toBase64());
    row("not JSON behind the brace", part("{\"alg this is text") + ".AAAA.BBBB");
}

void tst_scan_TokenScanner::doesNotFind()
{
    QFETCH(QByteArray, text);
    QCOMPARE(tokensOf(scanAll(text)), QByteArrayList());
}

void tst_scan_TokenScanner::tellsThePlace()
{
    const QList<FoundToken> found = scanAll("first\nsecond " + jws(1) + "\n\n\"" + jws(2) + "\"\n");
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].place.offset, 13);
    QCOMPARE(found[0].place.line, 2);
    QCOMPARE(found[0].place.entry, -1);
    QCOMPARE(found[1].place.offset, 13 + jws(1).size() + 3);
    QCOMPARE(found[1].place.line, 4);
}

void tst_scan_TokenScanner::tellsTheName_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("name");
    QTest::newRow("header") << QByteArray("\r\nAuthorization: Bearer ") << u"Authorization"_s;
    QTest::newRow("curl") << QByteArray("curl -H 'authorization: bearer ") << u"authorization"_s;
    QTest::newRow("cookie") << QByteArray("Cookie: a=b; session=") << u"session"_s;
    QTest::newRow("query") << QByteArray("/cb?x=1&id_token=") << u"id_token"_s;
    QTest::newRow("query, encoded") << QByteArray("%26id_token%3D") << u"id_token"_s;
    QTest::newRow("JSON") << QByteArray("{\"a\":1,\"access_token\": \"") << u"access_token"_s;
    QTest::newRow("JSON in JSON") << QByteArray("\"{\\\"access_token\\\":\\\"") << u"access_token"_s;
    QTest::newRow("HAR") << QByteArray(R"({"name":"Authorization","value":"Bearer )") << u"Authorization"_s;
    QTest::newRow("HAR, value first") << QByteArray(R"({"name":"x","value":"y"},{"value":")") << u"value"_s;
    QTest::newRow("jar") << QByteArray("example.com\tTRUE\t/\tTRUE\t0\tsession\t") << u"session"_s;
    QTest::newRow("none") << QByteArray("look here ") << QString();
    // A token in front is no name: names are exported, and signatures are not.
    QTest::newRow("a token in front") << jws(1) + '\t' << QString();
    QTest::newRow("a short token in front") << QByteArray("eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl\t") << QString();
    QTest::newRow("a token as a parameter's name") << jws(1) + '=' << QString();
    QTest::newRow("a token as a member's name") << "{\"" + jws(1) + "\":\"" << QString();
    QTest::newRow("a token as a name in a HAR") << R"({"name":")" + jws(1) + R"(","value":")" << u"value"_s;
    QTest::newRow("a name of 100 letters") << QByteArray(100, 'n') + '=' << QString(100, u'n');
    QTest::newRow("a name of 101 letters") << QByteArray(101, 'n') + '=' << QString();
}

void tst_scan_TokenScanner::tellsTheName()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, name);
    const QList<FoundToken> found = scanAll(before + jws());
    QVERIFY(!found.isEmpty());
    QCOMPARE(found.constLast().token, jws());
    QCOMPARE(found.constLast().place.name, name);
}

void tst_scan_TokenScanner::readsHars()
{
    const QByteArray body = "{\"access_token\":\"" + jws(3) + "\",\"x\":1}";
    const QByteArray har = R"({"log":{"version":"1.2","creator":{"name":"x"},"entries":[)"
                           R"({"startedDateTime":"x","request":{"headers":[{"name":"Authorization","value":"Bearer )" +
                           jws(1) +
                           R"("}]},)"
                           R"("response":{"content":{"text":"{\"t\":\")" +
                           jws(2) +
                           R"(\"}"}}},)"
                           R"({"request" : {"url":"x"},"response":{"content":{"mimeType":"application/json","text":")" +
                           body.toBase64().replace("/", "\\/") +
                           R"(","encoding":"base64"}}},)"
                           R"({"request":{"cookies":[{"name":"s","value":")" +
                           jws(4) + R"("}]}}]}})";
    for (const qsizetype piece : {qsizetype{0}, qsizetype{1}, qsizetype{7}, qsizetype{64}}) {
        QList<FoundToken> found = scanAll(har, piece);
        std::ranges::sort(found, {}, [](const FoundToken &token) { return token.place.offset; });
        QCOMPARE(tokensOf(found), (QByteArrayList{jws(1), jws(2), jws(3), jws(4)}));
        QList<int> entries;
        for (const FoundToken &token : std::as_const(found))
            entries.append(token.place.entry);
        QCOMPARE(entries, (QList<int>{0, 0, 1, 2}));
        QCOMPARE(found[2].through, Transports(Transport::Base64Body));
        QCOMPARE(found[2].place.name, u"access_token"_s);
        QCOMPARE(found[3].place.name, u"s"_s);
    }
}

void tst_scan_TokenScanner::piecesMakeNoDifference_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 2, 3, 63, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200000})
        QTest::addRow("%d bytes", piece) << piece;
}

void tst_scan_TokenScanner::piecesMakeNoDifference()
{
    QFETCH(int, piece);
    QByteArray text;
    QByteArrayList tokens;
    for (int i = 0; i < 1500; ++i) {
        const QByteArray token = jws(i);
        tokens.append(token);
        text += "line " + QByteArray::number(i) + " token=" +
                (i % 4 == 0   ? token
                 : i % 4 == 1 ? QByteArray(token).replace(".", "%2E")
                 : i % 4 == 2 ? token.toBase64()
                              : "\n" + wrapped(token, 76, "\r\n")) +
                "\n";
    }
    const QList<FoundToken> found = scanAll(text, piece);
    QCOMPARE(tokensOf(found), tokens);
    for (const FoundToken &token : found)
        QCOMPARE(token.place.line, text.first(token.place.offset).count('\n') + 1);
}

void tst_scan_TokenScanner::rangesMakeNoDifference()
{
    QByteArray text;
    QByteArrayList tokens;
    for (int i = 0; i < 300; ++i) {
        tokens.append(jws(i));
        text += "a line " + jws(i) + " of text\n";
    }
    for (const qint64 width : {qint64{997}, qint64{5000}, qint64{40000}}) {
        QByteArrayList found;
        qint64 end = 0;
        qint64 lines = 0;
        for (qint64 begin = 0; begin < text.size(); begin += width) {
            const qsizetype back = std::min<qsizetype>(begin, TokenScanner::lookBack);
            TokenScanner scanner(
                [&](FoundToken &&token) {
                    if (token.place.offset < end)
                        return;
                    found.append(token.token);
                    QCOMPARE(lines + token.place.line, text.first(token.place.offset).count('\n') + 1);
                    end = token.place.offset + token.token.size();
                },
                {.begin = begin, .end = begin + width, .lookBack = back});
            scanner.feed(QByteArrayView(text).sliced(begin - back));
            scanner.finish();
            lines += scanner.lineFeeds();
        }
        QCOMPARE(found, tokens);
    }
}

void tst_scan_TokenScanner::isLinear_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("eyJ") << QByteArray("eyJ");
    QTest::newRow("eyJ.") << QByteArray("eyJ.");
    QTest::newRow("dots") << QByteArray(".");
    QTest::newRow("base64") << QByteArray("TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsu");
    QTest::newRow("headers") << QByteArray(part(R"({"alg":"HS256"})"));
    QTest::newRow("headers with dots") << QByteArray(part(R"({"alg":"HS256"})") + '.');
    QTest::newRow("tokens") << QByteArray(jws() + ' ');
    QTest::newRow("soft breaks") << QByteArray("eyJ=\n");
    QTest::newRow("backslashes") << QByteArray("eyJ\\\\\\\\");
    QTest::newRow("percent signs") << QByteArray("eyJ%25%25");
    QTest::newRow("wrapped") << QByteArray(part(QByteArray(57, '{')) + '\n');
    QTest::newRow("chunks without their next") << QByteArray("s.0=" + part(R"({"alg":"HS256"})") + ".e30.A ");
    QTest::newRow("line ends in e") << QByteArray("e\n");
    QTest::newRow("encoded") << QByteArray("ZXlK");
    QTest::newRow("encoded, apart") << QByteArray("ZXlK ");
    QTest::newRow("encoded tokens") << QByteArray(jws().toBase64() + ' ');
    QTest::newRow("HAR texts") << QByteArray("\"text\":\"eyJh\"");
}

void tst_scan_TokenScanner::isLinear()
{
    QFETCH(QByteArray, unit);
    const QByteArray small = unit.repeated(512 * 1024 / unit.size());
    const QByteArray large = small.repeated(8);
    const qint64 few = stepsFor(small);
    const qint64 many = stepsFor(large);
    // Some looks at each byte, headers included, and the budget for chunks once; never a product of sizes.
    QVERIFY2(many <= 10 * large.size(), qPrintable(QString::number(double(many) / double(large.size()))));
    QVERIFY2(many <= 10 * few + 8 * 1024 * 1024, qPrintable(QString::number(double(many) / double(few))));
    const QByteArray har = R"({"log":{"entries":[)" + large;
    QVERIFY(stepsFor(har) <= 12 * large.size());
}

QTEST_GUILESS_MAIN(tst_scan_TokenScanner)
#include "tst_scan_TokenScanner.moc"
