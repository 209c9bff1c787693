#include "models/archive/ArchiveReader.h"

#include "tests/archive/Packing.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <cstring>

using namespace gatehouse;
using namespace gatehouse::archive;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

using transport::SkipReason;

namespace {

class Collected : public transport::ContainerVisitor
{
public:
    void begin(const QString &member) override { contents.append({member, {}}); }
    bool bytes(QByteArrayView bytes) override
    {
        total += bytes.size();
        if (contents.last().second.size() < 1000)
            contents.last().second.append(bytes.first(std::min<qsizetype>(bytes.size(), 1000)));
        return !stopAtOnce;
    }
    void end() override { ++ended; }
    void skipped(const QString &member, SkipReason reason) override
    {
        skips.append(u"%1 %2"_s.arg(member, transport::skipReasonName(reason)).trimmed());
    }

    QList<std::pair<QString, QByteArray>> contents;
    QStringList skips;
    qint64 total = 0;
    int ended = 0;
    bool stopAtOnce = false;
};

/// Cannot be read twice, and gives a few bytes at a time.
class Pipe : public QIODevice
{
public:
    explicit Pipe(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const auto size = std::min<qint64>({most, 7, m_bytes.size() - m_at});
        std::memcpy(to, m_bytes.constData() + m_at, static_cast<std::size_t>(size));
        m_at += size;
        return size;
    }
    qint64 writeData(const char * /*bytes*/, qint64 /*size*/) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

Collected visited(const QByteArray &bytes, const ArchiveReader &reader = ArchiveReader())
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    Collected collected;
    transport::ContainerUse use;
    static_cast<void>(reader.visit(buffer, collected, use));
    return collected;
}

/// The most memory this process ever had, in kB.
qint64 peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.sliced(text.indexOf("VmHWM:") + 6).trimmed().split(' ').first().toLongLong();
}

} // namespace

class tst_archive_ArchiveReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens_data();
    void opens();
    void skips_data();
    void skips();
    void plainTextIsNoContainer_data();
    void plainTextIsNoContainer();
    void readsPipes();
    void searchesWhatIsBehindTheEnd_data();
    void searchesWhatIsBehindTheEnd();
    void searchesWhatAZipDoesNotList_data();
    void searchesWhatAZipDoesNotList();
    void opensDeflateAlone();
    void stopsWhenTold();
    void bombsEndSoon_data();
    void bombsEndSoon();
};

void tst_archive_ArchiveReader::opens_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("members");
    const QByteArray text = "the text of it\n";
    for (const char *filter : {"gzip", "bzip2", "xz", "zstd"}) {
        QTest::newRow(filter) << packed(text, filter) << u""_s;
        QTest::addRow("%s in gzip", filter) << packed(packed(text, filter), "gzip") << u""_s;
        QTest::addRow("zip in %s", filter) << packed(zipped({{"a.log", text}}), filter) << u"a.log"_s;
    }
    QTest::newRow("two gzip streams") << packed("the text ", "gzip") + packed("of it\n", "gzip") << u""_s;
    QTest::newRow("zlib") << qCompress(text).sliced(4) << u""_s;
    QTest::newRow("zip") << zipped({{"a.log", text}, {"b/c.log", text}}) << u"a.log b/c.log"_s;
    QTest::newRow("zip, stored") << zipped({{"a.log", text}}, "zip:compression=store") << u"a.log"_s;
    QTest::newRow("zip in zip, gzip in that")
        << zipped({{"a.zip", zipped({{"b.log.gz", packed(text, "gzip")}})}}) << u"a.zip/b.log.gz"_s;
}

void tst_archive_ArchiveReader::opens()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, members);
    QVERIFY(ArchiveReader().isContainer(bytes.first(std::min<qsizetype>(bytes.size(), 512))));
    const Collected collected = visited(bytes);
    QStringList names;
    for (const auto &[name, content] : collected.contents) {
        names.append(name);
        QCOMPARE(content, "the text of it\n"_ba);
    }
    QCOMPARE(names.join(u' '), members);
    QVERIFY(!collected.contents.isEmpty());
    QCOMPARE(collected.ended, collected.contents.size());
    QCOMPARE(collected.skips, QStringList());
}

