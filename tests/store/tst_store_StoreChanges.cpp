#include "models/store/sql/SqlBackend.h"
#include "tests/store/StoreFiles.h"
#include "tests/support/FakeClock.h"

#include <QProcess>
#include <QRegularExpression>

#include <functional>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::ErrorCode;

namespace {

using Event = std::function<void(const QString &store, const QString &copy)>;

/// A program that is not SQLite, as `cp`, `mv` and `rm` are: another process.
void shell(const QString &program, const QStringList &arguments)
{
    if (QProcess::execute(program, arguments) != 0)
        qFatal("%s %s", qPrintable(program), qPrintable(arguments.join(u' ')));
}

ChangeSet addition(int number)
{
    ChangeSet changes;
    changes.create(makeApi(number));
    return changes;
}

/// The locks that this process has on a file, as the system lists them.
int locksOn(const QString &path)
{
    const FileId id = FileId::of(path);
    QFile list(u"/proc/locks"_s);
    if (!list.open(QIODevice::ReadOnly))
        return -1;
    return static_cast<int>(list.readAll().count(':' + QByteArray::number(static_cast<qulonglong>(id.inode)) + ' '));
}

} // namespace

Q_DECLARE_METATYPE(Event)

/// What happens to a store file while it is open, without SQLite's knowledge.
class tst_store_StoreChanges : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QString m_copy;
    SqlSession::Moment m_now;

    /// Polls as a worker does, `time` later.
    std::optional<ExternalChange> pollAfter(SqlSession &session, std::chrono::milliseconds time)
    {
        m_now += time;
        return session.poll(m_now);
    }
    void letItSettle(SqlSession &session)
    {
        for (int i = 0; i < 3; ++i)
            pollAfter(session, 1500ms);
    }
    bool isSound() const
    {
        return onFile(m_path, {u"PRAGMA integrity_check"_s}).toString() == u"ok"_s &&
               !onFile(m_path, {u"PRAGMA foreign_key_check"_s}).isValid();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"tenant.gatehouse"_s);
        m_copy = m_folder->filePath(u"copy"_s);
        m_now = {};
    }

    void afterTwoQuietSecondsTheFileAloneIsTheTenant()
    {
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        pollAfter(session, 300ms);
        pollAfter(session, 1900ms);
        shell(u"cp"_s, {m_path, m_copy});
        QVERIFY(!SqlSession(m_copy).load()->resourceServer(makeApi(1).id));
        pollAfter(session, 100ms);
        shell(u"cp"_s, {m_path, m_copy});
        const auto copied = SqlSession(m_copy).load();
        VERIFY_RESULT(copied);
        QCOMPARE(digest(*copied), digest(*session.load()));
        // A commit begins the wait anew.
        VERIFY_RESULT(session.commit(addition(7), testAuthor, {}));
        pollAfter(session, 1900ms);
        QVERIFY(QFileInfo(StoreWatch::logPath(m_path)).size() > 0);
        pollAfter(session, 2000ms);
        QCOMPARE(QFileInfo(StoreWatch::logPath(m_path)).size(), 0);
    }

    void otherContentIsNoticed_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<bool>("settled");
        const auto row = [](const char *name, const Event &event) {
            for (const bool settled : {true, false})
                QTest::addRow("%s, %s", name, settled ? "quiet" : "with changes in the log") << event << settled;
        };
        row("copy moved over it", [](const QString &store, const QString &copy) { shell(u"mv"_s, {copy, store}); });
        row("deleted, then the copy moved there", [](const QString &store, const QString &copy) {
            shell(u"rm"_s, {store});
            shell(u"mv"_s, {copy, store});
        });
        row("copy written over it", [](const QString &store, const QString &copy) { shell(u"cp"_s, {copy, store}); });
        row("restored by another process", [](const QString &store, const QString &copy) {
            SqlSession other(store);
            VERIFY_RESULT(other.restore(copy, {}));
        });
    }
    void otherContentIsNoticed()
    {
        QFETCH(Event, event);
        QFETCH(bool, settled);
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        letItSettle(session);
        shell(u"cp"_s, {m_path, m_copy});
        const QByteArray former = digest(*session.load());
        VERIFY_RESULT(session.commit(addition(8), testAuthor, {}));
        letItSettle(session);
        VERIFY_RESULT(session.commit(addition(9), testAuthor, {}));
        if (settled)
            letItSettle(session);
        event(m_path, m_copy);
        // A change made for what was there is refused, and the next one is made for what is there.
        COMPARE_ERROR(session.commit(addition(10), testAuthor, {}), ErrorCode::StoreReplaced);
        const auto shown = session.load();
        VERIFY_RESULT(shown);
        QCOMPARE(digest(*shown), former);
        QCOMPARE(pollAfter(session, 300ms), std::optional(ExternalChange::Replaced));
        QCOMPARE(pollAfter(session, 300ms), std::optional<ExternalChange>());
        VERIFY_RESULT(session.commit(addition(11), testAuthor, {}));
        const QByteArray after = digest(*session.load());
        session.close();
        QVERIFY(isSound());
        QCOMPARE(digest(*SqlSession(m_path).load()), after);
    }

    void aPollNoticesByItself_data() { otherContentIsNoticed_data(); }
    void aPollNoticesByItself()
    {
        QFETCH(Event, event);
        QFETCH(bool, settled);
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        letItSettle(session);
        shell(u"cp"_s, {m_path, m_copy});
        VERIFY_RESULT(session.commit(addition(8), testAuthor, {}));
        if (settled)
            letItSettle(session);
        event(m_path, m_copy);
        // The very bytes that the file held before, below a log with what came since: nothing has been replaced.
        if (!settled && FileId::of(m_copy).exists && !QByteArray(QTest::currentDataTag()).startsWith("restored")) {
            QCOMPARE(pollAfter(session, 300ms), std::optional<ExternalChange>());
            QVERIFY(session.load()->resourceServer(makeApi(8).id));
            return;
        }
        QCOMPARE(pollAfter(session, 300ms), std::optional(ExternalChange::Replaced));
        QVERIFY(!session.load()->resourceServer(makeApi(8).id));
    }

    void whatIsNotThereIsNotWrittenTo()
    {
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        const QByteArray before = digest(*session.load());
        shell(u"mv"_s, {m_path, m_copy});
        QCOMPARE(pollAfter(session, 300ms), std::optional(ExternalChange::Lost));
        QCOMPARE(pollAfter(session, 300ms), std::optional<ExternalChange>());
        COMPARE_ERROR(session.commit(addition(8), testAuthor, {}), ErrorCode::StoreGone);
        COMPARE_ERROR(session.load(), ErrorCode::StoreGone);
        // What is open can be saved, and the file can come back.
        VERIFY_RESULT(session.backUp(m_folder->filePath(u"saved"_s), false));
        QCOMPARE(digest(*SqlSession(m_folder->filePath(u"saved"_s)).load()), before);
        shell(u"mv"_s, {m_copy, m_path});
        QCOMPARE(pollAfter(session, 300ms), std::optional(ExternalChange::Committed));
        QCOMPARE(digest(*session.load()), before);
        VERIFY_RESULT(session.commit(addition(8), testAuthor, {}));
    }

    void aStoreThatWasMovedAwayTakesItsLogAlong()
    {
        {
            SqlSession session(m_path);
            VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
            QVERIFY(QFileInfo(StoreWatch::logPath(m_path)).size() > 0);
            shell(u"mv"_s, {m_path, m_copy});
        }
        QCOMPARE(filesIn(m_folder->path()), QStringList{m_copy});
        QVERIFY(SqlSession(m_copy).load()->resourceServer(makeApi(1).id));
    }

    void aLogThatVanishesStopsTheWriting_data()
    {
        QTest::addColumn<QString>("end");
        QTest::newRow("log") << u"-wal"_s;
        QTest::newRow("index") << u"-shm"_s;
    }
    void aLogThatVanishesStopsTheWriting()
    {
        QFETCH(QString, end);
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        letItSettle(session);
        VERIFY_RESULT(session.commit(addition(8), testAuthor, {}));
        const QByteArray acknowledged = digest(*session.load());
        shell(u"rm"_s, {m_path + end});
        const auto refused = session.commit(addition(9), testAuthor, {});
        COMPARE_ERROR(refused, ErrorCode::StoreLogGone);
        QCOMPARE(pollAfter(session, 300ms), std::optional(ExternalChange::Lost));
        COMPARE_ERROR(session.load(), ErrorCode::StoreLogGone);
        // What had been acknowledged is beside the store, and comes back with it.
        QCOMPARE(digest(*SqlSession(refused.error().detail).load()), acknowledged);
        VERIFY_RESULT(session.restore(refused.error().detail, {}));
        QCOMPARE(digest(*session.load()), acknowledged);
        QCOMPARE(pollAfter(session, 300ms), std::optional(ExternalChange::Replaced));
    }

    void aLogWithNothingOfItsOwnIsMadeAnew()
    {
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        letItSettle(session);
        shell(u"rm"_s, {StoreWatch::logPath(m_path)});
        VERIFY_RESULT(session.commit(addition(8), testAuthor, {}));
        QCOMPARE(pollAfter(session, 300ms), std::optional<ExternalChange>());
        session.close();
        QVERIFY(SqlSession(m_path).load()->resourceServer(makeApi(8).id));
    }

    /// A store whose program was killed, and in whose place a backup was put by hand: the log is not the backup's.
    void theLogOfAnotherFileIsPutAside()
    {
        VERIFY_RESULT(SqlSession(m_path).load());
        shell(u"cp"_s, {m_path, m_copy});
        // Not every change leaves something in the log: one that drops a secret empties it.
        for (int round = 0; QFileInfo(StoreWatch::logPath(m_path)).size() == 0; ++round) {
            QVERIFY(round < 50);
            QProcess child;
            child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            child.start(QCoreApplication::applicationDirPath() + u"/store_writer"_s,
                        {m_path, u"acknowledge"_s, QString::number(round + 1)});
            for (int said = 0; said < 5; ++said)
                QVERIFY(child.waitForReadyRead(10000));
            child.kill();
            QVERIFY(child.waitForFinished());
        }
        shell(u"mv"_s, {m_copy, m_path});
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"The log beside the store was written for another"_s));
        const auto loaded = SqlSession(m_path).load();
        VERIFY_RESULT(loaded);
        QCOMPARE(loaded->revision, 0);
        QVERIFY(isSound());
        QVERIFY(filesIn(m_folder->path()).filter(u"-wal.of-replaced-"_s).size() == 1);
    }

    /// POSIX locks would be gone here: this process opens and closes the store, as a file dialog does.
    void locksStayWhenTheFileIsReadInThisProcess()
    {
        const FakeClock clock;
        SqlBackend backend(m_path, clock);
        VERIFY_RESULT(await(backend.commit(smallTenant(), testAuthor)));
        QVERIFY(backend.newest().has_value()); // a second connection
        // One or two on the store: a statement that has just ended may still be letting go.
        QVERIFY(locksOn(m_path) > 0 && locksOn(StoreWatch::indexPath(m_path)) > 0);
        for (const QString &path : filesIn(m_folder->path())) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            file.readAll();
        }
        QVERIFY(locksOn(m_path) > 0 && locksOn(StoreWatch::indexPath(m_path)) > 0);
        // Another program that uses SQLite as it comes respects them: it does not take the log away when it closes.
        shell(u"sqlite3"_s, {m_path, u"SELECT count(*) FROM api"_s});
        QVERIFY(FileId::of(StoreWatch::logPath(m_path)).exists);
        VERIFY_RESULT(await(backend.commit(addition(8), testAuthor)));
        QProcess other;
        other.start(u"sqlite3"_s, {m_path, u"SELECT count(*) FROM api"_s});
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.readAllStandardOutput().trimmed(), "3");
    }

    /// Each of several connections of one process can be the one that locks, and the one that unlocks.
    void locksAreSharedWithinTheProcess()
    {
        VERIFY_RESULT(SqlSession(m_path).commit(smallTenant(), testAuthor, {}));
        auto one = std::make_unique<SqlSession>(m_path);
        VERIFY_RESULT(one->load());
        SqlSession two(m_path);
        VERIFY_RESULT(two.load());
        QCOMPARE(locksOn(m_path), 1);
        one.reset();
        QCOMPARE(locksOn(m_path), 1);
        VERIFY_RESULT(two.commit(addition(8), testAuthor, {}));
        two.close();
        QCOMPARE(locksOn(m_path), 0);
        QCOMPARE(onFile(m_path, {u"PRAGMA journal_mode = DELETE"_s}).toString(), u"delete"_s); // needs them all
    }

    void whatIsLeftOfAStoreIsNotAFirstStart_data()
    {
        QTest::addColumn<QStringList>("left"); ///< what ends the names of the files that are there, all with content
        QTest::addColumn<bool>("emptyStore");
        QTest::addColumn<ErrorCode>("code");
        for (const bool empty : {false, true}) {
            const ErrorCode code = empty ? ErrorCode::StoreEmpty : ErrorCode::StoreMissing;
            QTest::addRow("key, %s", empty ? "empty store" : "no store") << QStringList{u".key"_s} << empty << code;
            QTest::addRow("log, %s", empty ? "empty store" : "no store") << QStringList{u"-wal"_s} << empty << code;
            QTest::addRow("both, %s", empty ? "empty store" : "no store")
                << QStringList{u".key"_s, u"-wal"_s} << empty << code;
        }
    }
    void whatIsLeftOfAStoreIsNotAFirstStart()
    {
        QFETCH(QStringList, left);
        QFETCH(bool, emptyStore);
        QFETCH(ErrorCode, code);
        const auto write = [](const QString &path, const QByteArray &content) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        };
        for (const QString &end : left)
            write(m_path + end, "some bytes");
        if (emptyStore)
            write(m_path, {});
        const QStringList before = filesIn(m_folder->path());
        const QByteArray content = bytesOf(before);
        COMPARE_ERROR(SqlSession(m_path).load(), code);
        COMPARE_ERROR(SqlSession(m_path).commit(smallTenant(), testAuthor, {}), code);
        QCOMPARE(filesIn(m_folder->path()), before);
        QCOMPARE(bytesOf(before), content);
    }
};

QTEST_GUILESS_MAIN(tst_store_StoreChanges)
#include "tst_store_StoreChanges.moc"
