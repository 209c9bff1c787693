#include "tests/transport/ScannedText.h"

#include <QTest>

#include <functional>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace gatehouse::transport;

using Row =
    std::function<void(const char *name, const QByteArray &text, const QByteArrayList &tokens, const char *through)>;

void addEncoded(const Row &row)
{
    const QByteArray a = jws(1);
    const QByteArray b = jws(2);
    for (const QByteArray before : {"", "x", "xy", "xyz", "GET / HTTP/1.1\r\nAuthorization: Bearer "}) {
        row("in a document", (before + a + " and words").toBase64(), {a}, "base64");
        row("in a document of lines", wrapped((before + a + '\n' + b + "\n").toBase64(), 76, "\r\n") + "\r\n--x\r\n",
            {a, b}, "base64");
        row("in an indented document", "  " + wrapped((before + a + '\n').toBase64(), 64, "\n  ") + "\nnext: 1\n", {a},
            "base64");
        row("in a JSON string", '"' + (before + a + "?>?>~~").toBase64().replace("/", "\\/") + '"', {a}, "base64");
    }
    // Wherever the JSON in it begins, and however much there is of it.
    for (int i = 0; i < 3; ++i) {
        const QByteArray text =
            QByteArray(12 + i, 'x') + R"({"access_token":")" + a + R"(","token_type":"Bearer"} and more of it)";
        row("in a document, behind other text", "x: " + text.toBase64() + "\n", {a}, "base64");
    }
    row("in a long document", ("{\"access_token\":\"" + a + "\",\"x\":\"" + QByteArray(200000, 'x') + "\"}").toBase64(),
        {a}, "base64");
    const QByteArray config = R"({"auths":{"r.example":{"auth":")" + ("user:" + a).toBase64() + R"("}}})";
    row("Docker configuration", config, {a}, "base64");
    row("Docker configuration in a secret", "  .dockerconfigjson: " + config.toBase64() + "\n", {a}, "base64");
    row("Burp export",
        "<request base64=\"true\"><![CDATA[" + ("GET /?t=" + a + " HTTP/1.1\r\n").toBase64() + "]]></request>", {a},
        "base64");
    row(".env", "export TOKEN='" + a + "'\nB64=" + b.toBase64() + "\n", {a, b}, "");
}

/// UTF-16 of ASCII.
QByteArray utf16(const QByteArray &text, bool isBigEndian = false)
{
    QByteArray out;
    for (const char c : text)
        out += isBigEndian ? QByteArray("\0", 1) + c : c + QByteArray("\0", 1);
    return out;
}

/// What is encoded more than once, and where it does not begin a line.
void addEncodedTwice(const Row &row)
{
    const QByteArray a = jws(1);
    const QByteArray b = jws(2);
    row("base64 of base64", a.toBase64().toBase64(), {a}, "base64");
    row("base64 of base64, in a field", "data: " + a.toBase64().toBase64() + "\nnext: 1\n", {a}, "base64");
    const QByteArray document = "{\"t\":\"" + a + "\",\"u\":\"" + b + "\"}";
    row("a document, twice", document.toBase64().toBase64(), {a, b}, "base64");
    row("a document, thrice", "x: " + document.toBase64().toBase64().toBase64(), {a, b}, "base64");
    for (int i = 0; i < 3; ++i) {
        const QByteArray token = jws(1).chopped(i);
        row("without padding", "t=" + token.toBase64(QByteArray::OmitTrailingEquals), {token}, "base64");
        row("without padding, in a document",
            ("{\"t\":\"" + token + QByteArray(i, ' ')).toBase64(QByteArray::OmitTrailingEquals), {token}, "base64");
    }
    const QByteArray session =
        "base64-" + document.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    row("a session of base64-", "Cookie: sb-x-auth-token=" + session + "; x=1", {a, b}, "base64");
    row("a session of base64-, in chunks",
        "Cookie: sb-x-auth-token.0=" + session.first(150) + "; sb-x-auth-token.1=" + session.sliced(150, 100) +
            "; sb-x-auth-token.2=" + session.sliced(250) + "; x=1",
        {a, b}, "cookie-chunks base64");
}

void addUtf16(const Row &row)
{
    const QByteArray a = jws(1);
    const QByteArray b = jws(2);
    const auto printable = [](QByteArray text) { return text.replace(QByteArray("\0", 1), "=00"); };
    for (const bool isBigEndian : {false, true}) {
        for (const QByteArray before : {"", "x", "xy", "xyz", "Authorization: Bearer "}) {
            const QByteArray text = utf16(before + a + " and " + b + "\r\n", isBigEndian);
            row("UTF-16 in a part", "--b\r\n\r\n" + text + "\r\n--b--", {a, b}, "utf-16");
            row("UTF-16 in base64", "x " + text.toBase64() + " y", {a, b}, "base64 utf-16");
            row("UTF-16 in lines of base64", "\n\n" + wrapped(text.toBase64(), 76, "\r\n") + "\n\n", {a, b},
                "base64 utf-16");
            row("UTF-16 in quoted-printable", "\n\n" + wrapped(printable(text), 72, "=\r\n") + "\n", {a, b},
                "quoted-printable utf-16");
        }
    }
    row("UTF-16 whose last byte is missing", utf16("x " + a).chopped(1), {a}, "utf-16");
    row("a command of PowerShell", "powershell -e " + utf16("$t='" + a + "'").toBase64(), {a}, "base64 utf-16");
}