void tst_archive_ArchiveReader::skips_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("skips");
    QByteArray noise(100000, Qt::Uninitialized);
    for (qsizetype i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<char>(i * i * 31 + i / 7);
    for (const char *filter : {"gzip", "bzip2", "xz", "zstd"})
        QTest::addRow("%s, cut off", filter) << packed(noise, filter).chopped(40) << u"damaged"_s;
    QTest::newRow("zlib, cut off") << qCompress(noise).sliced(4).chopped(40) << u"damaged"_s;
    QByteArray wrong = packed(noise, "gzip");
    wrong[wrong.size() / 2] = static_cast<char>(wrong[wrong.size() / 2] ^ 0x55);
    QTest::newRow("gzip, altered") << wrong << u"damaged"_s;
    QTest::newRow("encrypted zip") << zipped({{"a.log", noise}}, "zip:encryption=zipcrypt") << u"a.log encrypted"_s;
    QTest::newRow("LZMA from before xz") << QByteArray("\x5D\0\0\x80\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\x3D\x88", 16) +
                                                noise
                                         << u"unsupported"_s;
    QTest::newRow("lzop") << "\x89LZO"_ba + noise << u"unsupported"_s;
    QTest::newRow("Snappy") << QByteArray("\xFF\x06\0\0sNaPpY", 10) + noise << u"unsupported"_s;
    QTest::newRow("7z") << "7z\xBC\xAF\x27\x1C"_ba + noise << u"unsupported"_s;
    QByteArray astray = zipped({{"a.log", noise}});
    astray.replace(astray.lastIndexOf("PK\x01\x02") + 42, 4, "\xF0\xFF\xFF\xC0");
    QTest::newRow("zip, whose member is said to be elsewhere") << astray << u"damaged"_s;
    QTest::newRow("rar in zip") << zipped({{"a.rar", "Rar!\x1A\x07\x01"_ba + noise}}) << u"a.rar unsupported"_s;
    QByteArray deep = noise;
    for (int i = 0; i < 7; ++i)
        deep = packed(deep, "gzip");
    QTest::newRow("seven levels") << deep << u"too-deep"_s;
    QTest::newRow("xz with a dictionary of 1.5 GB") << QByteArray::fromHex("fd377a585a000004e6d6b446"
                                                                           "0200210125000000") +
                                                           noise
                                                    << u"window"_s;
    QTest::newRow("zstd with a window of 1 GB") << QByteArray::fromHex("28b52ffd00a0") + noise << u"window"_s;
}

void tst_archive_ArchiveReader::skips()
{
    QTest::failOnWarning();
    QFETCH(QByteArray, bytes);
    QFETCH(QString, skips);
    QCOMPARE(visited(bytes).skips.join(u", "), skips);
}

void tst_archive_ArchiveReader::plainTextIsNoContainer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("text") << "xylophones are instruments, x^2 and x\x01 are not"_ba;
    QTest::newRow("power") << "x^2 + y^2 = z^2"_ba;
    QTest::newRow("BZh") << "BZh1 is where the meeting is"_ba;
    QTest::newRow("JSON") << "{\"log\":{}}"_ba;
}

void tst_archive_ArchiveReader::plainTextIsNoContainer()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!ArchiveReader().isContainer(bytes));
}

void tst_archive_ArchiveReader::readsPipes()
{
    for (const QByteArray &bytes :
         {packed("text", "gzip"), qCompress("text").sliced(4), zipped({{"a.log", "text"}, {"b.log", "text"}})}) {
        Pipe pipe(bytes);
        pipe.open(QIODevice::ReadOnly);
        Collected collected;
        transport::ContainerUse use;
        QVERIFY(ArchiveReader().visit(pipe, collected, use).has_value());
        QVERIFY(!collected.contents.isEmpty());
        QCOMPARE(collected.contents.last().second, "text"_ba);
        QCOMPARE(collected.skips, QStringList());
    }
}

