#include "tests/transport/ScannedText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace gatehouse::transport;
using namespace Qt::StringLiterals;

/// Tokens that something broke where no width says so: source code, command lines, mails that somebody wrapped by hand,
/// chunks of HTTP and of cookies. They are put together, or found as what they are: not all there.
class tst_transport_BrokenTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isJoined_data();
    void isJoined();
    void isIncomplete_data();
    void isIncomplete();
    void staysApart_data();
    void staysApart();
    void namesChunks_data();
    void namesChunks();
};

namespace {

/// In lines of the lengths given, as far as they go, and a last one.
QByteArray irregular(const QByteArray &text, const QList<qsizetype> &lengths, const QByteArray &lineBreak)
{
    QByteArray out;
    qsizetype at = 0;
    for (const qsizetype length : lengths) {
        if (at + length >= text.size())
            break;
        out += text.sliced(at, length) + lineBreak;
        at += length;
    }
    return out + text.sliced(at);
}

QByteArray inHttpChunks(const QByteArray &body, qsizetype size, const QByteArray &extension = {})
{
    QByteArray out;
    for (qsizetype at = 0; at < body.size(); at += size) {
        const QByteArray chunk = body.mid(at, size);
        out += QByteArray::number(chunk.size(), 16) + extension + "\r\n" + chunk + "\r\n";
    }
    return out + "0\r\n\r\n";
}

} // namespace

void tst_transport_BrokenTokens::isJoined_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("token");
    const QByteArray a = jws(1);
    for (const char *mark : {" \\\n      ", "\\\n  ", " \\\r\n\t", "^\r\n", " ^\r\n  ", "`\n", " `\r\n    "})
        QTest::addRow("command line %s", QByteArray(mark).toPercentEncoding().constData())
            << "curl -H \"Authorization: Bearer " + wrapped(a, 50, mark) + "\" https://x/" << a;
    for (const char *between : {"\" +\n  \"", "\"\n  + \"", "\"\n \"", "\" .\n \"", "\" + \"", "\" & _\r\n \"",
                                "\" ..\n\"", "\" \\\n \"", "\" ||\n \"", "\"\r\n\t f\""})
        QTest::addRow("strings %s", QByteArray(between).toPercentEncoding().constData())
            << "x = \"" + wrapped(a, 50, between) + "\";\n"
            << a;
    QTest::newRow("in apostrophes") << "x = '" + wrapped(a, 50, "' +\n'") + "';\n" << a;
    QTest::newRow("the dots in strings of their own")
        << "\"" + QByteArray(a).replace(".", "\" + \".\" + \"") + '"' << a;
    for (const char *lineBreak : {"\n", "\r\n", "\r", "\n   ", "\n> ", "\\n"}) {
        const QByteArray name = QByteArray(lineBreak).toPercentEncoding();
        QTest::addRow("irregular lines %s", name.constData())
            << "Here:\n" + irregular(a, {31, 20, 50, 8, 70}, lineBreak) + "\n\nbye\n"
            << a;
        QTest::addRow("behind a word %s", name.constData()) << "Bearer " + irregular(a, {20, 60, 9}, lineBreak) << a;
    }
    QTest::newRow("one break, in the signature") << "a: " + irregular(a, {a.size() - 9}, "\n") + "\nnext line\n" << a;
    for (const qsizetype size : {40, 64, 150}) {
        const QByteArray body = "{\"access_token\":\"" + a + "\",\"x\":1}";
        QTest::addRow("HTTP chunks of %lld", qlonglong(size)) << inHttpChunks(body, size) << a;
        QTest::addRow("with extensions, of %lld", qlonglong(size)) << inHttpChunks(body, size, ";a=b") << a;
        QTest::addRow("in base64, of %lld", qlonglong(size)) << "x: " + inHttpChunks(body, size).toBase64() << a;
        QTest::addRow("in a JSON string, of %lld", qlonglong(size))
            << "{\"text\":\"" + inHttpChunks("t=" + a, size).replace("\r\n", "\\r\\n") + "\"}" << a;
        QTest::addRow("in a HAR, of %lld", qlonglong(size))
            << R"({"log":{"version":"1.2","entries":[{"request":{},"response":{"content":{"text":")" +
                   inHttpChunks(body, size).toBase64() + R"(","encoding":"base64"}}}]}})"
            << a;
    }
    QTest::newRow("a mail in base64 in a HAR")
        << R"({"log":{"version":"1.2","entries":[{"request":{},"response":{"content":{"text" : ")" +
               ("--b\r\nContent-Transfer-Encoding: base64\r\n\r\n" + ("t=" + a).toBase64() + "\r\n--b--").toBase64() +
               R"("}}}]}})"
        << a;
    for (const char *front : {" ", "\n", "\t", "\r\n", "\xEF\xBB\xBF"}) {
        const QByteArray header = part(QByteArray(front) + R"({"alg":"HS256","typ":"JWT"})");
        QTest::addRow("a header behind %s", QByteArray(front).toHex().constData())
            << "x=" + header + a.sliced(a.indexOf('.')) + '\n'
            << header + a.sliced(a.indexOf('.'));
    }
    const QByteArray big = jwe();
    QTest::newRow("chunks of a cookie in several notations")
        << "Cookie: s:1=" + big.sliced(300, 300) + "; s.0=" + big.first(300) + "; s[3]=" + big.sliced(800) +
               "; s_2=" + big.sliced(600, 200)
        << big;
}

