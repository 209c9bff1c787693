#include "models/archive/ArchiveReader.h"
#include "models/scan/BatchInspection.h"
#include "tests/archive/Packing.h"
#include "tests/inspector/TokenSmith.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::scan;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Compressed bytes that a text holds in base64: they are searched, or listed as skipped.
class tst_scan_Compressed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSearched_data();
    void isSearched();
    void isCountedOnce_data();
    void isCountedOnce();
    void opensBodies_data();
    void opensBodies();
    void opensWhatIsInside_data();
    void opensWhatIsInside();
    void readsNamesOfMembers();
    void isListed_data();
    void isListed();
    void sharesOneAllowance();
    void comesBackToTheText();
    void linesAreApart();
    void isFoundInAnyPiece();

private:
    QByteArray token(int number = 1) const
    {
        return m_smith.hs256(R"({"alg":"HS256"})", R"({"n":)" + QByteArray::number(number) + '}');
    }
    BatchResult inspected(const QByteArray &text, bool isFile) const;

    TokenSmith m_smith;
    gatehouse::archive::ArchiveReader m_containers; // libarchive has a struct of that name
};

namespace {

/// RFC 1952, with the content as it is.
QByteArray storedGzip(const QByteArray &content)
{
    quint32 checksum = 0xFFFFFFFF;
    for (const char c : content) {
        checksum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            checksum = checksum >> 1 ^ ((checksum & 1) != 0 ? 0xEDB88320 : 0);
    }
    QByteArray end;
    for (const quint32 number : {~checksum, static_cast<quint32>(content.size())}) {
        for (int byte = 0; byte < 4; ++byte)
            end.append(static_cast<char>(number >> (8 * byte)));
    }
    return QByteArray("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10) + qCompress(content, 0).sliced(6).chopped(4) + end;
}

} // namespace

BatchResult tst_scan_Compressed::inspected(const QByteArray &text, bool isFile) const
{
    const auto policy = [] {
        return inspector::VerificationPolicy{.keys = TokenSmith::hmacKey(),
                                             .textOrigin = inspector::VerificationPolicy::TextOrigin::Field,
                                             .explain = false,
                                             .judgePolicy = false};
    };
    BatchInspection batch(m_smith.inspector, policy, {.threads = 2, .containers = &m_containers});
    if (isFile) {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"input"_s));
        const bool isRead = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush() &&
                            batch.addFile(file.fileName()).has_value();
        if (!isRead)
            qFatal("a file could not be read");
        return batch.take();
    }
    QBuffer buffer;
    buffer.setData(text);
    buffer.open(QIODevice::ReadOnly);
    if (!batch.addDevice(u"pasted"_s, buffer))
        qFatal("a buffer could not be read");
    return batch.take();
}

void tst_scan_Compressed::isSearched_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray body = "{\"access_token\":\"" + token() + "\"}";
    const QByteArray zlib = qCompress(body).sliced(4);
    const auto row = [](const char *name, const QByteArray &packed) {
        QTest::addRow("%s", name) << packed.toBase64();
        QTest::addRow("%s in a HAR", name) << R"({"log":{"version":"1.2","entries":[{"response":{"content":{"text":")" +
                                                  packed.toBase64().replace("/", "\\/") +
                                                  R"(","encoding":"base64"}}}]}})";
        QTest::addRow("%s in an address", name)
            << "GET /?SAMLRequest=" + packed.toBase64().toPercentEncoding() + "&x=1";
        QTest::addRow("%s in base64url", name)
            << "x=" + packed.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ";";
        QByteArray lines = packed.toBase64();
        for (qsizetype at = 76; at < lines.size(); at += 78)
            lines.insert(at, "\r\n");
        QTest::addRow("%s in lines", name) << "Content-Transfer-Encoding: base64\r\n\r\n" + lines + "\r\n--b--\r\n";
    };
    for (const char *filter : {"gzip", "bzip2", "xz", "zstd"})
        row(filter, packed(body, filter));
    row("zlib", zlib);
    for (const int level : {1, 5, 9})
        row("zlib of a level", qCompress(body, level).sliced(4));
    row("zip", zipped({{"a.json", body}}));
    row("gzip in zip", zipped({{"a.gz", packed(body, "gzip")}}));
    row("base64 of gzip in gzip", packed("x: " + packed(body, "gzip").toBase64() + "\n", "gzip"));
    row("behind the end of gzip", packed("nothing", "gzip") + body);
    const QByteArray deflated = zlib.sliced(2).chopped(4);
    for (const char *name : {"SAMLRequest=", "RelayState=x&SAMLResponse=", "\"SAMLRequest\": \""})
        QTest::addRow("deflate alone behind %s", name)
            << "GET /?" + (name + deflated.toBase64().toPercentEncoding()) + (name[0] == '"' ? "\"" : "&x=1");
    QTest::newRow("deflate alone in a HAR")
        << R"({"log":{"version":"1.2","entries":[{"request":{},"response":{"content":{"text":")" + deflated.toBase64() +
               R"(","encoding":"base64"}}}]}})";
    QTest::newRow("a release of Helm") << "data:\n  release: " + packed(body, "gzip").toBase64().toBase64() + "\n";
}

