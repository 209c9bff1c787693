#include "tests/transport/ScannedText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace gatehouse::transport;
using namespace Qt::StringLiterals;

/// What a scan costs, and that it does not matter in which pieces or ranges bytes come.
class tst_transport_ScanBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesMakeNoDifference_data();
    void piecesMakeNoDifference();
    void rangesMakeNoDifference();
    void isLinear_data();
    void isLinear();
};

void tst_transport_ScanBounds::piecesMakeNoDifference_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 2, 3, 63, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200000})
        QTest::addRow("%d bytes", piece) << piece;
}

void tst_transport_ScanBounds::piecesMakeNoDifference()
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

void tst_transport_ScanBounds::rangesMakeNoDifference()
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
            TokenScanner scanner(inspector::headerShape,
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

void tst_transport_ScanBounds::isLinear_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("eyJ") << "eyJ"_ba;
    QTest::newRow("eyJ.") << "eyJ."_ba;
    QTest::newRow("dots") << "."_ba;
    QTest::newRow("base64") << "TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsu"_ba;
    QTest::newRow("headers") << QByteArray(part(R"({"alg":"HS256"})"));
    QTest::newRow("headers with dots") << QByteArray(part(R"({"alg":"HS256"})") + '.');
    QTest::newRow("tokens") << QByteArray(jws() + ' ');
    QTest::newRow("soft breaks") << "eyJ=\n"_ba;
    QTest::newRow("backslashes") << "eyJ\\\\\\\\"_ba;
    QTest::newRow("percent signs") << "eyJ%25%25"_ba;
    QTest::newRow("wrapped") << QByteArray(part(QByteArray(57, '{')) + '\n');
    QTest::newRow("chunks without their next") << QByteArray("s.0=" + part(R"({"alg":"HS256"})") + ".e30.A ");
    QTest::newRow("line ends in e") << "e\n"_ba;
    QTest::newRow("encoded") << "ZXlK"_ba;
    QTest::newRow("encoded, apart") << "ZXlK "_ba;
    QTest::newRow("encoded tokens") << QByteArray(jws().toBase64() + ' ');
    QTest::newRow("lines of the beginning of a header") << "eyJ0\n"_ba;
    QTest::newRow("lines of it, of five letters") << "eyJ0a\n"_ba;
    QTest::newRow("lines of headers") << QByteArray(part(R"({"alg":"HS256","typ":"JWT"})") + '\n');
    QTest::newRow("a document in base64 without an end") << QByteArray(R"({"a":"eyJhIjoxfQ"},)").repeated(3).toBase64();
    QTest::newRow("braces without an end") << "{\"eyJhIjox"_ba;
    QTest::newRow("objects without an end") << R"({"a":"eyJhIjox",)"_ba;
    QTest::newRow("strings without an end") << "{\"\\\"eyJh"_ba;
    QTest::newRow("percent-encoded") << "%22eyJh"_ba;
    QTest::newRow("headers that go on") << "eyJhbGciOi"_ba;
    QTest::newRow("UTF-16") << QByteArray("e\0y\0J\0", 6);
    QTest::newRow("UTF-16, apart") << QByteArray("e\0y\0J\0 ", 7);
    QTest::newRow("UTF-16 in base64") << "ZQB5AEoA"_ba;
    QTest::newRow("UTF-16 in base64, apart") << "ZQB5AEoA ZQB5AEo="_ba;
    QTest::newRow("twice") << "WlhsS"_ba;
    QTest::newRow("twice, apart") << "WlhsSWlhsSWlhsSWlhsSWlhsSWlhsSWlhsSWlhsSWlhsS "_ba;
    QTest::newRow("lines of twice") << "WlhsS\n"_ba;
    QTest::newRow("gzip") << "H4sI"_ba;
    QTest::newRow("lines of gzip") << "H4sIAAAAAAAAA\n"_ba;
    QTest::newRow("lines of zlib") << "eJwrKEpNTgYABQQBgA\n"_ba;
    QTest::newRow("chunks in another notation") << "s%5B0%5D=eyJhbGciOiJI; s%5B1%5D=AA; "_ba;
    QTest::newRow("chunks of documents") << "s.0=base64-eyJhbGciOiJIeyJhbGciOiJIeyJhbGciOiJI; "_ba;
    QTest::newRow("spaces in front of breaks") << "eyJ \n"_ba;
    QTest::newRow("fields of HTTP") << "Content-Encoding:\n"_ba;
    QTest::newRow("heads of HTTP") << "Content-Encoding: gzip\n\n"_ba;
    QTest::newRow("heads of HTTP with binary bodies") << "Content-Encoding: br\n\n\1\2\3"_ba;
    QTest::newRow("bodies in chunks") << "Transfer-Encoding: chunked\n\n3\r\nabc\r\n0\r\n"_ba;
    QTest::newRow("chunks without an end") << "Transfer-Encoding: chunked\n\n3\r\nabc\r\n"_ba;
    QTest::newRow("messages in base64") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"_ba.toBase64();
    QTest::newRow("lines of them") << "HTTP/1.1 200 OK\r\nA: b\r\n"_ba.toBase64() + '\n';
    QTest::newRow("beginnings of them") << "UE9TVC SFRUUC "_ba;
    QTest::newRow("gzip in bytes") << "\x1F\x8B\x08\0\0\0\0\0\0\x03xxxxxxxxxxxxxxxxxxxxxxxxxxxxx"_ba;
    QTest::newRow("zip in bytes") << "PK\x03\x04\x14\0\0\0\x08\0xxxxxxxxxxxxxxxx\1\0\0\0xxxxxxx"_ba;
    QTest::newRow("zip in bytes, with ends") << "PK\x03\x04\x14\0\0\0\x08\0xxxxxxxxxxxxxxxx\1\0\0\0xPK\5\6"_ba;
    QTest::newRow("escaped, each") << "%65%79%4A"_ba;
    QTest::newRow("escaped in JSON, each") << "\\u0065\\u0079 "_ba;
    QTest::newRow("base64 many times over") << "Vm0wd2QyUXlVWGxWV0d4V1YwZDRWMVl3WkRSV01WbDNXa1JTVjAxV2JET "_ba;
    QTest::newRow("lines of any width") << QByteArray(part(R"({"alg":"RS256"})") + '.' + "a\n"_ba.repeated(30));
    QTest::newRow("HAR texts") << "\"text\":\"eyJh\""_ba;
}

void tst_transport_ScanBounds::isLinear()
{
    QFETCH(QByteArray, unit);
    const QByteArray small = unit.repeated(128 * 1024 / unit.size());
    const QByteArray large = small.repeated(8);
    const qint64 few = stepsFor(small);
    const qint64 many = stepsFor(large);
    // Some looks at each byte, headers included, and the budget for chunks once; never a product of sizes.
    QVERIFY2(many <= 10 * large.size(), qPrintable(QString::number(double(many) / double(large.size()))));
    QVERIFY2(many <= 10 * few + 8 * 1024 * 1024, qPrintable(QString::number(double(many) / double(few))));
    const QByteArray har = R"({"log":{"entries":[)" + large;
    QVERIFY(stepsFor(har) <= 12 * large.size());
}

QTEST_GUILESS_MAIN(tst_transport_ScanBounds)
#include "tst_transport_ScanBounds.moc"
