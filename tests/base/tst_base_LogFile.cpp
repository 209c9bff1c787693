#include "models/base/LogFile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <thread>
#include <vector>

using gatehouse::base::LogFile;
using namespace Qt::StringLiterals;

class tst_base_LogFile : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    QByteArray content(const QString &suffix = {}) const
    {
        QFile file(m_path + suffix);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static mode_t modeOf(const QString &path)
    {
        struct stat status = {};
        return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777 : 0;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"state/gatehouse.log"_s);
    }

    void linesAreKeptAndPrivate()
    {
        ::umask(0);
        {
            LogFile log(m_path);
            QVERIFY(!QFileInfo::exists(m_path)); // nothing has been said yet
            log.write(u"one"_s);
            log.write(u"two"_s);
        }
        LogFile(m_path).write(u"three"_s);
        QCOMPARE(content(), "one\ntwo\nthree\n"_ba);
        QCOMPARE(modeOf(m_path), mode_t(0600));
        QCOMPARE(modeOf(QFileInfo(m_path).path()), mode_t(0700));
    }

    void whatOthersCouldReadIsMadePrivate()
    {
        LogFile(m_path).write(u"one"_s);
        QCOMPARE(::chmod(QFile::encodeName(m_path).constData(), 0644), 0);
        LogFile(m_path).write(u"two"_s);
        QCOMPARE(modeOf(m_path), mode_t(0600));
    }

    void linesAreMadeSafe()
    {
        LogFile log(m_path);
        log.write(u"Authorization: Bearer Zx9canary http://a/b?code=Zx9canary\nforged \u202e line"_s);
        log.write(u"x"_s.repeated(100000));
        const QByteArray kept = content();
        QVERIFY2(!kept.contains("Zx9canary"), kept.constData());
        QCOMPARE(kept.count('\n'), 2);
        QVERIFY(!kept.contains("\u202e"));
        QVERIFY(kept.size() < 5000);
    }

    void aFullFileIsTurnedOverOnce()
    {
        LogFile log(m_path, 1000);
        for (int i = 0; i < 500; ++i)
            log.write(u"line %1"_s.arg(i));
        const QByteArray now = content();
        const QByteArray before = content(u".1"_s);
        QVERIFY(now.size() <= 1000 && before.size() <= 1000);
        QVERIFY(before.size() > 900);
        QVERIFY((before + now).endsWith("line 498\nline 499\n"));
        // Nothing is missing where one goes over into the other.
        const int first = before.split('\n').constLast().isEmpty() ? before.split('\n').at(0).mid(5).toInt() : -1;
        QByteArray expected;
        for (int i = first; i < 500; ++i)
            expected += "line " + QByteArray::number(i) + '\n';
        QCOMPARE(before + now, expected);
        QCOMPARE(QFileInfo(m_path).dir().entryList(QDir::Files).size(), 2);
        QCOMPARE(modeOf(m_path + u".1"_s), mode_t(0600));
    }

    void severalWritersShareOneFile()
    {
        constexpr int writers = 4;
        constexpr int lines = 500;
        {
            std::vector<std::unique_ptr<LogFile>> logs;
            for (int i = 0; i < writers; ++i)
                logs.push_back(std::make_unique<LogFile>(m_path));
            std::vector<std::thread> threads;
            for (int i = 0; i < writers; ++i) {
                threads.emplace_back([&log = *logs.at(static_cast<std::size_t>(i)), i] {
                    for (int line = 0; line < lines; ++line)
                        log.write(u"writer %1 line %2"_s.arg(QString::number(i), QString::number(line)));
                });
            }
            for (std::thread &thread : threads)
                thread.join();
        }
        const QList<QByteArray> kept = content().split('\n');
        QCOMPARE(kept.size(), writers * lines + 1);
        for (const QByteArray &line : kept)
            QVERIFY2(line.isEmpty() || line.startsWith("writer "), line.constData());
    }

    void severalWritersTurnOverOnce()
    {
        LogFile one(m_path, 1000);
        LogFile two(m_path, 1000);
        for (int i = 0; i < 400; ++i)
            (i % 2 ? one : two).write(u"line %1"_s.arg(i));
        // Each knows its own lines only: until one of them looks, a file may grow as many times as there are writers.
        QVERIFY(content().size() <= 2000 && content(u".1"_s).size() <= 2000);
        QVERIFY((content() + content(u".1"_s)).contains("line 399\n"));
        QCOMPARE(QFileInfo(m_path).dir().entryList(QDir::Files).size(), 2);
    }

    void whereNothingCanBeWrittenNothingHappens_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"link", "folder", "pipe"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }

    void whereNothingCanBeWrittenNothingHappens()
    {
        QFETCH(QString, what);
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        const QString other = m_folder->filePath(u"other"_s);
        if (what == "link"_L1)
            QVERIFY(QFile::link(other, m_path));
        else if (what == "folder"_L1)
            QVERIFY(QDir().mkpath(m_path));
        else
            QCOMPARE(::mkfifo(QFile::encodeName(m_path).constData(), 0600), 0);
        LogFile log(m_path, 10);
        log.write(u"a line that is longer than the limit"_s);
        log.write(u"another"_s);
        QVERIFY(!QFileInfo::exists(other));
    }
};

QTEST_GUILESS_MAIN(tst_base_LogFile)
#include "tst_base_LogFile.moc"