void tst_archive_ArchiveReader::searchesWhatIsBehindTheEnd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("members");
    const QByteArray zip = zipped({{"a", "text"}});
    QByteArray commented = zip;
    commented[commented.size() - 2] = 7;
    const QByteArray large(70000, 'x');
    for (const char *filter : {"gzip", "bzip2", "xz", "zstd"}) {
        QTest::addRow("%s", filter) << packed("text", filter) + "more" << u"=text trailing=more"_s;
        QTest::addRow("two of %s", filter)
            << packed("te", filter) + packed("xt", filter) + "more" << u"=text trailing=more"_s;
        QTest::addRow("large, of %s", filter) << packed(QByteArray(300000, 't') + "text", filter) + "more"
                                              << u"="_s + QString(1000, u't') + u" trailing=more"_s;
        // What it stores as it is ends like a stream of its own.
        QTest::addRow("%s in itself", filter)
            << packed(packed(packed("text", filter), filter), filter) + "more" << u"=text trailing=more"_s;
    }
    QTest::newRow("xz with padding") << packed("text", "xz") + QByteArray(8, '\0') + "more" << u"=text trailing=more"_s;
    QTest::newRow("gzip, one byte") << packed("text", "gzip") + 'm' << u"=text trailing=m"_s;
    QTest::newRow("zlib") << qCompress("text").sliced(4) + "more" << u"=text trailing=more"_s;
    QTest::newRow("zip") << zip + "more" << u"a=text trailing=more"_s;
    QTest::newRow("zip with a comment") << commented + "comment" << u"a=text trailing=comment"_s;
    QTest::newRow("zip, far behind") << zip + large << u"a=text trailing="_s + QString::fromLatin1(large.first(1000));
    QTest::newRow("zip in gzip") << packed(zip + "more", "gzip") << u"a=text trailing=more"_s;
    QTest::newRow("gzip in zip") << zipped({{"b.gz", packed("text", "gzip") + "more"}})
                                 << u"b.gz=text b.gz/trailing=more"_s;
    QTest::newRow("zip behind gzip") << packed("text", "gzip") + zip << u"=text trailing/a=text"_s;
}

void tst_archive_ArchiveReader::searchesWhatIsBehindTheEnd()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, members);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    Pipe pipe(bytes);
    pipe.open(QIODevice::ReadOnly);
    for (QIODevice *device : std::initializer_list<QIODevice *>{&buffer, &pipe}) {
        Collected collected;
        transport::ContainerUse use;
        QVERIFY(ArchiveReader().visit(*device, collected, use).has_value());
        QStringList list;
        for (const auto &[name, content] : std::as_const(collected.contents))
            list.append(name + u'=' + QString::fromLatin1(content.first(std::min<qsizetype>(content.size(), 1000))));
        QCOMPARE(list.join(u' '), members);
        QCOMPARE(collected.skips, QStringList());
    }
}

void tst_archive_ArchiveReader::searchesWhatAZipDoesNotList_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("members");
    const QByteArray one = zipped({{"a", "text"}});
    const QByteArray other = zipped({{"b", "more"}});
    const QByteArray gap(40, 'g');
    const qsizetype directory = one.lastIndexOf("PK\x01\x02");
    // Behind the only member, in front of the directory: where that begins is said in the end record.
    QByteArray before = one;
    before.insert(directory, gap);
    const qsizetype record = before.lastIndexOf("PK\x05\x06");
    const qsizetype offset = directory + gap.size();
    before[record + 16] = static_cast<char>(offset & 0xFF);
    before[record + 17] = static_cast<char>(offset >> 8);
    const QString gapText = QString::fromLatin1(gap);
    QTest::newRow("in front of the directory") << before << u"a=text unlisted="_s + gapText;
    QTest::newRow("two zips") << one + other << u"b=more unlisted/a=text"_s;
    QTest::newRow("nothing") << zipped({{"a", "text"}, {"b", "more"}}) << u"a=text b=more"_s;
}

