#include "models/jose/openssl/OpensslPassphraseKdf.h"
#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/KeyLock.h"
#include "models/store/sql/RollbackGuard.h"
#include "tests/store/FastKdf.h"
#include "tests/store/StoreFiles.h"
#include "tests/support/FakeVault.h"

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

constexpr base::Instant noon{std::chrono::hours(12)};

ChangeSet added(int client)
{
    ChangeSet changes;
    changes.create(makeClient(client));
    return changes;
}

} // namespace

/// A whole store that is put back as it was fits itself; what this machine saw last does not.
class tst_store_Rollback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { QVERIFY(m_folder->remove()); }

    void nothingIsSaidOf_data();
    void nothingIsSaidOf();
    void anOlderCopyIsReportedUntilItIsAccepted();
    void commitsDoNotHideIt();
    void theRightFilePutBackEndsIt();
    void anotherLineIsFoundByTheWholeCheck();
    void acceptedByAnotherProcess();
    void aBackupOfAnotherStoreReplacesNothing();
    void whatCannotBeRememberedIsNotAccepted();
    void anOpenStoreThatIsReplaced();
    void restoreRenewsIt();
    void theFileIsPrivateAndHoldsNoSecret();
    void whatIsNotWholeSaysNothing_data();
    void whatIsNotWholeSaysNothing();
    void aFolderThatCannotBeWrittenFailsNothing();

private:
    /// One process that has the key of the store.
    struct Process
    {
        Process(const tst_store_Rollback &test, const QString &path, const QString &folder)
            : custody(test.m_crypto.cipher(), test.m_crypto.signers(), test.m_random)
            , lock(custody, test.m_crypto.cipher(), test.m_kdf, test.m_random, test.m_vault)
            , guard(folder, path)
            , session(
                  path, &custody, [] {}, &guard)
            , begun(lock.begin(path).has_value())
        {
        }
        std::optional<Rollback> found()
        {
            read = session.load();
            return guard.rollback();
        }

        KeyCustody custody;
        KeyLock lock;
        RollbackGuard guard;
        SqlSession session;
        bool begun;
        base::Result<StoreSnapshot> read;
    };

    std::unique_ptr<Process> process(const QString &path = {}) const
    {
        return std::make_unique<Process>(*this, path.isEmpty() ? m_path : path, m_seen);
    }
    /// What a process that comes and goes finds, after `changes`.
    std::optional<Rollback> visit(const ChangeSet &changes = {}) const
    {
        const auto one = process();
        auto found = one->found();
        if (!one->read || (!changes.isEmpty() && !one->session.commit(changes, testAuthor, noon)))
            qFatal("the store does not open");
        return found;
    }
    void keep(const QString &name) const { QVERIFY(QFile::copy(m_path, m_folder->filePath(name))); }
    /// By hand, as `cp` and `mv` do.
    void putBack(const QString &name) const
    {
        const QString copy = m_folder->filePath(name + u".moved"_s);
        QVERIFY(QFile::copy(m_folder->filePath(name), copy));
        QCOMPARE(std::rename(QFile::encodeName(copy).constData(), QFile::encodeName(m_path).constData()), 0);
    }
    QStringList seenFiles() const { return filesIn(m_seen); }

    mutable base::SystemRandom m_random;
    jose::qca::QcaCrypto m_crypto;
    FastKdf m_kdf;
    mutable FakeVault m_vault;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QString m_seen;
};

/// A closed store at revision 2, of which a copy "older" is at revision 1.
void tst_store_Rollback::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"tenant/gatehouse.db"_s);
    m_seen = m_folder->filePath(u"state/gatehouse"_s);
    QCOMPARE(visit(smallTenant()), std::nullopt);
    keep(u"older"_s);
    QCOMPARE(visit(added(70)), std::nullopt);
    keep(u"newest"_s);
}

void tst_store_Rollback::nothingIsSaidOf_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"the same file", "another machine", "a copy elsewhere", "the key file of a new store"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void tst_store_Rollback::nothingIsSaidOf()
{
    QFETCH(QString, what);
    if (what == "another machine"_L1) {
        putBack(u"older"_s);
        QVERIFY(QDir(m_seen).removeRecursively());
    } else if (what == "a copy elsewhere"_L1) {
        const QString path = m_folder->filePath(u"older"_s);
        QVERIFY(QFile::copy(m_path + u".key"_s, path + u".key"_s));
        const auto one = process(path);
        QCOMPARE(one->found(), std::nullopt);
        VERIFY_RESULT(one->read);
        QCOMPARE(one->read->revision, 1);
    } else if (what == "the key file of a new store"_L1) {
        QVERIFY(QFile::remove(m_path) && QFile::remove(m_path + u".key"_s));
        QCOMPARE(visit(smallTenant()), std::nullopt);
    }
    QCOMPARE(visit(), std::nullopt);
    QCOMPARE(visit(added(71)), std::nullopt);
    QCOMPARE(visit(), std::nullopt);
}

