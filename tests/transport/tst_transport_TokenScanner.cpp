#include "tests/transport/ScannedText.h"

#include <QTest>

#include <map>

#include <functional>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace gatehouse::transport;
using namespace Qt::StringLiterals;

using Row =
    std::function<void(const char *name, const QByteArray &text, const QByteArrayList &tokens, const char *through)>;

/// The layout of the RFCs, and of people who explain tokens.
void addLayouts(const Row &row)
{
    const QByteArray a = jws(1);
    const QByteArrayList parts = a.split('.');
    const QByteArray indented = "     " + parts[0] + "\n     .\n     " + wrapped(parts[1], 62, "\n     ") +
                                "\n     .\n     " + parts[2] + "\n\n   Text.\n";
    row("RFC layout", indented, {a}, "line-breaks");
    row("RFC layout, CRLF", QByteArray(indented).replace("\n", "\r\n"), {a}, "line-breaks");
    row("dots at the ends of lines", parts.join(".\n") + '\n', {a}, "line-breaks");
    row("dots at the beginnings of lines", parts.join("\n."), {a}, "line-breaks");
    const QByteArrayList encrypted = jwe().split('.');
    row("JWE in RFC layout",
        encrypted[0] + ".\n.\n" + encrypted[2] + ".\n" + wrapped(encrypted[3], 64, "\n") + ".\n" + encrypted[4] +
            "\n\nText",
        {jwe()}, "line-breaks");
    const QByteArray unsignedOne = part(R"({"alg":"none"})") + '.' + part(R"({"sub":"joe"})") + '.';
    row("no signature, then a word", unsignedOne + "\nnext\n", {unsignedOne}, "");
    row("an expression that breaks at no dot", "x = \"" + a + "\"\n  .next\n", {a}, "");
}

