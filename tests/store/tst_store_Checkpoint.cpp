#include "models/store/sql/SqlSession.h"
#include "models/store/sql/SqliteLocks.h"
#include "tests/store/RandomChanges.h"
#include "tests/store/StoreFiles.h"

#include <QScopeGuard>

#include <cerrno>
#include <sqlite3.h>
#include <unistd.h>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

// How many pages still get into the store file; below 0: all of them. SQLite writes a log by the same call.
int pagesLeft = -1;
QByteArray storeFile;

bool isStoreFile(int descriptor)
{
    QByteArray name(4096, '\0');
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(descriptor);
    const ssize_t size = ::readlink(link.constData(), name.data(), static_cast<std::size_t>(name.size()));
    return size > 0 && name.first(size) == storeFile;
}

ssize_t writeOfSqlite(int descriptor, const void *bytes, std::size_t count, off_t offset)
{
    if (pagesLeft >= 0 && isStoreFile(descriptor)) {
        if (pagesLeft == 0) {
            errno = EIO;
            return -1;
        }
        --pagesLeft;
    }
    return ::pwrite(descriptor, bytes, count, offset);
}

} // namespace

/// The log on its way into the store file: what becomes of a store whose checkpoint broke off half way.
class tst_store_Checkpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        sqlite3_vfs *files = sqlite3_vfs_find("unix");
        for (const char *call : {"pwrite", "pwrite64"})
            files->xSetSystemCall(files, call, reinterpret_cast<sqlite3_syscall_ptr>(writeOfSqlite));
    }
    void init()
    {
        pagesLeft = -1;
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"gatehouse.db"_s);
        storeFile = QFile::encodeName(QFileInfo(m_folder->path()).canonicalFilePath() + u"/gatehouse.db"_s);
        QVERIFY(makeStore(m_path));
    }
    void cleanup() { pagesLeft = -1; }

    void whatBrokeOffIsNoOtherStore_data()
    {
        QTest::addColumn<int>("pages");
        for (int pages = 0; pages < 30; ++pages)
            QTest::addRow("after %d pages", pages) << pages;
    }

    /// Some pages of the file are of the new state and some of the old one: the log, which has all of the new one, is
    /// neither put aside nor left out, by this session and by another.
    void whatBrokeOffIsNoOtherStore()
    {
        QFETCH(int, pages);
        StoreSnapshot tenant;
        {
            SqlSession session(m_path);
            SqlSession other(m_path);
            VERIFY_RESULT(other.load());
            VERIFY_RESULT(session.load());
            pagesLeft = pages;
            // It takes secrets out of use, so that the log goes into the file at once.
            tenant = withNewSecrets(session);
            const auto again = session.load();
            VERIFY_RESULT(again);
            QVERIFY(*again == tenant);
            QVERIFY(session.poll(SqlSession::Moment()) != ExternalChange::Replaced);
            const auto seen = other.load();
            VERIFY_RESULT(seen);
            QVERIFY(*seen == tenant);
            QVERIFY(other.poll(SqlSession::Moment()) != ExternalChange::Replaced);
            const auto next = other.commit(oneClient(80), testAuthor, {});
            VERIFY_RESULT(next);
            tenant = *next;
        }
        QVERIFY(filesIn(m_folder->path()).filter(u"of-replaced"_s).isEmpty());
        pagesLeft = -1;
        SqlSession fresh(m_path);
        const auto found = fresh.load();
        VERIFY_RESULT(found);
        QVERIFY(*found == tenant);
        fresh.close();
        QCOMPARE(onFile(m_path, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
    }

    void afterwardsTheLogGoesIn()
    {
        SqlSession session(m_path);
        VERIFY_RESULT(session.load());
        pagesLeft = 3;
        const StoreSnapshot tenant = withNewSecrets(session);
        pagesLeft = -1;
        session.poll(SqlSession::Moment());
        QCOMPARE(QFileInfo(m_path + u"-wal"_s).size(), 0);
        const auto again = session.load();
        VERIFY_RESULT(again);
        QVERIFY(*again == tenant);
    }

    /// A copy written into the file while the session remembers pages of the one that was there.
    void aCopyOfAnotherSizeIsNoticed()
    {
        const QString copy = m_folder->filePath(u"copy"_s);
        SqlSession session(m_path);
        VERIFY_RESULT(session.load());
        VERIFY_RESULT(session.backUp(copy, false));
        const StoreSnapshot before = *session.load();
        for (int i = 0; i < 40; ++i)
            VERIFY_RESULT(session.commit(oneClient(200 + i), testAuthor, {}));
        pagesLeft = -1;
        session.poll(SqlSession::Moment());
        session.poll(SqlSession::Moment(std::chrono::seconds(10)));
        QCOMPARE(QFileInfo(m_path + u"-wal"_s).size(), 0);
        QCOMPARE(QProcess::execute(u"cp"_s, {copy, m_path}), 0);
        const auto now = session.load();
        VERIFY_RESULT(now);
        QVERIFY(*now == before);
        QCOMPARE(session.poll(SqlSession::Moment(std::chrono::seconds(11))), ExternalChange::Replaced);
    }

    /// The very state that is open, in a file that another program can use only when it is alone with it.
    void aCopyOfTheSameStateIsNoticed()
    {
        const QString copy = m_folder->filePath(u"copy"_s);
        SqlSession session(m_path);
        VERIFY_RESULT(session.load());
        VERIFY_RESULT(session.backUp(copy, false));
        session.poll(SqlSession::Moment());
        QCOMPARE(QProcess::execute(u"cp"_s, {copy, m_path}), 0);
        QCOMPARE(session.poll(SqlSession::Moment(std::chrono::seconds(1))), ExternalChange::Replaced);
        SqlSession other(m_path);
        VERIFY_RESULT(other.commit(oneClient(81), testAuthor, {}));
        VERIFY_RESULT(session.commit(oneClient(82), testAuthor, {}));
    }

private:
    static ChangeSet oneClient(int number)
    {
        ChangeSet changes;
        changes.create(makeClient(number));
        return changes;
    }
    /// Many pages' worth of changes, among them secrets that are replaced.
    static StoreSnapshot withNewSecrets(SqlSession &session)
    {
        const StoreSnapshot tenant = *session.load();
        ChangeSet changes;
        for (const auto &client : tenant.clients) {
            auto after = client;
            after.secret = {"rotated"_ba};
            after.name += u" with another name"_s;
            changes.update(client, after);
        }
        for (int i = 0; i < 60; ++i)
            changes.create(makeClient(100 + i));
        return session.commit(changes, testAuthor, {}).value_or(StoreSnapshot());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(tst_store_Checkpoint)
#include "tst_store_Checkpoint.moc"