void tst_scan_Compressed::isSearched()
{
    QFETCH(QByteArray, text);
    for (const bool isFile : {false, true}) {
        const BatchResult result = inspected(text, isFile);
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(result.rows.first().token, token());
        QCOMPARE(result.rows.first().signature, inspector::Signature::Verified);
        QVERIFY(result.rows.first().through.testFlag(transport::Transport::Base64));
        // What a stream stores as it is may also be seen from outside.
        QVERIFY(result.sources.join(u' ').contains(u"/base64:"));
        for (const BatchResult::Skipped &one : result.skipped)
            QFAIL(qPrintable(one.source + u' ' + transport::skipReasonName(one.reason)));
    }
}

void tst_scan_Compressed::isCountedOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("count");
    const QByteArray body = "{\"access_token\":\"" + token() + "\"}";
    // As it is stored, it is seen from outside as well.
    const QByteArray zip = zipped({{"a.json", body}}, "zip:compression=store");
    // Directly behind it there, what comes next in a zip looks like more of it.
    const QByteArray bare = zipped({{"a.txt", token()}, {"b.txt", "x"}}, "zip:compression=store");
    const QByteArray gzip = storedGzip(body);
    for (const QByteArray &packed : {zip, bare, gzip}) {
        QTest::addRow("in base64 %lld", qlonglong(packed.size())) << packed.toBase64() << 1;
        QTest::addRow("a member of an object %lld", qlonglong(packed.size()))
            << R"({"data":")" + packed.toBase64() + "\"}" << 1;
        QTest::addRow("in a mail %lld", qlonglong(packed.size()))
            << "--b\r\nContent-Transfer-Encoding: base64\r\n\r\n" + packed.toBase64() + "\r\n--b--\r\n"
            << 1;
        QTest::addRow("in other bytes %lld", qlonglong(packed.size())) << "a line\n" + packed + "\nanother\n" << 1;
        QTest::addRow("and once more behind it %lld", qlonglong(packed.size()))
            << "a line\n" + packed + "\nanother " + token() + '\n'
            << 2;
        QTest::addRow("and behind its base64 %lld", qlonglong(packed.size()))
            << packed.toBase64() + "\nanother " + token() + '\n'
            << 2;
        QTest::addRow("twice %lld", qlonglong(packed.size())) << packed.toBase64() + " and " + packed.toBase64() + '\n'
                                                              << 2;
    }
}

void tst_scan_Compressed::isCountedOnce()
{
    QFETCH(QByteArray, text);
    QFETCH(int, count);
    for (const bool isFile : {false, true}) {
        const BatchResult result = inspected(text, isFile);
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(result.rows.first().signature, inspector::Signature::Verified);
        QCOMPARE(result.rows.first().seen, count);
        QVERIFY(result.skipped.isEmpty());
    }
}

