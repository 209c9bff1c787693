#include "models/store/sql/SqlBackend.h"
#include "tests/store/RandomChanges.h"
#include "tests/store/StoreFiles.h"

#include <QElapsedTimer>

#include <csignal>
#include <ranges>

using namespace gatehouse;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// The store under several processes, and under kill -9.
class tst_store_StoreProcesses : public QObject
{
    Q_OBJECT

private:
    static QString writer() { return QCoreApplication::applicationDirPath() + u"/store_writer"_s; }

    /// What the last complete line that starts with `word` says.
    struct Said
    {
        qint64 revision = 0;
        QByteArray digest;
    };
    static Said lastOf(const QList<QByteArray> &lines, QByteArrayView word)
    {
        for (const QByteArray &line : std::views::reverse(lines)) {
            const QList<QByteArray> parts = line.split(' ');
            if (parts.size() == 3 && parts.first() == word)
                return {parts[1].toLongLong(), parts[2]};
        }
        return {};
    }

private Q_SLOTS:
    void aKillAtAnyMomentLosesNothingThatWasAcknowledged()
    {
        constexpr int rounds = 200;
        QTemporaryDir folder;
        const QString path = folder.filePath(u"tenant/gatehouse.db"_s);
        QRandomGenerator random(20231114);
        qint64 acknowledged = 0;
        int killedWhileTrying = 0;
        for (int round = 0; round < rounds; ++round) {
            QProcess child;
            child.start(writer(), {path, u"acknowledge"_s, QString::number(round + 1)});
            QVERIFY(child.waitForStarted());
            // Half of the kills fall into opening the store, half into writing to it, whether a machine gets far in the
            // time that is left to it or not.
            QByteArray output;
            const qsizetype linesFirst = round % 2 ? random.bounded(1, 6) : 0;
            while (output.count('\n') < linesFirst) {
                QVERIFY(child.waitForReadyRead(20000));
                output += child.readAllStandardOutput();
            }
            QTest::qSleep(random.bounded(51));
            child.kill();
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit); // killed, not given up
            QList<QByteArray> lines = (output + child.readAllStandardOutput()).split('\n');
            lines.removeLast(); // empty, or cut in the middle
            const Said done = lastOf(lines, "done");
            const Said tried = lastOf(lines, "try");

            if (!QFile::exists(path))
                continue; // killed before it began
            SqlSession session(path);
            const auto tenant = session.load();
            VERIFY_RESULT(tenant);
            QVERIFY2(tenant->revision >= qMax(acknowledged, done.revision), "an acknowledged change is gone");
            if (tried.revision > 0) {
                QVERIFY(tenant->revision == tried.revision || tenant->revision == tried.revision - 1);
                if (tenant->revision == tried.revision)
                    QCOMPARE(digest(*tenant), tried.digest); // whole, not in part
                else if (done.revision > 0)
                    QCOMPARE(digest(*tenant), done.digest);
                killedWhileTrying += done.revision != tried.revision;
            }
            // One audit entry with each change, never one without the other.
            QCOMPARE(session.audit(0, 1'000'000)->size(), tenant->revision);
            session.close();
            QCOMPARE(onFile(path, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
            QVERIFY(!onFile(path, {u"PRAGMA foreign_key_check"_s}).isValid());
            acknowledged = tenant->revision;
        }
        QVERIFY2(acknowledged > rounds / 4, QByteArray::number(acknowledged).constData());
        QVERIFY2(killedWhileTrying > rounds / 20, QByteArray::number(killedWhileTrying).constData());
    }

    void fourWritersInTwoProcessesGetAlong()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"tenant/gatehouse.db"_s);
        QProcess one;
        QProcess two;
        for (QProcess *process : {&one, &two})
            process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        // Both on a store that is not there yet: making it is a race as well.
        one.start(writer(), {path, u"race"_s, u"1"_s, u"3000"_s});
        two.start(writer(), {path, u"race"_s, u"2"_s, u"3000"_s});
        qint64 commits = 0;
        for (QProcess *process : {&one, &two}) {
            QVERIFY(process->waitForFinished(60000));
            QCOMPARE(process->exitStatus(), QProcess::NormalExit);
            QCOMPARE(process->exitCode(), 0);
            const qint64 count = lastOf(process->readAllStandardOutput().split('\n'), "commits").revision;
            QVERIFY(count > 0);
            commits += count;
        }
        SqlSession session(path);
        const auto tenant = session.load();
        VERIFY_RESULT(tenant);
        QVERIFY(tenant->revision > 0);
        QVERIFY(tenant->revision <= commits); // a commit that found its wish fulfilled is no revision
        QCOMPARE(session.audit(0, 1'000'000)->size(), tenant->revision);
        session.close();
        QCOMPARE(onFile(path, {u"PRAGMA integrity_check"_s}).toString(), u"ok"_s);
    }

    void manyFirstStartsMakeOneStore()
    {
        QTemporaryDir folder;
        for (int round = 0; round < 5; ++round) {
            const QString path = folder.filePath(u"%1/gatehouse.db"_s.arg(round));
            std::vector<std::unique_ptr<QProcess>> processes;
            for (int i = 0; i < 6; ++i) {
                processes.push_back(std::make_unique<QProcess>());
                processes.back()->setProcessChannelMode(QProcess::ForwardedErrorChannel);
                processes.back()->start(writer(), {path, u"race"_s, QString::number(i + 1), u"1"_s});
            }
            for (const auto &process : processes) {
                QVERIFY(process->waitForFinished(60000));
                QCOMPARE(process->exitCode(), 0);
            }
            VERIFY_RESULT(SqlSession(path).load());
        }
    }
};

QTEST_GUILESS_MAIN(tst_store_StoreProcesses)
#include "tst_store_StoreProcesses.moc"