void addChunks(const Row &row)
{
    const QByteArray big = jwe();
    const QByteArrayList pieces{big.first(400), big.sliced(400, 300), big.sliced(700)};
    for (const char *notation : {"s.%", "s_%", "s-%", "s:%", "s[%]", "s%5B%%5D", "s%5b%%5d", "s%2E%%", "s%2e%%", "s.0%",
                                 "s-00%", "s%", "__Secure-next-auth.session-token.%"}) {
        const auto cookie = [&](int i) {
            QByteArray name(notation);
            const bool isLast = name.endsWith("%%");
            const qsizetype at = name.contains("%%") ? name.indexOf("%%") : name.indexOf('%');
            return name.replace(at, isLast ? 2 : 1, QByteArray::number(i)) + '=' + pieces[i] + "; ";
        };
        row(notation, "Cookie: " + cookie(0) + cookie(1) + cookie(2), {big}, "cookie-chunks");
        row(notation, "Cookie: " + cookie(2) + "x=1; " + cookie(1) + cookie(0), {big}, "cookie-chunks");
        row(notation, "Cookie: " + cookie(1) + cookie(0) + "y=2; " + cookie(2), {big}, "cookie-chunks");
        row(notation, "Cookie: " + cookie(0) + cookie(1) + cookie(2) + cookie(1), {big}, "cookie-chunks");
    }
    for (const char *notation : {"s.%", "s_%", "s-%", "s[%]", "s:%", "sC%", "s%2E%%"}) {
        const auto cookie = [&](int i) {
            QByteArray name(notation);
            name = i == 0 ? "s" : name.endsWith("%%") ? name.replace("%%", "%") : name;
            return name.replace(name.lastIndexOf('%') < 0 ? name.size() : name.lastIndexOf('%'), 1,
                                i == 0 ? QByteArray() : QByteArray::number(i)) +
                   '=' + pieces[i] + "; ";
        };
        row("a first one without a number", "Cookie: " + cookie(0) + cookie(1) + cookie(2), {big}, "cookie-chunks");
        row("a first one without a number, behind", "Cookie: " + cookie(2) + cookie(1) + cookie(0), {big},
            "cookie-chunks");
    }
    row("counted in a cookie", "Cookie: s=chunks-2; sC1=" + big.first(500) + "; sC2=" + big.sliced(500), {big},
        "cookie-chunks");
    row("counted in a cookie, with a colon", "Cookie: s=chunks:2; sC1=" + big.first(500) + "; sC2=" + big.sliced(500),
        {big}, "cookie-chunks");
    for (const char *quote : {"", "\""}) {
        const auto cell = [quote](const QByteArray &text) { return quote + text + quote; };
        const auto line = [&](int i) { return cell("s." + QByteArray::number(i)) + ',' + cell(pieces[i]) + ",x\r\n"; };
        row("rows of a table", "name,value\r\n" + line(0) + line(1) + line(2), {big}, "cookie-chunks");
        const auto column = [&](int i) {
            return "s." + QByteArray::number(i) + '\t' + cell(pieces[i]) + "\thost\t/\n";
        };
        row("columns of a table", column(0) + column(1) + column(2), {big}, "cookie-chunks");
        row("rows of a table, backwards", "name,value\r\n" + line(2) + line(1) + line(0), {big}, "cookie-chunks");
    }
    for (const bool isBackwards : {false, true}) {
        const auto joined = [&](const char *before, const char *between, const char *after, bool isNameFirst) {
            QByteArray text = "[";
            for (int i = 0; i < 3; ++i) {
                const int n = isBackwards ? 2 - i : i;
                const QByteArray name = "s." + QByteArray::number(n);
                text += before + (isNameFirst ? name : pieces[n]) + between + (isNameFirst ? pieces[n] : name) + after;
            }
            return text + "{}]";
        };
        row("values in front of names", joined(R"({"value": ")", R"(", "name": ")", R"("}, )", false), {big},
            "cookie-chunks");
        row("values in front of names, in a string",
            joined(R"({\"domain\":\"h\",\"value\":\")", R"(\",\"name\":\")", R"(\"},)", false), {big}, "cookie-chunks");
        row("members between names and values",
            joined(R"({"domain":"h","name":")", R"(","path":"/","sameSite":"no_restriction","secure":true,"value":")",
                   R"("},)", true),
            {big}, "cookie-chunks");
    }
    const auto series = [](const QByteArray &token, bool isBackwards) {
        const QByteArray first = "s.0=" + token.first(90) + "; ";
        const QByteArray second = "s.1=" + token.sliced(90) + "; ";
        return "Cookie: " + (isBackwards ? second + first : first + second) + "\r\n";
    };
    row("one series after the other", series(jws(1), false) + series(jws(2), false), {jws(1), jws(2)}, "cookie-chunks");
    // Twelve in the order of their names, and large ones from the last to the first.
    std::map<QByteArray, QByteArray> named;
    for (int i = 0; i < 12; ++i)
        named["s." + QByteArray::number(i)] = i < 11 ? big.sliced(i * 60, 60) : big.sliced(660);
    QByteArray jar;
    for (const auto &[name, value] : named)
        jar += name + '=' + value + "; ";
    row("twelve by their names", "Cookie: " + jar, {big}, "cookie-chunks");
    QByteArray backwards;
    for (int i = 2; i >= 0; --i)
        backwards += "s." + QByteArray::number(i) + '=' + pieces[i] + "; x" + QByteArray::number(i) + '=' +
                     QByteArray(12000, 'a') + "; ";
    row("far apart, from the last to the first", "Cookie: " + backwards, {big}, "cookie-chunks");
    row("counted from 1", "Cookie: sC1=" + pieces[0] + "; sC2=" + pieces[1] + "; sC3=" + pieces[2], {big},
        "cookie-chunks");
    row("numbered, and each whole", "t1=" + jws(1) + "; t2=" + jws(2), {jws(1), jws(2)}, "");
    row("numbered from 0, and each whole", "t.0=" + jws(1) + "; t.1=" + jws(2), {jws(1), jws(2)}, "");
}