void tst_transport_BrokenTokens::isJoined()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, token);
    for (const qsizetype piece : {qsizetype{0}, qsizetype{7}}) {
        const QList<FoundToken> found = scanAll(text, piece);
        QCOMPARE(tokensOf(found), QByteArrayList{token});
        QVERIFY(found.first().extent == FoundToken::Extent::Whole);
    }
}

void tst_transport_BrokenTokens::isIncomplete_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("extent");
    const auto row = [](const QByteArray &name, const QByteArray &text, FoundToken::Extent extent) {
        QTest::newRow(name.constData()) << text << static_cast<int>(extent);
    };
    using enum FoundToken::Extent;
    const QByteArray a = jws(1);
    row("one break, in the payload", a.first(60) + '\n' + a.sliced(60), CutLine);
    row("blank lines between", wrapped(a, 60, "\n\n"), CutLine);
    row("spaces between", wrapped(a, 60, " "), CutLine);
    row("comment marks", "# " + wrapped(a, 60, "\n# "), CutLine);
    row("numbers of lines", "1: " + a.first(60) + "\n2: " + a.sliced(60, 60) + "\n3: " + a.sliced(120), CutLine);
    row("a signature that stays short", "x " + a.first(a.size() - 25) + "\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
        CutLine);
    const QByteArray big = jwe();
    const QByteArray rest = big.sliced(400, 300);
    for (const char *notation :
         {"s.%", "s_%", "s-%", "s[%]", "s:%", "s%%5B%%%5D", "__Secure-next-auth.session-token.%"}) {
        const auto cookie = [&](int i, const QByteArray &value) {
            QByteArray name(notation);
            name = name.contains("%%5B") ? "s%5B" + QByteArray::number(i) + "%5D"
                                         : name.replace('%', QByteArray::number(i));
            return name + '=' + value + "; ";
        };
        row("no first chunk: "_ba + notation, "Cookie: " + cookie(1, rest) + cookie(2, big.sliced(700)),
            MissingFirstChunk);
        row("no first chunk, backwards: "_ba + notation, "Cookie: " + cookie(2, big.sliced(700)) + cookie(1, rest),
            MissingFirstChunk);
        row("neither the first nor the second: "_ba + notation,
            "Cookie: " + cookie(2, rest) + cookie(3, big.sliced(700)), MissingFirstChunk);
        row("the last alone: "_ba + notation, "Cookie: " + cookie(1, a.sliced(60)), MissingFirstChunk);
    }
    row("no first chunk, in a table", "s.1\t" + rest + "\ns.2\t" + big.sliced(700) + '\n', MissingFirstChunk);
    row("no first chunk, in JSON",
        R"([{"name":"s.1","value":")" + rest + R"("},{"name":"s.2","value":")" + big.sliced(700) + "\"}]",
        MissingFirstChunk);
    row("no first chunk, counted", "s=chunks-3; sC2=" + a.sliced(60, 60) + "; sC3=" + a.sliced(120), MissingFirstChunk);
    const QByteArray large(1200000, 'A');
    const QByteArray head = R"("protected":")" + a.first(a.indexOf('.')) + "\"";
    row("too large in JSON", "[1,{\"payload\":\"" + large + "\"," + head + R"(,"signature":"AA"}])", TooLong);
    row("too large in JSON, behind its header", "{" + head + R"(,"signature":"AA","payload":")" + large + "\"}",
        TooLong);
    row("too large in JSON, twice signed",
        R"({"signatures":[{)" + head + R"(,"signature":"AA"},{)" + head + R"(,"signature":"AA"}],"payload":")" + large +
            "\"}",
        TooLong);
    row("the middle one, not set apart", "s0=" + a.first(60) + "; s2=" + a.sliced(120) + "; x=1", MissingChunk);
}