void tst_store_Rollback::anOlderCopyIsReportedUntilItIsAccepted()
{
    putBack(u"older"_s);
    for (int start = 0; start < 2; ++start) {
        const auto one = process();
        const auto rollback = one->found();
        VERIFY_RESULT(one->read); // it opens
        QVERIFY(rollback);
        QCOMPARE(rollback->found.revision, 1);
        QCOMPARE(rollback->seen.revision, 2);
        QCOMPARE(rollback->seen.at, noon);
        COMPARE_ERROR(one->session.newest(), ErrorCode::StoreRolledBack); // nothing is issued from it
    }
    const auto one = process();
    QVERIFY(one->found());
    VERIFY_RESULT(one->session.acceptRollback());
    QCOMPARE(one->guard.rollback(), std::nullopt);
    VERIFY_RESULT(one->session.newest());
    QCOMPARE(visit(added(72)), std::nullopt);
    QCOMPARE(visit(), std::nullopt);
}

void tst_store_Rollback::commitsDoNotHideIt()
{
    putBack(u"older"_s);
    for (int client = 80; client < 84; ++client) {
        const auto rollback = visit(added(client));
        QVERIFY(rollback);
        QCOMPARE(rollback->seen.revision, 2);
    }
    QVERIFY(visit());
}

void tst_store_Rollback::theRightFilePutBackEndsIt()
{
    putBack(u"older"_s);
    QVERIFY(visit());
    putBack(u"newest"_s);
    QCOMPARE(visit(added(73)), std::nullopt);
    QCOMPARE(visit(), std::nullopt);
}

/// Someone with the key went on from an older copy on another machine, past what was seen here.
void tst_store_Rollback::anotherLineIsFoundByTheWholeCheck()
{
    putBack(u"older"_s);
    {
        Process elsewhere(*this, m_path, m_folder->filePath(u"other state"_s));
        QCOMPARE(elsewhere.found(), std::nullopt);
        VERIFY_RESULT(elsewhere.session.commit(added(74), testAuthor, noon));
    }
    QVERIFY(visit()); // the same revision, and another state
    {
        Process elsewhere(*this, m_path, m_folder->filePath(u"other state"_s));
        QCOMPARE(elsewhere.found(), std::nullopt);
        VERIFY_RESULT(elsewhere.session.commit(added(75), testAuthor, noon));
    }
    QVERIFY(visit());
    // Without the first report it takes the whole audit to find out.
    QVERIFY(QDir(m_seen).removeRecursively());
    putBack(u"newest"_s);
    QCOMPARE(visit(), std::nullopt);
    putBack(u"older"_s);
    {
        Process elsewhere(*this, m_path, m_folder->filePath(u"other state"_s));
        QVERIFY(elsewhere.found());
        VERIFY_RESULT(elsewhere.session.commit(added(76), testAuthor, noon));
        VERIFY_RESULT(elsewhere.session.commit(added(77), testAuthor, noon));
    }
    const auto one = process();
    QCOMPARE(one->found(), std::nullopt);
    VERIFY_RESULT(one->session.checkState());
    QVERIFY(one->guard.rollback());
}

void tst_store_Rollback::acceptedByAnotherProcess()
{
    putBack(u"older"_s);
    const auto server = process();
    QVERIFY(server->found());
    const auto other = process();
    QVERIFY(other->found());
    VERIFY_RESULT(other->session.acceptRollback());
    QCOMPARE(server->session.poll({}), std::optional(ExternalChange::Committed));
    QCOMPARE(server->guard.rollback(), std::nullopt);
    VERIFY_RESULT(server->session.newest());
}

/// Its key file is another's: nothing in it could be opened, and the store at hand would be out of the way.
void tst_store_Rollback::aBackupOfAnotherStoreReplacesNothing()
{
    const QString other = m_folder->filePath(u"elsewhere/other.gatehouse"_s);
    {
        const auto elsewhere = process(other);
        QCOMPARE(elsewhere->found(), std::nullopt);
        VERIFY_RESULT(elsewhere->session.commit(added(79), testAuthor, noon));
    }
    const auto one = process();
    QCOMPARE(one->found(), std::nullopt);
    const auto refused = one->session.restore(other, noon);
    COMPARE_ERROR(refused, ErrorCode::KeyForeign);
    QCOMPARE(refused.error().step, base::ErrorStep::RestoreStore);
    QCOMPARE(one->found(), std::nullopt);
    VERIFY_RESULT(one->read);
    QCOMPARE(filesIn(QFileInfo(m_path).path()).filter(u"replaced"_s), QStringList());
}