void addLogs(const Row &row)
{
    const QByteArray a = jws(1);
    const QByteArray b = jws(2);
    const QByteArray time = "2026-11-29T10:00:00.000000001Z ";
    row("CRI", time + "stdout P x=" + a.first(90) + '\n' + time + "stdout F " + a.sliced(90) + "\n", {a}, "log-lines");
    row("CRI, in the header", time + "stdout P x=" + a.first(20) + '\n' + time + "stdout F " + a.sliced(20) + "\n", {a},
        "log-lines");
    row("CRI, three lines",
        time + "stderr P x=" + a.first(60) + '\n' + time + "stderr P " + a.sliced(60, 40) + '\n' + time + "stderr F " +
            a.sliced(100) + "\n",
        {a}, "log-lines");
    row("CRI, another stream between",
        time + "stdout P x=" + a.first(90) + '\n' + time + "stderr F y=" + b + '\n' + time + "stdout F " +
            a.sliced(90) + "\n",
        {a}, "log-lines");
    const auto docker = [](const QByteArray &text, const char *stream = "stdout") {
        return R"({"log":")" + text + R"(","stream":")" + stream +
               R"(","time":"2026-11-29T10:00:00.1Z"})"
               "\n";
    };
    row("Docker", docker("{\\\"t\\\":\\\"" + a.first(90)) + docker(a.sliced(90) + "\\\"}\\n"), {a}, "log-lines");
    row("Docker, another stream between",
        docker("t=" + a.first(90)) + docker("x\\n", "stderr") + docker(a.sliced(90) + "\\n"), {a}, "log-lines");
    row("CRI, each line whole", time + "stdout F " + a + '\n' + time + "stdout F " + b + '\n', {a, b}, "");
    row("Docker, each line whole", docker(a + "\\n") + docker(b + "\\n"), {a, b}, "");
}

class tst_transport_TokenScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void doesNotFind_data();
    void doesNotFind();
    void tellsWhatIsIncomplete_data();
    void tellsWhatIsIncomplete();
    void findsJsonSerializations_data();
    void findsJsonSerializations();
    void tellsThePlace();
    void tellsTheName_data();
    void tellsTheName();
    void readsHars();
};

void tst_transport_TokenScanner::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    QTest::addColumn<QString>("through");
    const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &tokens,
                        const char *through = "") {
        static int number = 0;
        QTest::addRow("%d: %s", ++number, name) << text << tokens << QString::fromLatin1(through);
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
    const QByteArray b64(R"({"alg":"HS256"})");
    for (const char *padding : {"=", "=="}) {
        row("padding at the end", a + padding, {a + padding});
        row("padding at the end of a line", "x " + a + padding + "\n\ny", {a + padding});
        row("padding at the end, in quotes", "{\"t\":\"" + a + padding + "\"}", {a + padding});
        row("padding of a disclosure", a + "~WyJhIiwiYiIsMV0" + padding + "~ x",
            {a + "~WyJhIiwiYiIsMV0" + padding + '~'});
    }
    row("the other alphabet", part(b64) + ".e3+/fQ.AAAA x", {part(b64) + ".e3+/fQ.AAAA"});
    row("the other alphabet in a disclosure", a + "~WyJh+/IiwiYiIsMV0~ x", {a + "~WyJh+/IiwiYiIsMV0~"});
    row("in a path", "/t/" + a + "/more", {a});
    row("a dot in front", "." + a, {'.' + a});
    row("a dot in front, in quotes", "\"." + a + '"', {'.' + a});
    row("an ellipsis in front", "see ..." + a, {a});
    row("a name and a dot in front", "session." + a, {a});
    const QByteArray untagged = part(R"({"alg":"dir","enc":"A256GCM"})") + "..AAAA.BBBB.";
    row("a JWE with an empty tag", untagged + " x", {untagged});
    row("a JWE at the end of a sentence", jwe() + ". x", {jwe()});
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
    row("mail quoting", "> " + wrapped(a, 76, "\n> ") + "\n> Bye", {a}, "mail-quoting line-breaks");
    row("mail quoting twice", ">> " + wrapped(a, 72, "\n>> ") + "\n", {a}, "mail-quoting line-breaks");
    addLayouts(row);
    row("folded header", "X-Token:\r\n " + wrapped(a, 75, "\r\n ") + "\r\nHost: x", {a}, "line-breaks");
    row("format=flowed", wrapped(a, 70, " \r\n") + " \r\n\r\nBye", {a}, "line-breaks");
    row("format=flowed, quoted", "> " + wrapped(a, 70, " \r\n> ") + "\r\n", {a}, "mail-quoting line-breaks");
    row("a space at the end of its line", a + " \n" + b + " \nx", {a, b}, "");
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
    addChunks(row);
    addLogs(row);
    // What follows a chunk is found also where its next one stands in front of it and makes no header of it.
    row("a bad chunk in front of the first", "s.1=d3d3d3dw.aWlpaWlp; s.0=eyJhbGciOiJBMjU2S1c; id=" + b + ";", {b}, "");
    row("a fault in the first chunk", "s.0=" + a.first(80) + "\xCDx; s.1=" + a.sliced(80) + ";", {}, "");
    row("chunks with another token between", "s.0=" + a.first(90) + "; id=" + b + "; s.1=" + a.sliced(90) + ";", {a, b},
        "cookie-chunks");
}