void tst_archive_ArchiveReader::searchesWhatAZipDoesNotList()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, members);
    const Collected collected = visited(bytes);
    QStringList list;
    for (const auto &[name, content] : collected.contents)
        list.append(name + u'=' + QString::fromLatin1(content));
    QCOMPARE(list.join(u' '), members);
    QCOMPARE(collected.skips, QStringList());
}

void tst_archive_ArchiveReader::opensDeflateAlone()
{
    const QByteArray text = "a text that is long enough to be told from noise, and then some more of it\n";
    const QByteArray packedText = qCompress(text).sliced(6).chopped(4);
    QVERIFY(ArchiveReader().isContainer(packedText));
    const Collected collected = visited(packedText);
    QCOMPARE(collected.contents.size(), 1);
    QCOMPARE(collected.contents.first().second, text);
    QVERIFY(!ArchiveReader().isContainer(text));
    QVERIFY(!ArchiveReader().isContainer(QByteArray(600, '\xFF')));
}

void tst_archive_ArchiveReader::stopsWhenTold()
{
    QBuffer buffer;
    buffer.setData(zipped({{"a", "text"}, {"b", "text"}}));
    buffer.open(QIODevice::ReadOnly);
    Collected collected;
    collected.stopAtOnce = true;
    transport::ContainerUse use;
    QCOMPARE(ArchiveReader().visit(buffer, collected, use).error().code, base::ErrorCode::Cancelled);
    QCOMPARE(collected.contents.size(), 1);
}

void tst_archive_ArchiveReader::bombsEndSoon_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("skips");
    const QByteArray zeros(qsizetype{32} << 20, '\0');
    QByteArrayList streams;
    for (const char *filter : {"gzip", "bzip2", "xz", "zstd"}) {
        QByteArray bomb = packed(zeros, filter);
        bomb = bomb.repeated(32); // a gigabyte
        QTest::addRow("%s of 1:1000", filter) << bomb << u"expanding"_s;
    }
    QTest::newRow("zlib") << qCompress(zeros).sliced(4) << u"expanding"_s;
    QList<std::pair<QByteArray, QByteArray>> members;
    for (int i = 0; i < 32; ++i)
        members.append({"zeros." + QByteArray::number(i), zeros});
    QTest::newRow("zip") << zipped(members) << u"zeros.0 expanding"_s;
    QByteArray nested = "text";
    for (int i = 0; i < 42; ++i)
        nested = packed(nested, "gzip");
    QTest::newRow("42 gzips inside one another") << nested << u"too-deep"_s;
    nested = "text";
    for (int i = 0; i < 42; ++i)
        nested = zipped({{"z", nested}});
    QTest::newRow("42 zips inside one another") << nested << u"z/z/z/z/z/z too-deep"_s;
    nested = "text";
    for (int i = 0; i < 42; ++i)
        nested = packed(nested, i % 2 ? "xz" : "zstd");
    QTest::newRow("42 of xz and zstd") << nested << u"too-deep"_s;
}

void tst_archive_ArchiveReader::bombsEndSoon()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, skips);
    const qint64 before = peakMemory();
    QElapsedTimer timer;
    timer.start();
    const Collected collected = visited(bytes);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(collected.skips.join(u", ").startsWith(skips), qPrintable(collected.skips.join(u", ")));
    QVERIFY(collected.total <= qint64{64} << 20);
    // Nothing here asks for a window larger than 8 MB.
    QVERIFY2(peakMemory() - before <= qint64{72} * 1024, qPrintable(QString::number(peakMemory() - before)));
}

QTEST_GUILESS_MAIN(tst_archive_ArchiveReader)
#include "tst_archive_ArchiveReader.moc"