/// "Accepted" is said of what the next program will know.
void tst_store_Rollback::whatCannotBeRememberedIsNotAccepted()
{
    putBack(u"older"_s);
    const auto one = process();
    QVERIFY(one->found());
    const QDir seen(m_seen);
    const QStringList heads = seen.entryList({u"*.head"_s}, QDir::Files);
    QCOMPARE(heads.size(), 1);
    const QString draft = u"%1.%2.part"_s.arg(heads.first()).arg(QCoreApplication::applicationPid());
    QVERIFY(seen.mkdir(draft)); // no file can be written there
    COMPARE_ERROR(one->session.acceptRollback(), ErrorCode::FileUnwritable);
    QVERIFY(one->guard.rollback());
    QVERIFY(visit());
    QVERIFY(seen.rmdir(draft));
    VERIFY_RESULT(one->session.acceptRollback());
    QCOMPARE(visit(), std::nullopt);
}

/// What was committed a moment ago and is not written down yet counts as seen.
void tst_store_Rollback::anOpenStoreThatIsReplaced()
{
    const auto one = process();
    QCOMPARE(one->found(), std::nullopt);
    VERIFY_RESULT(one->session.commit(added(78), testAuthor, noon));
    putBack(u"newest"_s);
    QCOMPARE(one->session.poll({}), std::optional(ExternalChange::Replaced));
    const auto rollback = one->found();
    QVERIFY(rollback);
    QCOMPARE(rollback->found.revision, 2);
    QCOMPARE(rollback->seen.revision, 3);
}

void tst_store_Rollback::restoreRenewsIt()
{
    const auto open = process();
    QCOMPARE(open->found(), std::nullopt);
    {
        const auto one = process();
        VERIFY_RESULT(one->session.restore(m_folder->filePath(u"older"_s), noon));
    }
    QCOMPARE(open->session.poll({}), std::optional(ExternalChange::Replaced));
    QCOMPARE(open->found(), std::nullopt);
    QCOMPARE(open->read->revision, 1);
    QCOMPARE(visit(added(79)), std::nullopt);
    // Without the key, as the command does.
    SqlSession keyless(m_path, nullptr, [] {}, &open->guard);
    VERIFY_RESULT(keyless.restore(m_folder->filePath(u"newest"_s), noon));
    QCOMPARE(visit(), std::nullopt);
}

void tst_store_Rollback::theFileIsPrivateAndHoldsNoSecret()
{
    QCOMPARE(seenFiles().size(), 1);
    QCOMPARE(modeOf(m_seen), 0700u);
    QCOMPARE(modeOf(seenFiles().first()), 0600u);
    const QByteArray bytes = bytesOf(seenFiles());
    const QByteArray key = bytesOf({m_path + u".key"_s});
    QVERIFY(bytes.startsWith("gatehouse-seen-head 1\nseen 2 "));
    QVERIFY(!bytes.contains("Client") && !bytes.contains(key.sliced(40, 16).toBase64().first(12)));
}

void tst_store_Rollback::whatIsNotWholeSaysNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not ours") << "hello\n"_ba;
    QTest::newRow("a later version") << "gatehouse-seen-head 2\nseen 9 0\nAAAA\n"_ba;
    QTest::newRow("no head in it") << "gatehouse-seen-head 1\nseen 9 0\nAAAA\n"_ba;
    QTest::newRow("not base64") << "gatehouse-seen-head 1\nseen 9 0\n!!\n"_ba;
    QTest::newRow("cut off") << "gatehouse-seen-head 1\nseen 9 0\nAAAA"_ba;
    QTest::newRow("endless") << QByteArray(100'000, 'x');
}

void tst_store_Rollback::whatIsNotWholeSaysNothing()
{
    QFETCH(QByteArray, content);
    QFile file(seenFiles().first());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(content);
    file.close();
    QCOMPARE(visit(added(90)), std::nullopt);
    // Another one is written in its place.
    putBack(u"older"_s);
    QVERIFY(visit());
}

void tst_store_Rollback::aFolderThatCannotBeWrittenFailsNothing()
{
    QVERIFY(QDir(m_seen).removeRecursively());
    QFile inTheWay(m_seen);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QCOMPARE(visit(added(91)), std::nullopt);
    putBack(u"older"_s);
    QCOMPARE(visit(added(92)), std::nullopt);
}

QTEST_GUILESS_MAIN(tst_store_Rollback)
#include "tst_store_Rollback.moc"
