#include "models/store/sql/FileEvents.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstdio>
#include <functional>
#include <sys/inotify.h>
#include <thread>
#include <unistd.h>

using namespace gatehouse::store::sql;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What wakes the thread of a store, and that looking opens nothing.
class tst_store_FileEvents : public QObject
{
    Q_OBJECT

private:
    using Event = std::function<void(const QString &folder, const QString &path)>;

    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static void rename(const QString &from, const QString &to)
    {
        QCOMPARE(std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()), 0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkpath(u"a/b"_s));
        m_path = m_folder->filePath(u"a/b/store"_s);
        write(m_path, "store");
        write(m_path + u"-wal"_s, "log");
    }

    void wakes_data()
    {
        QTest::addColumn<Event>("event");
        const auto row = [](const char *name, Event event) { QTest::newRow(name) << event; };
        row("the store is written", [](const QString &, const QString &path) { write(path, "x"); });
        row("the log is written", [](const QString &, const QString &path) { write(path + u"-wal"_s, "x"); });
        row("the log is removed", [](const QString &, const QString &path) { QFile::remove(path + u"-wal"_s); });
        row("the store is removed", [](const QString &, const QString &path) { QFile::remove(path); });
        row("the store is moved",
            [](const QString &folder, const QString &path) { rename(path, folder + u"/elsewhere"_s); });
        row("another is moved over it", [](const QString &folder, const QString &path) {
            write(folder + u"/other"_s, "other");
            rename(folder + u"/other"_s, path);
        });
        row("its mode changes",
            [](const QString &, const QString &path) { QFile::setPermissions(path, QFile::ReadOwner); });
        row("its folder is moved",
            [](const QString &folder, const QString &) { rename(folder + u"/a/b"_s, folder + u"/a/c"_s); });
        row("the folder above is moved",
            [](const QString &folder, const QString &) { rename(folder + u"/a"_s, folder + u"/c"_s); });
    }
    void wakes()
    {
        QFETCH(Event, event);
        FileEvents events(m_path);
        QVERIFY(events.watch());
        QVERIFY(!events.wait(0ms));
        event(m_folder->path(), m_path);
        QVERIFY(events.wait(5000ms));
        QVERIFY(!events.wait(0ms)); // once
    }

    void theNewFileIsWatchedNext()
    {
        FileEvents events(m_path);
        QVERIFY(events.watch());
        const QString other = m_folder->filePath(u"other"_s);
        write(other, "other");
        rename(other, m_path);
        QVERIFY(events.wait(5000ms));
        QVERIFY(events.watch());
        write(m_path, "x");
        QVERIFY(events.wait(5000ms));
    }

    void othersDoNotWake()
    {
        FileEvents events(m_path);
        QVERIFY(events.watch());
        write(m_folder->filePath(u"a/beside"_s), "x");
        write(m_folder->filePath(u"beside"_s), "x");
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly)); // read, not written
        file.readAll();
        file.close();
        QVERIFY(!events.wait(0ms));
    }

    void anotherThreadWakes()
    {
        FileEvents events(m_path);
        QVERIFY(events.watch());
        const std::jthread other([&events] { events.wake(); });
        QVERIFY(!events.wait(60'000ms)); // long before that; nothing has happened to the files
    }

    void nothingToWatchIsSaid()
    {
        FileEvents gone(m_folder->filePath(u"nowhere/store"_s));
        QVERIFY(!gone.watch());
        QVERIFY(!gone.wait(1ms));
        QVERIFY(QFile::remove(m_path));
        FileEvents missing(m_path);
        QVERIFY(!missing.watch());
    }

    void nothingIsOpened()
    {
        const int spy = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        QVERIFY(::inotify_add_watch(spy, QFile::encodeName(m_folder->filePath(u"a/b"_s)).constData(),
                                    IN_OPEN | IN_ACCESS | IN_CLOSE) > 0);
        FileEvents events(m_path);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(events.watch());
            QVERIFY(!events.wait(1ms));
        }
        std::array<char, 1024> buffer;
        QCOMPARE(::read(spy, buffer.data(), buffer.size()), -1);
        ::close(spy);
    }
};

QTEST_GUILESS_MAIN(tst_store_FileEvents)
#include "tst_store_FileEvents.moc"
