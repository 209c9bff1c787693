#include "models/store/sql/EnvelopeFile.h"
#include "models/store/sql/Migrations.h"
#include "models/store/sql/SqlConnection.h"
#include "models/store/sql/StoreWatch.h"
#include "tests/store/RandomChanges.h"
#include "tests/store/StoreFiles.h"

#include <QScopeGuard>

#include <fcntl.h>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

/// What lies on disk: rights, settings of the file, and the way from one schema version to the next.
class tst_store_StoreFiles : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    std::unique_ptr<SqlConnection> connection()
    {
        return std::move(*SqlConnection::open(m_path, SqlConnection::Mode::ReadWrite));
    }

    /// The real steps and one that comes after them.
    static QList<Migration> withOneMore(const QStringList &statements)
    {
        QList<Migration> steps(migrations().begin(), migrations().end());
        steps.append({latestVersion() + 1, statements});
        return steps;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"a/b/gatehouse.db"_s);
    }

    void filesAreTheirOwnersAlone()
    {
        const mode_t old = ::umask(0);
        const auto restore = qScopeGuard([old] { ::umask(old); });
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        QCOMPARE(modeOf(m_folder->filePath(u"a"_s)), 0700u);
        QCOMPARE(modeOf(m_folder->filePath(u"a/b"_s)), 0700u);
        const QStringList files = filesIn(m_folder->filePath(u"a/b"_s));
        QVERIFY(files.contains(m_path + u"-wal"_s) && files.contains(m_path + u"-shm"_s));
        for (const QString &file : files)
            QVERIFY2(modeOf(file) == 0600, qPrintable(file));
    }

    void anEmptyFileThatWasThereBecomesPrivate()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QCOMPARE(::chmod(QFile::encodeName(m_path).constData(), 0644), 0);
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        QCOMPARE(modeOf(m_path), 0600u);
    }

    void theFileSaysWhatItIs()
    {
        QVERIFY(makeStore(m_path));
        QCOMPARE(onFile(m_path, {u"PRAGMA application_id"_s}).toInt(), storeApplicationId);
        QCOMPARE(onFile(m_path, {u"PRAGMA user_version"_s}).toInt(), latestVersion());
        QCOMPARE(onFile(m_path, {u"PRAGMA journal_mode"_s}).toString(), u"wal"_s);
        QCOMPARE(onFile(m_path, {u"SELECT count(*) FROM audit"_s}).toInt(), 1);
    }

    void theFileHoldsWhatWasAnswered_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void theFileHoldsWhatWasAnswered()
    {
        QFETCH(quint32, seed);
        SqlSession session(m_path);
        RandomChanges random(seed);
        auto answered = session.load();
        for (int i = 0; i < 40; ++i) {
            const ChangeSet changes = random.next(*answered);
            const StoreSnapshot expected = answered->applied(changes);
            answered = session.commit(changes, testAuthor, {});
            VERIFY_RESULT(answered);
            QVERIFY(*answered == expected);
            const auto read = SqlSession(m_path).load();
            VERIFY_RESULT(read);
            QVERIFY2(*read == expected, ("step "_ba + QByteArray::number(i)).constData());
            QCOMPARE(read->revision, answered->revision);
        }
    }

    /// Page by page, as another process's checkpoint does it: what the file holds meanwhile is neither of two
    /// revisions.
    void aCheckpointUnderWayIsNoOtherStore()
    {
        RandomChanges random(7);
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        onFile(m_path, {u"PRAGMA wal_checkpoint(TRUNCATE)"_s});
        VERIFY_RESULT(session.load());
        auto answered = session.load();
        for (int i = 1; i <= 5; ++i)
            answered = session.commit(random.next(*answered), testAuthor, base::Instant(std::chrono::seconds(i)));
        VERIFY_RESULT(answered);
        const QByteArray before = bytesOf({m_path});
        const QString copy = m_folder->filePath(u"copy"_s);
        QCOMPARE(QProcess::execute(u"cp"_s, {m_path, copy}), 0);
        QCOMPARE(QProcess::execute(u"cp"_s, {m_path + u"-wal"_s, copy + u"-wal"_s}), 0);
        onFile(copy, {u"PRAGMA wal_checkpoint(TRUNCATE)"_s});
        const QByteArray after = bytesOf({copy});
        const qsizetype page = onFile(copy, {u"PRAGMA page_size"_s}).toInt();
        QVERIFY(after.size() >= before.size() && before != after.first(before.size()));

        const auto checkpoint = [this, page](const QByteArray &bytes, qsizetype at) {
            QFile file(m_path);
            if (file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && file.seek(at))
                file.write(bytes.sliced(at, page));
        };
        QFile index(m_path + u"-shm"_s);
        QVERIFY(index.open(QIODevice::ReadWrite));
        struct flock lock = {};
        lock.l_type = F_WRLCK;
        lock.l_start = 121;
        lock.l_len = 1;
        QCOMPARE(::fcntl(index.handle(), F_OFD_SETLK, &lock), 0);
        SqlSession::Moment now{};
        for (qsizetype at = 0; at < after.size(); at += page) {
            checkpoint(after, at);
            const auto told = session.poll(now += std::chrono::seconds(1));
            QVERIFY2(!told, qPrintable(u"page %1"_s.arg(at / page)));
            QVERIFY(*session.load() == *answered);
        }
        lock.l_type = F_UNLCK;
        QCOMPARE(::fcntl(index.handle(), F_OFD_SETLK, &lock), 0);
        QVERIFY(!session.poll(now += std::chrono::seconds(1)));
        QVERIFY(*session.load() == *answered);
        // What stays as it is, with nobody at it, is another store.
        checkpoint(before, 0);
        for (qsizetype at = 0; at < before.size(); at += page)
            checkpoint(before, at);
        QCOMPARE(session.poll(now += std::chrono::seconds(1)), ExternalChange::Replaced);
    }

    void closingLeavesOneFile()
    {
        QVERIFY(makeStore(m_path));
        QCOMPARE(filesIn(m_folder->filePath(u"a/b"_s)), QStringList{m_path});
    }

    void aRemovedSecretIsGoneFromEveryFileWhileTheProgramRuns()
    {
        const QByteArray canary = "canary-record-of-a-secret-that-was-rotated";
        ClientApplication client = makeClient(1);
        client.secret = {canary};
        ChangeSet creation;
        creation.create(client);
        ClientApplication rotated = client;
        rotated.secret = {"another record"};
        ChangeSet rotation;
        rotation.update(client, rotated);
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(creation, testAuthor, {}));
        QVERIFY(bytesOf(filesIn(m_folder->filePath(u"a/b"_s))).contains(canary));
        VERIFY_RESULT(session.commit(rotation, testAuthor, {}));
        QVERIFY(!bytesOf(filesIn(m_folder->filePath(u"a/b"_s))).contains(canary));
        ChangeSet deletion;
        deletion.remove(rotated);
        VERIFY_RESULT(session.commit(deletion, testAuthor, {}));
        QVERIFY(!bytesOf(filesIn(m_folder->filePath(u"a/b"_s))).contains("another record"));
    }

    void aReaderInTheWayDelaysThatButDoesNotPreventIt()
    {
        ClientApplication client = makeClient(1);
        client.secret = {"canary-in-the-log"};
        ChangeSet creation;
        creation.create(client);
        ChangeSet deletion;
        deletion.remove(client);
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(creation, testAuthor, {}));
        auto reader = connection();
        VERIFY_RESULT(reader->run(u"BEGIN"_s));
        VERIFY_RESULT(reader->value(u"SELECT count(*) FROM client"_s));
        VERIFY_RESULT(session.commit(deletion, testAuthor, {}));
        VERIFY_RESULT(reader->run(u"COMMIT"_s));
        session.poll({});
        QVERIFY(!bytesOf(filesIn(m_folder->filePath(u"a/b"_s))).contains("canary-in-the-log"));
    }

    void anUpgradeKeepsACopy()
    {
        QVERIFY(makeStore(m_path));
        const mode_t old = ::umask(0);
        const auto restore = qScopeGuard([old] { ::umask(old); });
        const auto steps = withOneMore({u"CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"_s});
        auto store = connection();
        VERIFY_RESULT(migrate(*store, m_path, steps));
        QCOMPARE(store->value(u"PRAGMA user_version"_s)->toInt(), latestVersion() + 1);
        QCOMPARE(store->value(u"SELECT count(*) FROM client"_s)->toInt(), 2);
        VERIFY_RESULT(checkSchema(*store, m_path, steps, latestVersion() + 1));
        store.reset();
        const QString copy = m_path + u".backup-v%1"_s.arg(latestVersion());
        QCOMPARE(modeOf(copy), 0600u);
        // The copy is a store of the version before, with everything in it.
        const auto copied = SqlSession(copy).load();
        VERIFY_RESULT(copied);
        QVERIFY(*copied == StoreSnapshot().applied(smallTenant()));
        // To this program the upgraded one is too new.
        COMPARE_ERROR(SqlSession(m_path).load(), ErrorCode::StoreTooNew);
    }

    void anUpgradeThatFailsChangesNothing()
    {
        QVERIFY(makeStore(m_path));
        const auto steps = withOneMore({u"CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"_s, u"DROP TABLE client"_s,
                                        u"INSERT INTO nowhere VALUES (1)"_s});
        auto store = connection();
        QVERIFY(!migrate(*store, m_path, steps));
        QCOMPARE(store->value(u"PRAGMA user_version"_s)->toInt(), latestVersion());
        VERIFY_RESULT(checkSchema(*store, m_path, migrations(), latestVersion()));
        store.reset();
        QVERIFY(*SqlSession(m_path).load() == StoreSnapshot().applied(smallTenant()));
    }

    void aStepIsTakenOnce()
    {
        QVERIFY(makeStore(m_path));
        const auto steps = withOneMore({u"CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"_s});
        auto first = connection();
        auto second = connection();
        VERIFY_RESULT(migrate(*first, m_path, steps));
        VERIFY_RESULT(migrate(*second, m_path, steps));
    }

    void aLeftOverEmptyBackupIsNoBackup()
    {
        QVERIFY(makeStore(m_path));
        const QString copy = m_path + u".backup-v%1"_s.arg(latestVersion());
        QFile empty(copy);
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        auto store = connection();
        VERIFY_RESULT(migrate(*store, m_path, withOneMore({u"CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"_s})));
        QVERIFY(QFileInfo(copy).size() > 0);
    }

    void replacingTheFileOpensTheNewOne()
    {
        QVERIFY(makeStore(m_path));
        const QString other = m_folder->filePath(u"other.db"_s);
        {
            SqlSession session(other);
            ChangeSet changes;
            changes.create(makeClient(42));
            VERIFY_RESULT(session.commit(changes, testAuthor, {}));
        }
        SqlSession session(m_path);
        QCOMPARE(session.load()->clients.size(), 2);
        QVERIFY(QFile::remove(m_path) && QFile::rename(other, m_path));
        for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
            QFile::remove(m_path + suffix);
        QCOMPARE(session.load()->clients.first().id, makeClient(42).id);
    }

    /// A folder that has gone says that the store has; one that cannot be looked into says nothing.
    void whatTheSystemDoesNotSayMeansNothing()
    {
        const QTemporaryDir folder;
        const QString place = folder.filePath(u"place"_s);
        const QString away = folder.filePath(u"away"_s);
        const QString path = place + u"/gatehouse.db"_s;
        QVERIFY(makeStore(path));
        StoreWatch watch(path);
        watch.note();
        QCOMPARE(watch.look(), StoreWatch::State::Same);
        QVERIFY(QDir().rename(place, away));
        QCOMPARE(watch.look(), StoreWatch::State::Gone);
        QVERIFY(QFile::link(place, place)); // around in circles
        QCOMPARE(watch.look(), StoreWatch::State::Same);
        COMPARE_ERROR(EnvelopeFile::of(path).read(), ErrorCode::StoreUnreadable);
        QVERIFY(QFile::remove(place));
        COMPARE_ERROR(EnvelopeFile::of(path).read(), ErrorCode::KeyMissing);
        QVERIFY(QDir().rename(away, place));
        QCOMPARE(watch.look(), StoreWatch::State::Same);
    }
};

QTEST_GUILESS_MAIN(tst_store_StoreFiles)
#include "tst_store_StoreFiles.moc"