void tst_scan_Compressed::opensBodies_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray body = "{\"access_token\":\"" + token() + "\"}";
    const QByteArray zlib = qCompress(body).sliced(4);
    const auto row = [](const QByteArray &name, const QByteArray &message) {
        QTest::addRow("%s", name.constData()) << message;
        QTest::addRow("%s, behind a log", name.constData()) << "a line\r\nanother\r\n\r\n" + message;
        QTest::addRow("%s, in base64", name.constData())
            << "<response base64=\"true\"><![CDATA[" + message.toBase64() + "]]></response>";
        QTest::addRow("%s, in gzip", name.constData()) << packed(message, "gzip");
    };
    for (const QByteArray &content : {packed(body, "gzip"), zlib, packed(body, "zstd")}) {
        const QByteArray encoding = content == zlib ? "deflate" : content.startsWith("\x1F") ? "gzip" : "zstd";
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nDate: x\r\n";
        const QByteArray chunks = QByteArray::number(20, 16) + "\r\n" + content.first(20) + "\r\n" +
                                  QByteArray::number(content.size() - 20, 16) + "\r\n" + content.sliced(20) +
                                  "\r\n0\r\n\r\n";
        row(encoding, head + "\r\n" + content);
        row(encoding + " with a length",
            head + "Content-Length: " + QByteArray::number(content.size()) + "\r\n\r\n" + content + "\r\nbye");
        row(encoding + " in chunks", head + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "\r\nbye");
        row(encoding + " of a request", "POST / HTTP/1.1\r\ncontent-encoding: " + encoding + "\r\n\r\n" + content);
    }
}

void tst_scan_Compressed::opensBodies()
{
    QFETCH(QByteArray, text);
    for (const bool isFile : {false, true}) {
        const BatchResult result = inspected(text, isFile);
        for (const BatchResult::Skipped &one : result.skipped)
            QFAIL(qPrintable(one.source + u' ' + transport::skipReasonName(one.reason)));
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(result.rows.first().signature, inspector::Signature::Verified);
        QVERIFY(result.sources.join(u' ').contains(u"/body:"));
    }
}

void tst_scan_Compressed::opensWhatIsInside_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray noise(3000, Qt::Uninitialized);
    for (qsizetype i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<char>(i * i * 31 + i / 7);
    const QByteArray body = "{\"access_token\":\"" + token() + "\"}";
    for (const QByteArray &content :
         {packed(body, "gzip"), packed(body, "xz"), packed(body, "zstd"), packed(body, "bzip2"), zipped({{"a", body}}),
          zipped({{"b", noise}, {"c", body}})}) {
        const QByteArray begins = content.first(4).toHex();
        QTest::addRow("behind a program: %s %lld", begins.constData(), qlonglong(content.size()))
            << "MZ" + noise + content;
        QTest::addRow("behind a log: %s %lld", begins.constData(), qlonglong(content.size()))
            << "a line\nanother\n" + content;
        QTest::addRow("between lines: %s %lld", begins.constData(), qlonglong(content.size()))
            << "a line\nanother\n" + content + "\nand the last line of all\n";
    }
}

void tst_scan_Compressed::opensWhatIsInside()
{
    QFETCH(QByteArray, text);
    for (const bool isFile : {false, true}) {
        const BatchResult result = inspected(text, isFile);
        QCOMPARE(result.rows.size(), 1);
        QCOMPARE(result.rows.first().signature, inspector::Signature::Verified);
        QVERIFY(result.sources.join(u' ').contains(u"/bytes:"));
        for (const BatchResult::Skipped &one : result.skipped)
            QFAIL(qPrintable(one.source + u' ' + transport::skipReasonName(one.reason)));
    }
}

void tst_scan_Compressed::readsNamesOfMembers()
{
    const BatchResult result = inspected(zipped({{"a/" + token() + ".txt", "x"}}), false);
    QCOMPARE(result.rows.size(), 1);
}

