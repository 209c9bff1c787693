#include "models/store/sql/Migrations.h"
#include "models/store/sql/SqlBackend.h"
#include "tests/store/RandomChanges.h"
#include "tests/store/StoreFiles.h"
#include "tests/support/FakeClock.h"

#include <QScopeGuard>

#include <functional>
#include <sys/mount.h>
#include <tuple>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

using Spoil = std::function<void(const QString &path)>;

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Makes a store and then runs statements on it.
Spoil altered(const QStringList &statements)
{
    return [statements](const QString &path) {
        if (!makeStore(path))
            qFatal("no store");
        onFile(path, statements);
    };
}

} // namespace

Q_DECLARE_METATYPE(Spoil)
Q_DECLARE_METATYPE(gatehouse::base::ErrorCode)

class tst_store_BadStores : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    FakeClock m_clock;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"gatehouse.db"_s);
    }

    void isRefused_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<ErrorCode>("code");
        auto row = [](const char *name, const Spoil &spoil, ErrorCode code) { QTest::newRow(name) << spoil << code; };

        row(
            "random bytes",
            [](const QString &path) {
                QByteArray noise(8192, Qt::Uninitialized);
                QRandomGenerator(7).fillRange(reinterpret_cast<quint32 *>(noise.data()), noise.size() / 4);
                writeFile(path, noise);
            },
            ErrorCode::StoreForeign);
        row(
            "JPEG",
            [](const QString &path) {
                writeFile(path, QByteArray::fromHex("ffd8ffe000104a46494600010101004800480000ffdb0043") +
                                    QByteArray(3000, 'x'));
            },
            ErrorCode::StoreForeign);
        row("text", [](const QString &path) { writeFile(path, "api:\n  - name: x\n"); }, ErrorCode::StoreForeign);
        row("one byte", [](const QString &path) { writeFile(path, "S"); }, ErrorCode::StoreForeign);
        row(
            "another program's database",
            [](const QString &path) {
                writeFile(path, {});
                onFile(path, {u"CREATE TABLE notes (id INTEGER PRIMARY KEY, text)"_s,
                              u"INSERT INTO notes VALUES (1, 'x')"_s});
            },
            ErrorCode::StoreForeign);
        row(
            "another program's database with an application id",
            [](const QString &path) {
                writeFile(path, {});
                onFile(path, {u"PRAGMA application_id = 1234"_s, u"CREATE TABLE notes (id INTEGER PRIMARY KEY)"_s});
            },
            ErrorCode::StoreForeign);
        row("directory", [](const QString &path) { QDir().mkpath(path); }, ErrorCode::StoreForeign);
        row(
            "symbolic link",
            [](const QString &path) {
                QVERIFY(makeStore(path + u".real"_s));
                QVERIFY(QFile::link(path + u".real"_s, path));
            },
            ErrorCode::StoreIsLink);
        row(
            "link to nowhere", [](const QString &path) { QVERIFY(QFile::link(path + u".real"_s, path)); },
            ErrorCode::StoreIsLink);
        row(
            "symbolic link as write-ahead log",
            [](const QString &path) {
                QVERIFY(makeStore(path));
                QVERIFY(QFile::link(path + u".elsewhere"_s, path + u"-wal"_s));
            },
            ErrorCode::StoreIsLink);
        row(
            "writable by everybody",
            [](const QString &path) {
                QVERIFY(makeStore(path));
                QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0666), 0);
            },
            ErrorCode::StoreOpenToAll);
        row(
            "in a folder writable by everybody",
            [](const QString &path) {
                QVERIFY(makeStore(path));
                QCOMPARE(::chmod(QFile::encodeName(QFileInfo(path).path()).constData(), 0777), 0);
            },
            ErrorCode::StoreOpenToAll);
        row("newer version", altered({u"PRAGMA user_version = %1"_s.arg(latestVersion() + 1)}), ErrorCode::StoreTooNew);
        row("trigger", altered({u"CREATE TRIGGER t AFTER INSERT ON client BEGIN DELETE FROM audit; END"_s}),
            ErrorCode::StoreForeign);
        row("view", altered({u"CREATE VIEW v AS SELECT * FROM client"_s}), ErrorCode::StoreForeign);
        row("view in a table's place", altered({u"DROP TABLE audit"_s, u"CREATE VIEW audit AS SELECT 1"_s}),
            ErrorCode::StoreForeign);
        row("table missing", altered({u"DROP TABLE granted_scope"_s}), ErrorCode::StoreForeign);
        row("table of another shape", altered({u"ALTER TABLE client ADD COLUMN more TEXT"_s}), ErrorCode::StoreForeign);
        row("value no version writes", altered({u"UPDATE api SET signing_algorithm = 'none'"_s}),
            ErrorCode::StoreValueUnknown);
        row("a key's state no version writes", altered({u"UPDATE signing_key SET state = 'Current'"_s}),
            ErrorCode::StoreValueUnknown);
        row(
            "damaged page",
            [](const QString &path) {
                QVERIFY(makeStore(path));
                QFile file(path);
                QVERIFY(file.open(QIODevice::ReadWrite));
                QVERIFY(file.size() > 5 * 4096);
                file.seek(2 * 4096);
                file.write(QByteArray(3 * 4096, '\xaa'));
            },
            ErrorCode::StoreCorrupt);
        row(
            "cut in half",
            [](const QString &path) {
                QVERIFY(makeStore(path));
                QFile file(path);
                QVERIFY(file.resize(file.size() / 8192 * 4096));
            },
            ErrorCode::StoreCorrupt);
    }

    void isRefused()
    {
        QFETCH(Spoil, spoil);
        QFETCH(ErrorCode, code);
        spoil(m_path);
        const QByteArray before = bytesOf({m_path});
        {
            SqlBackend backend(m_path, m_clock);
            const auto loaded = await(backend.load());
            COMPARE_ERROR(loaded, code);
            QCOMPARE(loaded.error().subject.isEmpty(), false);
            COMPARE_ERROR(await(backend.commit(smallTenant(), testAuthor)), code);
        }
        QCOMPARE(bytesOf({m_path}), before); // never overwritten, never repaired in silence
    }

    void anEmptyFileIsANewStore()
    {
        writeFile(m_path, {});
        SqlSession session(m_path);
        VERIFY_RESULT(session.load());
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
    }

    void aFileOfAnotherUserIsRefused()
    {
        QVERIFY(makeStore(m_path));
        if (::geteuid() != 0 || ::chown(QFile::encodeName(m_path).constData(), 65534, 65534) != 0)
            QSKIP("only a superuser can give a file away");
        COMPARE_ERROR(SqlSession(m_path).load(), ErrorCode::StoreOfOthers);
    }

    void aStoreThatBecameGoodOpens()
    {
        writeFile(m_path, "not a store");
        SqlBackend backend(m_path, m_clock);
        COMPARE_ERROR(await(backend.load()), ErrorCode::StoreForeign);
        QFile::remove(m_path);
        VERIFY_RESULT(await(backend.load()));
        VERIFY_RESULT(await(backend.commit(smallTenant(), testAuthor)));
    }

    void aStoreThatVanishesIsNotWrittenToUnseen()
    {
        SqlBackend backend(m_path, m_clock);
        VERIFY_RESULT(await(backend.commit(smallTenant(), testAuthor)));
        for (const QString &file : filesIn(m_folder->path()))
            QFile::remove(file);
        for (int i = 0; i < 2; ++i)
            COMPARE_ERROR(await(backend.load()), ErrorCode::StoreGone);
        COMPARE_ERROR(await(backend.commit(smallTenant(), testAuthor)), ErrorCode::StoreGone);
        QVERIFY(filesIn(m_folder->path()).isEmpty());
    }

    void readOnly_data()
    {
        QTest::addColumn<int>("fileMode");
        QTest::addColumn<int>("folderMode");
        QTest::newRow("file") << 0400 << 0700;
        QTest::newRow("folder") << 0600 << 0500;
        QTest::newRow("both") << 0400 << 0500;
    }

    void readOnly()
    {
        QFETCH(int, fileMode);
        QFETCH(int, folderMode);
        QVERIFY(makeStore(m_path));
        QCOMPARE(::chmod(QFile::encodeName(m_path).constData(), static_cast<mode_t>(fileMode)), 0);
        QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), static_cast<mode_t>(folderMode)), 0);
        const auto restore = qScopeGuard([this] { ::chmod(QFile::encodeName(m_folder->path()).constData(), 0700); });
        const QByteArray before = bytesOf({m_path});
        {
            const Unprivileged nobody(m_folder->path());
            if (!nobody.works())
                QSKIP("no other user to be");
            SqlBackend backend(m_path, m_clock);
            const auto loaded = await(backend.load());
            VERIFY_RESULT(loaded);
            QVERIFY(*loaded == StoreSnapshot().applied(smallTenant()));
            QVERIFY(!backend.capabilities().write);
            RandomChanges random(1);
            COMPARE_ERROR(await(backend.commit(random.next(*loaded), testAuthor)), ErrorCode::StoreReadOnly);
            QCOMPARE(await(backend.audit(0, 5))->size(), 1);
        }
        QCOMPARE(bytesOf({m_path}), before);
    }

    void aMissingStoreInAFolderThatCannotBeWritten()
    {
        QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0500), 0);
        const auto restore = qScopeGuard([this] { ::chmod(QFile::encodeName(m_folder->path()).constData(), 0700); });
        const Unprivileged nobody(m_folder->path());
        if (!nobody.works())
            QSKIP("no other user to be");
        COMPARE_ERROR(SqlSession(m_path).load(), ErrorCode::StoreUnreadable);
        COMPARE_ERROR(SqlSession(m_folder->filePath(u"deeper/gatehouse.db"_s)).load(), ErrorCode::StoreUnreadable);
    }

    void aFullDisk()
    {
        const QString disk = m_folder->filePath(u"disk"_s);
        QDir().mkpath(disk);
        if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=400k,mode=0700") != 0)
            QSKIP("no right to mount a small disk");
        const auto unmount = qScopeGuard([&disk] { ::umount(QFile::encodeName(disk).constData()); });
        const QString path = disk + u"/gatehouse.db"_s;
        {
            SqlBackend backend(path, m_clock);
            RandomChanges random(9);
            StoreSnapshot before = await(backend.commit(smallTenant(), testAuthor)).value_or(StoreSnapshot());
            QCOMPARE(before.revision, 1);
            // Fill what is left, then change things until SQLite finds no room.
            const QString ballast = disk + u"/ballast"_s;
            QFile filler(ballast);
            QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
            while (filler.write(QByteArray(4096, 'x')) == 4096) {
            }
            filler.close();
            base::Result<StoreSnapshot> result = before;
            for (int i = 0; i < 200 && result; ++i) {
                before = *result;
                result = await(backend.commit(random.next(before), testAuthor));
            }
            COMPARE_ERROR(result, ErrorCode::StoreFull);
            QVERIFY(*await(backend.load()) == before); // unchanged
            QCOMPARE(await(backend.audit(0, 1000))->size(), before.revision);
            // Room again: the very next try works.
            QFile::remove(ballast);
            const auto after = await(backend.commit(random.next(before), testAuthor));
            VERIFY_RESULT(after);
            QCOMPARE(after->revision, before.revision + 1);
        }
        QCOMPARE(onFile(path, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
    }

    void aDiskThatIsFullFromTheStart()
    {
        const QString disk = m_folder->filePath(u"disk"_s);
        QDir().mkpath(disk);
        if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=16k,mode=0700") != 0)
            QSKIP("no right to mount a small disk");
        const auto unmount = qScopeGuard([&disk] { ::umount(QFile::encodeName(disk).constData()); });
        COMPARE_ERROR(SqlSession(disk + u"/gatehouse.db"_s).load(), ErrorCode::StoreFull);
    }

    void aMoundOfDamage_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    /// Bytes overwritten at random places: whatever the answer is, it is an answer.
    void aMoundOfDamage()
    {
        QFETCH(quint32, seed);
        QVERIFY(makeStore(m_path));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray good = file.readAll();
        file.close();
        QRandomGenerator random(seed);
        for (int i = 0; i < 20; ++i) {
            QByteArray bad = good;
            for (int flips = random.bounded(1, 20); flips > 0; --flips)
                bad[random.bounded(bad.size())] = static_cast<char>(random.bounded(256));
            if (random.bounded(4) == 0)
                bad.truncate(random.bounded(bad.size()));
            writeFile(m_path, bad);
            SqlSession session(m_path);
            if (const auto loaded = session.load())
                std::ignore = session.commit(RandomChanges(seed).next(*loaded), testAuthor, {});
            for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s})
                QFile::remove(m_path + suffix);
        }
    }
};

QTEST_GUILESS_MAIN(tst_store_BadStores)
#include "tst_store_BadStores.moc"