void tst_transport_BrokenTokens::isIncomplete()
{
    QFETCH(QByteArray, text);
    QFETCH(int, extent);
    for (const qsizetype piece : {qsizetype{0}, qsizetype{7}}) {
        const QList<FoundToken> found = scanAll(text, piece);
        QCOMPARE(found.size(), 1);
        QCOMPARE(static_cast<int>(found.first().extent), extent);
    }
}

void tst_transport_BrokenTokens::staysApart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("tokens");
    const QByteArray a = jws(1);
    const QByteArray b = jws(2);
    QTest::newRow("strings of a list") << "[\"" + a + "\",\n\"" + b + "\"]" << QByteArrayList{a, b};
    QTest::newRow("strings of a table") << "\"" + a + "\"\n\"" + b + "\"\n" << QByteArrayList{a, b};
    QTest::newRow("a string that is added") << "'" + a + "' + 'suffix'" << QByteArrayList{a};
    QTest::newRow("an option behind") << "x --token " + a + " \\\n  --url https://x/" << QByteArrayList{a};
    QTest::newRow("a word behind") << a + "\nnextword\n" << QByteArrayList{a};
    // What is numbered and no chunk.
    QTest::newRow("digests") << "sha_1=" + QByteArray(64, 'a') + "; sha_2=" + QByteArray(64, 'b') << QByteArrayList{};
    QTest::newRow("identifiers") << "id_1=123e4567-e89b-12d3-a456-426614174000-123e4567-e89b; id_2=x"_ba
                                 << QByteArrayList{};
    QTest::newRow("an opaque cookie in chunks")
        << "s.0=" + QByteArray(100, 'x') + "; s.1=" + part(a).first(100) + "; s.2=" + part(b).first(100)
        << QByteArrayList{};
}

void tst_transport_BrokenTokens::staysApart()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, tokens);
    for (const qsizetype piece : {qsizetype{0}, qsizetype{7}})
        QCOMPARE(tokensOf(scanAll(text, piece)), tokens);
}

void tst_transport_BrokenTokens::namesChunks_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("name");
    QTest::newRow("colon") << "Cookie: s:0="_ba << u"s:0"_s;
    QTest::newRow("colon, encoded") << "Cookie: s%3A0="_ba << u"s:0"_s;
    QTest::newRow("brackets, encoded") << "Cookie: s%5B0%5D="_ba << u"s[0]"_s;
    QTest::newRow("colon, in JSON") << R"({"name":"s:0","value":")"_ba << u"s:0"_s;
    QTest::newRow("full stop") << "Cookie: s.0="_ba << u"s.0"_s;
}

void tst_transport_BrokenTokens::namesChunks()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, name);
    const QList<FoundToken> found = scanAll(before + jws());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().place.name, name);
}

QTEST_GUILESS_MAIN(tst_transport_BrokenTokens)
#include "tst_transport_BrokenTokens.moc"