void tst_transport_TokenScanner::finds()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, tokens);
    QFETCH(QString, through);
    const QList<FoundToken> found = scanAll(text);
    QCOMPARE(tokensOf(found), tokens);
    if (!found.isEmpty())
        QCOMPARE(transportNames(found.constFirst().through).join(u' '), through);
}

void tst_transport_TokenScanner::doesNotFind_data()
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
    row("encoded JSON", R"(eyJhIjoxfQ)"_ba.toBase64());
    row("not JSON behind the brace", part("{\"alg this is text") + ".AAAA.BBBB");
}

void tst_transport_TokenScanner::doesNotFind()
{
    QFETCH(QByteArray, text);
    QCOMPARE(tokensOf(scanAll(text)), QByteArrayList());
}

void tst_transport_TokenScanner::tellsWhatIsIncomplete_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("extent");
    const auto row = [](const char *name, const QByteArray &text, FoundToken::Extent extent) {
        QTest::newRow(name) << text << static_cast<int>(extent);
    };
    using enum FoundToken::Extent;
    const QByteArray a = jws(1);
    const QByteArray time = "2026-11-29T10:00:00.000000001Z ";
    row("CRI, no more lines", time + "stdout P x=" + a.first(150) + '\n', CutLine);
    row("CRI, a line of something else", time + "stdout P x=" + a.first(150) + "\nhello\n", CutLine);
    row("CRI, whole all the same", time + "stdout P x=" + a + '\n', Whole);
    row("Docker", R"({"log":"t=)" + a.first(150) + R"(","stream":"stdout","time":"x"})", CutLine);
    row("one chunk of more", "s.0=" + a.first(100) + "; x=1", MissingChunk);
    row("the last chunk", "s.0=" + a.first(80) + "; s.1=" + a.sliced(80, 50) + "; x=1", MissingChunk);
    row("the middle chunk", "s.0=" + a.first(80) + "; s.2=" + a.sliced(120) + "; x=1", MissingChunk);
    row("the second, counted from 1", "s.1=" + a.first(a.size() - 20) + "; x=1", MissingChunk);
    row("one of two that are counted", "s=chunks-2; sC1=" + a.first(100) + "; x=1", MissingChunk);
    row("the last, behind one without a number", "s=" + a.first(80) + "; s.1=" + a.sliced(80, 50) + "; x=1",
        MissingChunk);
    row("whole, beside a numbered one", "s=" + a + "; s.1=AAAA", Whole);
    row("numbered and whole", "s.0=" + a + "; x=1", Whole);
    const QByteArray first = "s.0=" + a.first(80) + "; ";
    const QByteArray rest = a.sliced(80);
    row("two values of a chunk", first + "s.1=" + rest + "; s.1=" + jws(2).sliced(80), MissingChunk);
    row("two values of a chunk, one in front", "s.1=" + rest + "; " + first + "s.1=" + jws(2).sliced(80), MissingChunk);
    row("the chunk of another", "s.0=AAAA; s.1=" + rest + "; " + first + "x=1", MissingChunk);
    row("the chunk in front of another", "s.1=" + rest + "; " + first + "s.0=AAAA", MissingChunk);
    const QByteArray header = part(R"({"alg":"HS256","x":")" + QByteArray(70000, 'x') + "\"}");
    row("a long header", header + ".e30." + a.last(43), Whole);
    row("a longer one", part(R"({"alg":"HS256","x":")" + QByteArray(150000, 'x') + "\"}") + ".e30." + a.last(43),
        Whole);
    row("a header that is too long", part(R"({"alg":"HS256","x":")" + QByteArray(300000, 'x') + "\"}") + ".e30.AA x",
        TooLong);
    row("a token that is too long", "t=" + part(R"({"alg":"HS256"})") + '.' + QByteArray(300000, 'x') + ".AAAA;",
        TooLong);
    row("one of two megabytes", "t=" + part(R"({"alg":"HS256"})") + '.' + QByteArray(2000000, 'x') + ".AAAA;", TooLong);
    row("a long JWE", part(R"({"alg":"dir","enc":"A128GCM"})") + "..AAAA." + QByteArray(700000, 'x') + ".AAAA", Whole);
    row("in base64", (part(R"({"alg":"HS256"})") + '.' + QByteArray(300000, 'x') + ".AAAA").toBase64(), TooLong);
}