QByteArray inChunks(const QByteArray &body, qsizetype size, const char *extension = "")
{
    QByteArray out;
    for (qsizetype at = 0; at < body.size(); at += size) {
        const QByteArray piece = body.mid(at, size);
        out += QByteArray::number(piece.size(), 16) + extension + "\r\n" + piece + "\r\n";
    }
    return out + "0\r\n\r\n";
}

/// Bodies of HTTP messages that came in chunks.
void addHttp(const Row &row)
{
    const QByteArray a = jws(1);
    const QByteArray b = jws(2);
    const QByteArray body = "{\"access_token\":\"" + a + "\",\"id_token\":\"" + b + "\"}";
    for (const char *head : {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nserver: x\r\ntransfer-encoding: gzip, chunked\r\nDate: x\r\n\r\n",
                             "POST /token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"}) {
        for (const qsizetype size : {qsizetype{3}, qsizetype{100}, qsizetype{150}, qsizetype{1000}}) {
            const QByteArray message = head + inChunks(body, size);
            row("in chunks", message, {a, b}, "http-chunks");
            row("in chunks, behind another", message + message, {a, b, a, b}, "http-chunks");
            row("in chunks, in base64", "<response base64=\"true\"><![CDATA[" + message.toBase64() + "]]></response>",
                {a, b}, "base64 http-chunks");
            row("in chunks, in lines of base64", "\n" + wrapped(message.toBase64(), 76, "\r\n") + "\n", {a, b},
                "base64 http-chunks");
        }
        row("in chunks with extensions", head + inChunks(body, 90, ";a=\"b\""), {a, b}, "http-chunks");
        row("in chunks, and then text", head + inChunks(body, 90) + "and " + jws(3), {a, b, jws(3)}, "http-chunks");
        row("in chunks, cut off", (head + inChunks(body, 90)).chopped(9), {a, b}, "http-chunks");
        row("put together before it was written down", head + body, {a, b}, "");
        row("whose body begins like a size", head + ("abc\r\n" + body), {a, b}, "http-chunks");
    }
    row("no head", "see Transfer-Encoding: chunked\r\n\r\n" + body, {a, b}, "");
}

/// Every character escaped, and base64 many times over.
void addEscaped(const Row &row)
{
    const QByteArray a = jws(1);
    const auto each = [&a](const char *before) {
        QByteArray out;
        for (const char c : a)
            out += before + QByteArray(1, c).toHex();
        return out;
    };
    row("percent-encoded, each", "?t=" + each("%") + "&x=1", {a}, "percent-encoding");
    row("percent-encoded, each in capitals", "?t=" + each("%").toUpper() + "&x=1", {a}, "percent-encoding");
    row("quoted-printable, each", "t: " + each("=") + "\r\n", {a}, "quoted-printable");
    row("quoted-printable, each, in lines", "\n" + wrapped(each("="), 75, "=\r\n") + "\r\n", {a}, "quoted-printable");
    row("JSON-escaped, each", "{\"t\":\"" + each("\\u00") + "\"}", {a}, "json-escape");
    row("escaped as in JavaScript, each", "t = '" + each("\\x") + "';", {a}, "json-escape");
    row("base64 of base64 of base64", a.toBase64().toBase64().toBase64(), {a}, "base64");
    row("base64 of base64 of base64, in JSON", "{\"d\":\"" + a.toBase64().toBase64().toBase64() + "\"}", {a}, "base64");
    row("lines that a shell joins", "curl -H 'Authorization: Bearer " + wrapped(a, 64, "\\\n") + "'", {a},
        "line-breaks");
    row("lines that a shell joins, CRLF", wrapped(a, 64, "\\\r\n"), {a}, "line-breaks");
    row("lines of several widths", a.first(50) + '\n' + a.sliced(50, 70) + '\n' + a.sliced(120) + "\n\nBye", {a},
        "line-breaks");
}

/// Tokens in text that is decoded in order to find them.
class tst_transport_DecodedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
};

void tst_transport_DecodedText::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    QTest::addColumn<QString>("through");
    const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &tokens, const char *through) {
        static int number = 0;
        QTest::addRow("%d: %s", ++number, name) << text << tokens << QString::fromLatin1(through);
    };
    addEncoded(row);
    addEncodedTwice(row);
    addUtf16(row);
    addHttp(row);
    addEscaped(row);
}

void tst_transport_DecodedText::finds()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, tokens);
    QFETCH(QString, through);
    for (const qsizetype piece : {qsizetype{0}, qsizetype{1000}}) {
        const QList<FoundToken> found = scanAll(text, piece);
        QCOMPARE(tokensOf(found), tokens);
        for (const FoundToken &token : found)
            QVERIFY(token.place.offset < token.end && token.end <= text.size());
        QCOMPARE(transportNames(found.constFirst().through).join(u' '), through);
    }
}

QTEST_GUILESS_MAIN(tst_transport_DecodedText)
#include "tst_transport_DecodedText.moc"