void tst_scan_Compressed::isListed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("skipped");
    QByteArray noise(3000, Qt::Uninitialized);
    for (qsizetype i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<char>(i * i * 31 + i / 7);
    const QByteArray cut = packed(noise, "gzip").chopped(40).toBase64();
    QTest::newRow("cut off") << "\n\nx: " + cut << u"pasted/base64:3 damaged"_s;
    QTest::newRow("encrypted") << zipped({{"a", noise}}, "zip:encryption=zipcrypt").toBase64()
                               << u"pasted/base64:1/a encrypted"_s;
    const QByteArray brotli("\x1B\x24\0\x04\x90\xA4\x92", 7);
    const QByteArray message = "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + brotli;
    QTest::newRow("Brotli") << "x\n" + message << u"pasted/body:3 unsupported"_s;
    QTest::newRow("Brotli in base64") << "\n<response>" + message.toBase64() << u"pasted/body:2 unsupported"_s;
    QTest::newRow("Brotli in a HAR")
        << R"({"log":{"version":"1.2","entries":[{"request":{},"response":{"headers":[{"name":"Content-Encoding",)"
           R"("value":"br"}],"content":{"text":")" +
               (brotli + noise.first(20)).toBase64() + R"(","encoding":"base64"}}}]}})"
        << u"pasted/base64:1 unsupported"_s;
    QByteArray often = token();
    for (int i = 0; i < 6; ++i)
        often = often.toBase64();
    QTest::newRow("base64 many times over") << "x\n" + often << u"pasted/base64:2 too-deep"_s;
    QTest::newRow("gzip in a log, cut off")
        << "log\n" + packed(noise, "gzip").chopped(40) << u"pasted/bytes:2 damaged"_s;
    QByteArray deep = "x";
    for (int i = 0; i < 5; ++i)
        deep = packed(deep, "gzip").toBase64();
    QTest::newRow("one inside another") << deep << u"pasted/base64:1/base64:1/base64:1/base64:1/base64:1 too-deep"_s;
}

void tst_scan_Compressed::isListed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, skipped);
    const BatchResult result = inspected(text, false);
    QCOMPARE(result.skipped.size(), 1);
    const BatchResult::Skipped &one = result.skipped.first();
    QCOMPARE(one.source + u' ' + transport::skipReasonName(one.reason), skipped);
}

void tst_scan_Compressed::sharesOneAllowance()
{
    // Each is a small bomb, which alone would be opened.
    constexpr int count = 24;
    constexpr int opened = 16;
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += packed(QByteArray(1024 * 1024, '\0') + token(i), "gzip").toBase64() + '\n';
    for (const bool isFile : {false, true}) {
        const BatchResult result = inspected(text, isFile);
        QVERIFY(std::abs(result.rows.size() - opened) <= 1);
        QVERIFY(result.rows.size() + result.skipped.size() >= count);
        for (const BatchResult::Skipped &one : result.skipped)
            QCOMPARE(one.reason, transport::SkipReason::Expanding);
    }
}

void tst_scan_Compressed::comesBackToTheText()
{
    const QByteArray zip = zipped({{"a.log", token(2)}}).toBase64();
    QByteArray text = token(1) + "\nx: " + zip + "\n";
    text += QByteArray(600000, ' ') + '\n' + token(3) + '\n';
    const BatchResult result = inspected(text, false);
    QCOMPARE(result.rows.size(), 3);
    QCOMPARE(result.sources, (QStringList{u"pasted"_s, u"pasted/base64:2/a.log"_s}));
    for (const BatchRow &row : result.rows) {
        const bool isInside = row.token == token(2);
        QCOMPARE(row.source, isInside ? 1 : 0);
        QCOMPARE(row.place.line, isInside ? 2 : row.token == token(1) ? 1 : 4);
    }
}

void tst_scan_Compressed::linesAreApart()
{
    QByteArray text;
    QByteArrayList tokens;
    for (int i = 0; i < 20; ++i) {
        tokens.append(token(i));
        text += packed(tokens.last(), "gzip").toBase64(QByteArray::OmitTrailingEquals) + '\n';
    }
    const BatchResult result = inspected(text, false);
    QByteArrayList found;
    for (const BatchRow &row : result.rows)
        found.append(row.token);
    QCOMPARE(found, tokens);
    QVERIFY(result.skipped.isEmpty());
}

void tst_scan_Compressed::isFoundInAnyPiece()
{
    // Of lines of base64 in a file that is read in pieces of four megabytes.
    QByteArray text;
    QByteArrayList tokens;
    while (text.size() < 9 * 1024 * 1024) {
        tokens.append(token(static_cast<int>(tokens.size())));
        text += "body=" + packed(tokens.last(), "gzip").toBase64() + ' ' + QByteArray(40000, 'x') + '\n';
    }
    const BatchResult result = inspected(text, true);
    QByteArrayList found;
    for (const BatchRow &row : result.rows)
        found.append(row.token);
    QCOMPARE(found, tokens);
    QVERIFY(result.skipped.isEmpty());
}

QTEST_GUILESS_MAIN(tst_scan_Compressed)
#include "tst_scan_Compressed.moc"
