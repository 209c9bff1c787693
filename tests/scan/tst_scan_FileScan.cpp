#include "models/scan/FileScan.h"

#include "tests/inspector/TokenSmith.h"

#include <QFile>
#include <QStringConverter>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstring>

using namespace gatehouse;
using namespace gatehouse::scan;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

/// Gives an odd number of bytes at a time, one at first.
class DroppingDevice : public QIODevice
{
public:
    explicit DroppingDevice(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const auto size = std::min<qint64>({most, m_at == 0 ? 1 : 4097, m_bytes.size() - m_at});
        std::memcpy(to, m_bytes.constData() + m_at, static_cast<std::size_t>(size));
        m_at += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace

/// Whole files and pipes: on several threads, and in two bytes a character.
class tst_scan_FileScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAreScannedInPieces();
    void textOfWideUnitsIsRead_data();
    void textOfWideUnitsIsRead();

private:
    QByteArray token(int number) const
    {
        return m_smith.hs256(R"({"alg":"HS256"})", R"({"n":)" + QByteArray::number(number) + '}');
    }
    QString write(const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(u"input"_s));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    TokenSmith m_smith;
    QTemporaryDir m_folder;
};

void tst_scan_FileScan::filesAreScannedInPieces()
{
    // Over piece boundaries of 4 MiB, which fall into tokens and between them.
    QByteArray text;
    QByteArrayList tokens;
    for (int i = 0; text.size() < 13 * 1024 * 1024; ++i) {
        tokens.append(token(i));
        text += "line " + QByteArray(i % 500, 'x') + ' ' + tokens.last() + '\n';
    }
    const QString path = write(text);
    for (const int threads : {1, 3}) {
        QByteArrayList found;
        qint64 done = 0;
        const auto read =
            scanFile(path, {.threads = threads, .stop = {}, .progress = [&](qint64 bytes) { done = bytes; }},
                     [&](QList<transport::FoundToken> &&list) {
                         for (const transport::FoundToken &one : list) {
                             found.append(one.token);
                             if (found.size() % 997 == 0)
                                 QCOMPARE(one.place.line, text.first(one.place.offset).count('\n') + 1);
                         }
                     });
        QCOMPARE(read.value(), text.size());
        QCOMPARE(done, text.size());
        QCOMPARE(found, tokens);
    }
}

void tst_scan_FileScan::textOfWideUnitsIsRead_data()
{
    QTest::addColumn<QStringConverter::Encoding>("encoding");
    QTest::addColumn<int>("unitSize");
    QTest::newRow("UTF-16, little-endian") << QStringConverter::Utf16LE << 2;
    QTest::newRow("UTF-16, big-endian") << QStringConverter::Utf16BE << 2;
    QTest::newRow("UTF-32, little-endian") << QStringConverter::Utf32LE << 4;
    QTest::newRow("UTF-32, big-endian") << QStringConverter::Utf32BE << 4;
}

void tst_scan_FileScan::textOfWideUnitsIsRead()
{
    QFETCH(const QStringConverter::Encoding, encoding);
    QFETCH(const int, unitSize);
    QString text;
    QList<qsizetype> places;
    for (int i = 0; i < 3000; ++i) {
        text += u"Grüße aus Zeile \U0001F511 token="_s;
        // A character beyond the first plane is two units of UTF-16, and one of UTF-32.
        places.append(text.size() - (unitSize == 4 ? i + 1 : 0));
        text += QString::fromLatin1(token(i)) + u"\r\n"_s;
    }
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    const QByteArray bytes = encoder.encode(text);
    const auto check = [&](const QList<transport::FoundToken> &found) {
        QCOMPARE(found.size(), 3000);
        for (int i = 0; i < 3000; ++i) {
            QCOMPARE(found[i].token, token(i));
            QCOMPARE(found[i].place.offset, unitSize + unitSize * places[i]); // behind the mark
            QCOMPARE(found[i].place.line, i + 1);
            QCOMPARE(found[i].place.name, u"token"_s);
            QCOMPARE(transport::transportNames(found[i].through), QStringList{u"utf-16"_s});
        }
    };
    QList<transport::FoundToken> found;
    const auto take = [&found](QList<transport::FoundToken> &&list) { found.append(std::move(list)); };
    QCOMPARE(scanFile(write(bytes), {.threads = 2, .stop = {}}, take).value(), bytes.size());
    check(found);
    // In drops, as a pipe gives it: pieces of odd length, the first of a single byte.
    found.clear();
    DroppingDevice drops(bytes);
    drops.open(QIODevice::ReadOnly);
    QCOMPARE(scanDevice(drops, {.threads = 1, .stop = {}}, take).value(), bytes.size());
    check(found);
    // Without the mark they are known by themselves.
    found.clear();
    QVERIFY(scanFile(write(bytes.sliced(unitSize)), {.threads = 1, .stop = {}}, take));
    QCOMPARE(found.size(), 3000);
    for (int i = 0; i < 3000; ++i) {
        QCOMPARE(found[i].token, token(i));
        // Its "e", whichever byte of the unit that is.
        QCOMPARE(found[i].place.offset / unitSize, places[i]);
    }
}

QTEST_GUILESS_MAIN(tst_scan_FileScan)
#include "tst_scan_FileScan.moc"