void tst_transport_TokenScanner::tellsWhatIsIncomplete()
{
    QFETCH(QByteArray, text);
    QFETCH(int, extent);
    for (const qsizetype piece : {qsizetype{0}, qsizetype{5}}) {
        const QList<FoundToken> found = scanAll(text, piece);
        QCOMPARE(found.size(), 1);
        QCOMPARE(static_cast<int>(found.first().extent), extent);
        QVERIFY(extent != static_cast<int>(FoundToken::Extent::TooLong) || found.first().token.size() <= 1024);
    }
}

void tst_transport_TokenScanner::findsJsonSerializations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    const QByteArrayList parts = jws(1).split('.');
    const QByteArray flattened =
        R"({"payload":")" + parts[1] + R"(", "protected": ")" + parts[0] + R"(", "signature": ")" + parts[2] + "\"}";
    const QByteArray general = R"({"payload":")" + parts[1] + R"(","signatures":[{"protected":")" + parts[0] +
                               R"(","signature":")" + parts[2] + R"("},{"protected":")" + parts[0] +
                               R"(","signature":"AA"}]})";
    const QByteArray encrypted =
        R"({"protected":"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0","iv":"AA","ciphertext":"AA","tag":"AA"})";
    QTest::newRow("flattened") << flattened << QByteArrayList{flattened};
    QTest::newRow("general") << general << QByteArrayList{general};
    QTest::newRow("JWE") << encrypted << QByteArrayList{encrypted};
    // A token inside is none beside it, wherever it stands and however much stands in front.
    const QByteArray inside = R"("x":")" + jws(2) + R"(",)";
    const auto around = [&flattened, &inside](const QByteArray &more) {
        return '{' + more + inside + flattened.sliced(1);
    };
    for (const QByteArray &more :
         {QByteArray(), R"("a":[)" + "{},"_ba.repeated(40) + "{}],", R"("s":")" + "{"_ba.repeated(40) + "\",",
          QByteArray(70000, ' '), R"("long":")" + QByteArray(300000, 'x') + "\","})
        QTest::addRow("around a token, behind %lld bytes", qlonglong(more.size()))
            << around(more) << QByteArrayList{around(more)};
    QTest::newRow("percent-encoded, around a token")
        << "https://x.example/?r=" + around({}).toPercentEncoding() + "&t=" + jws(1)
        << QByteArrayList{around({}), jws(1)};
    const QByteArray quoted = QByteArray(flattened).replace('"', "\\\"");
    QTest::newRow("two in one string") << R"({"log":")" + quoted + ' ' + quoted + "\"}"
                                       << QByteArrayList{flattened, flattened};
    QTest::newRow("a signature of another kind")
        << R"({"signature":"AA",)" + inside + R"("n":1})" << QByteArrayList{jws(2)};
    QByteArray lines;
    QByteArrayList many;
    for (int i = 0; i < 500; ++i) {
        many.append(R"({"n":)" + QByteArray::number(i) + ',' + flattened.sliced(1));
        lines += many.last() + '\n';
    }
    QTest::newRow("five hundred lines") << lines << many;
    QTest::newRow("an array of five hundred") << '[' + lines.trimmed().replace('\n', ',') + ']' << many;
    QTest::newRow("a line each") << flattened + '\n' + encrypted + '\n' << QByteArrayList{flattened, encrypted};
    QTest::newRow("in a response") << R"({"data":[)" + flattened + ",1]}" << QByteArrayList{flattened};
    QTest::newRow("in a string") << R"({"body":")" + QByteArray(flattened).replace('"', "\\\"") + R"("})"
                                 << QByteArrayList{flattened};
    QTest::newRow("other JSON") << R"({"payload":")" + parts[1] + R"(","x":1})" << QByteArrayList{};
}

