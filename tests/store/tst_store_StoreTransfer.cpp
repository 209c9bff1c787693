#include "models/store/sql/SqlSession.h"
#include "tests/store/StoreFiles.h"

#include <QScopeGuard>

#include <functional>
#include <sys/mount.h>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

ChangeSet addition(int number)
{
    ChangeSet changes;
    changes.create(makeApi(number));
    return changes;
}

using Spoil = std::function<void(const QString &path)>;

} // namespace

Q_DECLARE_METATYPE(Spoil)

/// Backups: whole or not there, and nothing lost on the way.
class tst_store_StoreTransfer : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QString m_backup;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"tenant/tenant.gatehouse"_s);
        m_backup = m_folder->filePath(u"backup"_s);
        QVERIFY(makeStore(m_path));
    }

    void aBackupHoldsWhatIsInTheLogToo()
    {
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(addition(8), testAuthor, {}));
        const auto copy = session.backUp(m_backup, false);
        VERIFY_RESULT(copy);
        QCOMPARE(copy->path, m_backup);
        QCOMPARE(copy->revision, 2);
        QCOMPARE(copy->bytes, QFileInfo(m_backup).size());
        QCOMPARE(copy->keyFile, m_path + u".key"_s);
        QVERIFY(!copy->hasKeyFile);
        QCOMPARE(modeOf(m_backup), 0600u);
        QCOMPARE(filesIn(m_folder->path()), QStringList{m_backup}); // no log, no draft
        QCOMPARE(digest(*SqlSession(m_backup).load()), digest(*session.load()));
        QCOMPARE(SqlSession(m_backup).audit(0, 100)->size(), 2);
    }

    void nothingIsReplacedUnasked_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("replace");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("a file") << u"note.txt"_s << false << ErrorCode::FileExists;
        QTest::newRow("the store") << u"tenant/tenant.gatehouse"_s << true << ErrorCode::FileExists;
        QTest::newRow("the store by another name") << u"link"_s << true << ErrorCode::FileExists;
        QTest::newRow("its key") << u"tenant/tenant.gatehouse.key"_s << true << ErrorCode::FileExists;
        QTest::newRow("its log") << u"tenant/tenant.gatehouse-wal"_s << true << ErrorCode::FileExists;
        QTest::newRow("a folder") << u"tenant"_s << true << ErrorCode::FileUnwritable;
        QTest::newRow("nowhere") << u"nowhere/backup"_s << false << ErrorCode::FileUnwritable;
    }
    void nothingIsReplacedUnasked()
    {
        QFETCH(QString, target);
        QFETCH(bool, replace);
        QFETCH(ErrorCode, code);
        writeFile(m_folder->filePath(u"note.txt"_s), "a note");
        writeFile(m_path + u".key"_s, "a key");
        QCOMPARE(
            ::link(QFile::encodeName(m_path).constData(), QFile::encodeName(m_folder->filePath(u"link"_s)).constData()),
            0);
        SqlSession session(m_path);
        VERIFY_RESULT(session.load());
        const QStringList before = filesIn(m_folder->path());
        const QByteArray content = bytesOf(before);
        COMPARE_ERROR(session.backUp(m_folder->filePath(target), replace), code);
        QCOMPARE(filesIn(m_folder->path()), before);
        QCOMPARE(bytesOf(before), content);
        VERIFY_RESULT(session.load());
    }

    void aBackupReplacesAnOlderOneWhenAsked()
    {
        SqlSession session(m_path);
        VERIFY_RESULT(session.backUp(m_backup, false));
        VERIFY_RESULT(session.commit(addition(8), testAuthor, {}));
        VERIFY_RESULT(session.backUp(m_backup, true));
        QCOMPARE(SqlSession(m_backup).load()->revision, 2);
    }

    void aFullDiskLeavesWhatWasThere()
    {
        const QString disk = m_folder->filePath(u"disk"_s);
        QDir().mkpath(disk);
        if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=40k,mode=0700") != 0)
            QSKIP("no right to mount a small disk");
        const auto unmount = qScopeGuard([&disk] { ::umount(QFile::encodeName(disk).constData()); });
        writeFile(disk + u"/backup"_s, "an older one");
        SqlSession session(m_path);
        COMPARE_ERROR(session.backUp(disk + u"/backup"_s, true), ErrorCode::FileUnwritable);
        QCOMPARE(filesIn(disk), QStringList{disk + u"/backup"_s});
        QCOMPARE(bytesOf({disk + u"/backup"_s}), "an older one");
    }

    void whatIsNoSoundStoreIsNotRestored_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<ErrorCode>("code");
        const auto altered = [](const QString &statement) {
            return Spoil([statement](const QString &path) { onFile(path, {statement}); });
        };
        QTest::newRow("missing") << Spoil([](const QString &path) { QFile::remove(path); })
                                 << ErrorCode::FileUnreadable;
        QTest::newRow("empty") << Spoil([](const QString &path) { writeFile(path, {}); }) << ErrorCode::StoreForeign;
        QTest::newRow("text") << Spoil([](const QString &path) { writeFile(path, QByteArray(5000, 'x')); })
                              << ErrorCode::StoreForeign;
        QTest::newRow("another program's") << altered(u"PRAGMA application_id = 7"_s) << ErrorCode::StoreForeign;
        QTest::newRow("of a later version") << altered(u"PRAGMA user_version = 99"_s) << ErrorCode::StoreTooNew;
        QTest::newRow("with a trigger") << altered(
                                               u"CREATE TRIGGER t AFTER INSERT ON api BEGIN DELETE FROM audit; END"_s)
                                        << ErrorCode::StoreForeign;
        QTest::newRow("with a dangling reference")
            << altered(u"INSERT INTO client_grant VALUES ('cgr_x', 'nobody', 'nothing', 0, 'client', '{}')"_s)
            << ErrorCode::StoreCorrupt;
        QTest::newRow("cut off") << Spoil([](const QString &path) {
            QVERIFY(QFile::resize(path, QFileInfo(path).size() - 8192));
        }) << ErrorCode::StoreCorrupt;
    }
    void whatIsNoSoundStoreIsNotRestored()
    {
        QFETCH(Spoil, spoil);
        QFETCH(ErrorCode, code);
        VERIFY_RESULT(SqlSession(m_path).backUp(m_backup, false));
        spoil(m_backup);
        const QString folder = QFileInfo(m_path).path();
        const QStringList before = filesIn(folder);
        const QByteArray content = bytesOf(before);
        const auto refused = SqlSession(m_path).restore(m_backup, {});
        COMPARE_ERROR(refused, code);
        QCOMPARE(refused.error().subject, m_backup);
        QCOMPARE(filesIn(folder), before);
        QCOMPARE(bytesOf(before), content);
    }

    void theStoreItselfIsNoBackup() { COMPARE_ERROR(SqlSession(m_path).restore(m_path, {}), ErrorCode::FileUnfit); }

    void whatWasThereIsKept_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::newRow("sound") << Spoil([](const QString &) {});
        QTest::newRow("damaged") << Spoil([](const QString &path) { writeFile(path, QByteArray(9000, 'x')); });
        QTest::newRow("empty") << Spoil([](const QString &path) { writeFile(path, {}); });
        QTest::newRow("another program's")
            << Spoil([](const QString &path) { onFile(path, {u"PRAGMA application_id = 7"_s}); });
    }
    void whatWasThereIsKept()
    {
        QFETCH(Spoil, spoil);
        VERIFY_RESULT(SqlSession(m_path).backUp(m_backup, false));
        VERIFY_RESULT(SqlSession(m_path).commit(addition(8), testAuthor, {}));
        spoil(m_path);
        const QByteArray former = bytesOf({m_path});
        const auto copy = SqlSession(m_path).restore(m_backup, base::Instant(std::chrono::seconds(1'700'000'000)));
        VERIFY_RESULT(copy);
        QCOMPARE(copy->kept, m_path + u".replaced-20231114T221320Z"_s);
        QCOMPARE(bytesOf({copy->kept}), former);
        QCOMPARE(modeOf(m_path), 0600u);
        const auto restored = SqlSession(m_path).load();
        VERIFY_RESULT(restored);
        QCOMPARE(restored->revision, 1);
        // At the same second once more: what was kept is not overwritten.
        const auto again = SqlSession(m_path).restore(m_backup, base::Instant(std::chrono::seconds(1'700'000'000)));
        VERIFY_RESULT(again);
        QCOMPARE(again->kept, copy->kept + u"-2"_s);
        QCOMPARE(bytesOf({copy->kept}), former);
    }

    void aMissingStoreAndItsLogComeBack()
    {
        VERIFY_RESULT(SqlSession(m_path).backUp(m_backup, false));
        QFile::remove(m_path);
        writeFile(StoreWatch::logPath(m_path), "what is left of a log");
        const auto copy = SqlSession(m_path).restore(m_backup, {});
        VERIFY_RESULT(copy);
        QVERIFY(copy->kept.endsWith(u"-wal"_s));
        QCOMPARE(bytesOf({copy->kept}), "what is left of a log");
        QCOMPARE(SqlSession(m_path).load()->revision, 1);
    }

    void aCopyWithItsLogIsRestoredWhole()
    {
        SqlSession session(m_path);
        VERIFY_RESULT(session.commit(addition(8), testAuthor, {}));
        for (const QString &end : {QString(), u"-wal"_s})
            QVERIFY(QFile::copy(m_path + end, m_backup + end));
        session.close();
        const QString other = m_folder->filePath(u"other/tenant.gatehouse"_s);
        VERIFY_RESULT(SqlSession(other).restore(m_backup, {}));
        QVERIFY(SqlSession(other).load()->resourceServer(makeApi(8).id));
    }
};

QTEST_GUILESS_MAIN(tst_store_StoreTransfer)
#include "tst_store_StoreTransfer.moc"