void tst_transport_TokenScanner::findsJsonSerializations()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, tokens);
    for (const qsizetype piece : {qsizetype{0}, qsizetype{5}})
        QCOMPARE(tokensOf(scanAll(text, piece)), tokens);
}

void tst_transport_TokenScanner::tellsThePlace()
{
    const QList<FoundToken> found = scanAll("first\nsecond " + jws(1) + "\n\n\"" + jws(2) + "\"\n");
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].place.offset, 13);
    QCOMPARE(found[0].place.line, 2);
    QCOMPARE(found[0].place.entry, -1);
    QCOMPARE(found[1].place.offset, 13 + jws(1).size() + 3);
    QCOMPARE(found[1].place.line, 4);
}

void tst_transport_TokenScanner::tellsTheName_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("name");
    QTest::newRow("header") << "\r\nAuthorization: Bearer "_ba << u"Authorization"_s;
    QTest::newRow("curl") << "curl -H 'authorization: bearer "_ba << u"authorization"_s;
    QTest::newRow("cookie") << "Cookie: a=b; session="_ba << u"session"_s;
    QTest::newRow("query") << "/cb?x=1&id_token="_ba << u"id_token"_s;
    QTest::newRow("query, encoded") << "%26id_token%3D"_ba << u"id_token"_s;
    QTest::newRow("JSON") << "{\"a\":1,\"access_token\": \""_ba << u"access_token"_s;
    QTest::newRow("JSON in JSON") << "\"{\\\"access_token\\\":\\\""_ba << u"access_token"_s;
    QTest::newRow("HAR") << R"({"name":"Authorization","value":"Bearer )"_ba << u"Authorization"_s;
    QTest::newRow("HAR, value first") << R"({"name":"x","value":"y"},{"value":")"_ba << u"value"_s;
    QTest::newRow("jar") << "example.com\tTRUE\t/\tTRUE\t0\tsession\t"_ba << u"session"_s;
    QTest::newRow("none") << "look here "_ba << QString();
    // A token in front is no name: names are exported, and signatures are not.
    QTest::newRow("a token in front") << jws(1) + '\t' << QString();
    QTest::newRow("a short token in front") << "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl\t"_ba << QString();
    QTest::newRow("a token as a parameter's name") << jws(1) + '=' << QString();
    QTest::newRow("a token as a member's name") << "{\"" + jws(1) + "\":\"" << QString();
    QTest::newRow("a token as a name in a HAR") << R"({"name":")" + jws(1) + R"(","value":")" << u"value"_s;
    QTest::newRow("a name of 100 letters") << QByteArray(100, 'n') + '=' << QString(100, u'n');
    QTest::newRow("a name of 101 letters") << QByteArray(101, 'n') + '=' << QString();
}

void tst_transport_TokenScanner::tellsTheName()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, name);
    const QList<FoundToken> found = scanAll(before + jws());
    QVERIFY(!found.isEmpty());
    QCOMPARE(found.constLast().token, jws());
    QCOMPARE(found.constLast().place.name, name);
}

void tst_transport_TokenScanner::readsHars()
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
        QCOMPARE(found[2].through, Transports(Transport::Base64));
        QCOMPARE(found[2].place.name, u"access_token"_s);
        QCOMPARE(found[3].place.name, u"s"_s);
    }
}

QTEST_GUILESS_MAIN(tst_transport_TokenScanner)
#include "tst_transport_TokenScanner.moc"
