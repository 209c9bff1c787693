#include "models/jose/openssl/OpensslPassphraseKdf.h"
#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/KeyLock.h"
#include "models/store/sql/Migrations.h"
#include "models/store/sql/SqlConnection.h"
#include "tests/store/FastKdf.h"
#include "tests/store/RandomChanges.h"
#include "tests/store/StoreFiles.h"
#include "tests/support/FakeVault.h"

#include <QRandomGenerator>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

/// One process that has the key of a store.
struct Process
{
    Process(const jose::qca::QcaCrypto &crypto, const jose::PassphraseKdf &kdf, base::RandomSource &random,
            settings::SecretVault &vault, const QString &path)
        : custody(crypto.cipher(), crypto.signers(), random)
        , lock(custody, crypto.cipher(), kdf, random, vault)
        , session(path, &custody)
    {
    }

    KeyCustody custody;
    KeyLock lock;
    SqlSession session;
};

ChangeSet added(int client)
{
    ChangeSet changes;
    changes.create(makeClient(client));
    return changes;
}

QList<QStringList> rowsOf(const QString &path, const QString &statement)
{
    QList<QStringList> rows;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"rows"_s);
        database.setDatabaseName(path);
        if (!database.open())
            qFatal("cannot open %s", qPrintable(path));
        QSqlQuery query(database);
        if (!query.exec(statement))
            qFatal("%s", qPrintable(query.lastError().text()));
        while (query.next())
            rows.append({query.value(0).toString(), query.value(1).toString()});
    }
    QSqlDatabase::removeDatabase(u"rows"_s);
    return rows;
}

} // namespace

/// Whoever can write a store and lacks its key changes nothing unnoticed.
class tst_store_StateGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_first.reset(); }
    void opensAgain();
    void editsAreRefused_data();
    void editsAreRefused();
    void everyColumnCounts();
    void everyRowCounts();
    void olderHeadIsRefused();
    void keyFileOfAnotherStore();
    void strippedOfItsHead_data();
    void strippedOfItsHead();
    void storesFromBefore_data();
    void storesFromBefore();
    void aStoreOfVersion2();
    void severalProcesses();
    void anyChangesLeadToTheSameHead();

private:
    std::unique_ptr<Process> process(const QString &path) const
    {
        return std::make_unique<Process>(m_crypto, *m_kdf, m_random, *m_vault, path);
    }
    /// What a process that opens the store finds.
    base::Result<StoreSnapshot> opened(std::unique_ptr<Process> &fresh) const
    {
        fresh = process(m_path);
        if (const auto under = fresh->lock.begin(m_path); !under)
            return std::unexpected(under.error());
        return fresh->session.load();
    }
    base::Result<StoreSnapshot> opened() const
    {
        std::unique_ptr<Process> fresh;
        return opened(fresh);
    }
    /// A store of a copy of this one's files.
    void copyTo(const QString &path) const
    {
        for (const char *suffix : {"", ".key"}) {
            const QString to = path + QLatin1StringView(suffix);
            QFile::remove(to);
            QVERIFY(QFile::copy(m_path + QLatin1StringView(suffix), to));
        }
    }

    mutable base::SystemRandom m_random;
    jose::qca::QcaCrypto m_crypto;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FastKdf> m_kdf;
    std::unique_ptr<FakeVault> m_vault;
    std::unique_ptr<Process> m_first;
    QString m_path;
    StoreSnapshot m_tenant;
};

/// A closed store with a tenant, three entries of audit, and a key file that knows of its head.
void tst_store_StateGuard::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_kdf = std::make_unique<FastKdf>();
    m_vault = std::make_unique<FakeVault>();
    m_path = m_folder->filePath(u"tenant/gatehouse.db"_s);
    auto first = process(m_path);
    QCOMPARE(first->lock.begin(m_path).value(), Protection::KeyFile);
    VERIFY_RESULT(first->session.load());
    VERIFY_RESULT(first->session.commit(smallTenant(), testAuthor, {}));
    VERIFY_RESULT(first->session.commit(added(70), testAuthor, {}));
    const auto tenant = first->session.commit(added(71), testAuthor, {});
    VERIFY_RESULT(tenant);
    m_tenant = *tenant;
    VERIFY_RESULT(await(first->lock.noteHead()));
    QVERIFY(first->custody.isStateExpected());
    first->session.close();
}

void tst_store_StateGuard::opensAgain()
{
    std::unique_ptr<Process> fresh;
    const auto tenant = opened(fresh);
    VERIFY_RESULT(tenant);
    QVERIFY(*tenant == m_tenant);
    QVERIFY(fresh->custody.isStateExpected());
    const auto report = fresh->session.checkState();
    VERIFY_RESULT(report);
    QVERIFY(report->altered.isEmpty() && !report->auditBreak);
    QCOMPARE(report->auditEntries, 3);
}

void tst_store_StateGuard::editsAreRefused_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const QStringList &statements, const char *part) {
        QTest::newRow(name) << statements << QString::fromLatin1(part);
    };
    row("a scope granted", {u"INSERT INTO granted_scope SELECT id, 'delete:all', 90 FROM client_grant LIMIT 1"_s},
        "grants");
    row("a grant added",
        {u"INSERT INTO client_grant SELECT 'cgr_x', c.id, a.id, 0, 'client', '{}' FROM client c, api a WHERE NOT EXISTS"
         " (SELECT 1 FROM client_grant g WHERE g.client_id = c.id AND g.api_id = a.id) LIMIT 1"_s},
        "grants");
    row("a grant removed", {u"DELETE FROM granted_scope"_s, u"DELETE FROM client_grant"_s}, "grants");
    row("a scope defined", {u"INSERT INTO api_scope SELECT id, 'x:y', '', 90 FROM api LIMIT 1"_s}, "apis");
    row("another algorithm",
        {u"UPDATE api SET signing_algorithm = CASE signing_algorithm WHEN 'RS256' THEN 'HS256' ELSE 'RS256' END"_s},
        "apis");
    row("a longer lifetime", {u"UPDATE api SET token_lifetime = token_lifetime + 1"_s}, "apis");
    row("a client's secret that was another's",
        {u"UPDATE client SET secret = (SELECT secret FROM client ORDER BY id DESC LIMIT 1)"_s}, "clients");
    row("a client renamed", {u"UPDATE client SET name = name || ' '"_s}, "clients");
    row("a client removed", {u"DELETE FROM client WHERE id NOT IN (SELECT client_id FROM client_grant)"_s}, "clients");
    row("a key added",
        {u"INSERT INTO signing_key (id, algorithm, state, public_key, private_key, created_at) VALUES ('forged', 'RS256', 'previous', x'30', x'', 0)"_s},
        "signing-keys");
    row("the revision turned back", {u"UPDATE tenant SET revision = revision - 1"_s}, "revision");
    row("the revision turned forward", {u"UPDATE tenant SET revision = revision + 1"_s}, "revision");
    row("another port", {u"UPDATE tenant SET server_port = 1"_s}, "tenant");
    row("two parts", {u"UPDATE tenant SET server_port = 1"_s, u"UPDATE client SET name = name || 'x'"_s},
        "tenant,clients");
    row("a record of nobody", {u"UPDATE head SET record = x'00'"_s}, "head");
    row("one bit of the record",
        {u"UPDATE head SET record = CAST(substr(record, 1, 40) || x'00' || substr(record, 42) AS BLOB)"_s}, "head");
    row("no head", {u"DELETE FROM head"_s}, "head");
}

void tst_store_StateGuard::editsAreRefused()
{
    QFETCH(QStringList, statements);
    QFETCH(QString, part);
    // Also under a process that has the store open, for which it is there from one commit to the next.
    std::unique_ptr<Process> running;
    VERIFY_RESULT(opened(running));
    onFile(m_path, statements);
    const auto tenant = opened();
    COMPARE_ERROR(tenant, ErrorCode::StoreAltered);
    QCOMPARE(tenant.error().detail, part);
    QCOMPARE(tenant.error().subject, m_path);
    const auto committed = running->session.commit(added(80), testAuthor, {});
    QVERIFY(!committed);
    const auto after = running->session.load();
    if (committed.error().code == ErrorCode::StoreReplaced) {
        // A revision that went back is taken for another file in the store's place: its log is not applied, and what
        // is left is the state before the edit, or refused.
        QVERIFY(!after || *after == m_tenant);
        return;
    }
    COMPARE_ERROR(committed, ErrorCode::StoreAltered);
    COMPARE_ERROR(after, ErrorCode::StoreAltered);
}

/// Columns are taken from the schema, so that a new one is in it: a changed value is refused, or changes nothing that
/// is read.
void tst_store_StateGuard::everyColumnCounts()
{
    const QList<QStringList> columns =
        rowsOf(m_path, u"SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c"
                       " WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%'"_s);
    QVERIFY(columns.size() > 40);
    const QString whole = m_folder->filePath(u"whole.db"_s);
    copyTo(whole);
    int refused = 0;
    for (const QStringList &column : columns) {
        QFile::remove(m_path);
        QVERIFY(QFile::copy(whole, m_path));
        QFile::remove(m_path + u"-wal"_s);
        QFile::remove(m_path + u"-shm"_s);
        const QString table = column[0];
        const QString name = column[1];
        if (onFile(m_path, {u"SELECT count(*) FROM %1"_s.arg(table)}).toInt() == 0)
            continue;
        bool isEdited = false;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"edit"_s);
            database.setDatabaseName(m_path);
            QVERIFY(database.open());
            QSqlQuery query(database);
            isEdited =
                query.exec(
                    u"UPDATE %1 SET %2 = CASE typeof(%2) WHEN 'integer' THEN 1 - %2 WHEN 'text' THEN %2 ||"
                    " 'x' ELSE CAST(%2 || x'00' AS BLOB) END WHERE rowid IN (SELECT rowid FROM %1 LIMIT 1)"_s.arg(
                        table, name)) ||
                query.exec(u"UPDATE %1 SET %2 = CASE typeof(%2) WHEN 'integer' THEN 1 - %2 WHEN 'text' THEN %2 ||"
                           " 'x' ELSE CAST(%2 || x'00' AS BLOB) END"_s.arg(table, name));
        }
        QSqlDatabase::removeDatabase(u"edit"_s);
        if (!isEdited)
            continue; // a rule of the schema forbids it already
        std::unique_ptr<Process> fresh;
        const auto tenant = opened(fresh);
        if (!tenant) {
            ++refused;
            continue;
        }
        const QByteArray where = (table + u'.' + name).toUtf8();
        QVERIFY2(*tenant == m_tenant, where.constData());
        if (table == "audit"_L1) {
            const auto report = fresh->session.checkState();
            VERIFY_RESULT(report);
            QVERIFY2(report->auditBreak.has_value(), where.constData());
        }
    }
    QVERIFY2(refused >= 20, qPrintable(QString::number(refused)));
}

void tst_store_StateGuard::everyRowCounts()
{
    const QString whole = m_folder->filePath(u"whole.db"_s);
    copyTo(whole);
    int refused = 0;
    for (const char *table :
         {"tenant", "api", "api_scope", "client", "client_grant", "granted_scope", "signing_key", "head"}) {
        for (int at = 0;; ++at) {
            QFile::remove(m_path);
            QVERIFY(QFile::copy(whole, m_path));
            QFile::remove(m_path + u"-wal"_s);
            QFile::remove(m_path + u"-shm"_s);
            const QString name = QString::fromLatin1(table);
            if (onFile(m_path, {u"SELECT count(*) FROM %1"_s.arg(name)}).toInt() <= at)
                break;
            const QString key = rowsOf(m_path, u"SELECT name, '' FROM pragma_table_info('%1') WHERE pk > 0 ORDER BY pk"
                                               " DESC LIMIT 1"_s.arg(name))[0][0];
            onFile(m_path,
                   {u"DELETE FROM %1 WHERE %2 = (SELECT %2 FROM %1 LIMIT 1 OFFSET %3)"_s.arg(name, key).arg(at)});
            const auto tenant = opened();
            QVERIFY2(!tenant, table);
            ++refused;
        }
    }
    QVERIFY(refused > 8);
}

void tst_store_StateGuard::olderHeadIsRefused()
{
    const QString older = m_folder->filePath(u"older.db"_s);
    copyTo(older);
    {
        std::unique_ptr<Process> fresh;
        VERIFY_RESULT(opened(fresh));
        VERIFY_RESULT(fresh->session.commit(added(81), testAuthor, {}));
    }
    onFile(m_path,
           {u"ATTACH '%1' AS older"_s.arg(older), u"UPDATE head SET record = (SELECT record FROM older.head)"_s});
    COMPARE_ERROR(opened(), ErrorCode::StoreAltered);
}

void tst_store_StateGuard::keyFileOfAnotherStore()
{
    const QString foreign = m_folder->filePath(u"foreign.db"_s);
    {
        auto other = process(foreign);
        QVERIFY(other->lock.begin(foreign));
        VERIFY_RESULT(other->session.load());
        VERIFY_RESULT(await(other->lock.noteHead()));
    }
    QFile::remove(m_path + u".key"_s);
    QVERIFY(QFile::copy(foreign + u".key"_s, m_path + u".key"_s));
    COMPARE_ERROR(opened(), ErrorCode::KeyForeign);
    // Nor does it help to write the other's id into the store.
    onFile(m_path, {u"ATTACH '%1' AS f"_s.arg(foreign), u"UPDATE head SET store_id = (SELECT store_id FROM f.head)"_s});
    COMPARE_ERROR(opened(), ErrorCode::StoreAltered);
}

void tst_store_StateGuard::strippedOfItsHead_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("the row") << QStringList{u"DELETE FROM head"_s};
    QTest::newRow("a store of version 1 in its place") << QStringList();
}

void tst_store_StateGuard::strippedOfItsHead()
{
    QFETCH(QStringList, statements);
    if (statements.isEmpty()) {
        QVERIFY(QFile::remove(m_path));
        const auto connection = SqlConnection::open(m_path, SqlConnection::Mode::ReadWrite);
        VERIFY_RESULT(connection);
        VERIFY_RESULT(migrate(**connection, m_path, migrations().first(1)));
    } else {
        onFile(m_path, statements);
    }
    COMPARE_ERROR(opened(), ErrorCode::StoreAltered);
    COMPARE_ERROR(opened(), ErrorCode::StoreAltered); // the first try converted nothing
}

void tst_store_StateGuard::storesFromBefore_data()
{
    QTest::addColumn<int>("protection");
    QTest::newRow("key file") << int(Protection::KeyFile);
    QTest::newRow("passphrase") << int(Protection::Passphrase);
    QTest::newRow("keychain") << int(Protection::Keychain);
}

/// A store of version 1 opens, with a backup beside it, and is held to its head from then on.
void tst_store_StateGuard::storesFromBefore()
{
    QFETCH(int, protection);
    m_path = m_folder->filePath(u"before/gatehouse.db"_s);
    const base::Secret passphrase("correct horse battery"_ba);
    {
        auto before = process(m_path);
        QVERIFY(before->lock.begin(m_path));
        const auto connection = SqlConnection::open(m_path, SqlConnection::Mode::ReadWrite);
        VERIFY_RESULT(connection);
        VERIFY_RESULT(migrate(**connection, m_path, migrations().first(1)));
        onFile(m_path, {u"INSERT INTO client VALUES ('c1', 'Old', x'01', 0, 5)"_s,
                        u"INSERT INTO audit (at, user, source, items) VALUES (1, 'a', 'window', '[]')"_s,
                        u"UPDATE tenant SET revision = 7"_s});
        if (protection == int(Protection::Passphrase))
            VERIFY_RESULT(await(before->lock.protectWithPassphrase(passphrase)));
        if (protection == int(Protection::Keychain))
            VERIFY_RESULT(await(before->lock.protectWithKeychain()));
        QVERIFY(!before->custody.isStateExpected());
    }
    const auto open = [&](std::unique_ptr<Process> &fresh) -> base::Result<StoreSnapshot> {
        fresh = process(m_path);
        const auto under = fresh->lock.begin(m_path);
        if (!under)
            return std::unexpected(under.error());
        base::Result<void> unlocked;
        if (*under == Protection::Passphrase)
            unlocked = await(fresh->lock.unlockWithPassphrase(passphrase));
        else if (*under == Protection::Keychain)
            unlocked = await(fresh->lock.unlockWithKeychain());
        return unlocked ? fresh->session.load() : std::unexpected(unlocked.error());
    };
    {
        std::unique_ptr<Process> fresh;
        const auto tenant = open(fresh);
        VERIFY_RESULT(tenant);
        QCOMPARE(tenant->clients.size(), 1);
        QCOMPARE(tenant->revision, 7);
        VERIFY_RESULT(await(fresh->lock.noteHead()));
        QVERIFY(fresh->custody.isStateExpected());
    }
    QVERIFY(QFile::exists(m_path + u".backup-v1"_s));
    {
        std::unique_ptr<Process> fresh;
        VERIFY_RESULT(open(fresh));
        QVERIFY(fresh->custody.isStateExpected());
        const auto report = fresh->session.checkState();
        VERIFY_RESULT(report);
        QVERIFY(!report->auditBreak);
    }
    onFile(m_path, {u"DELETE FROM head"_s});
    std::unique_ptr<Process> fresh;
    COMPARE_ERROR(open(fresh), ErrorCode::StoreAltered);
}

/// A store that a program of version 2 wrote opens converted, with a backup beside it, and its head still fits: what
/// came later is in no digest while it is the default.
void tst_store_StateGuard::aStoreOfVersion2()
{
    m_path = m_folder->filePath(u"two/gatehouse.db"_s);
    QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
    const QString fixture = qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/store/fixtures/version-2/"_s;
    for (const QString &name : {u"gatehouse.db"_s, u"gatehouse.db.key"_s}) {
        const QString copy = QFileInfo(m_path).path() + u'/' + name;
        QVERIFY(QFile::copy(fixture + name, copy));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    }
    QVERIFY(QFile::setPermissions(QFileInfo(m_path).path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    auto fresh = process(m_path);
    QVERIFY(fresh->lock.begin(m_path));
    const auto tenant = fresh->session.load();
    VERIFY_RESULT(tenant);
    QCOMPARE(tenant->resourceServers.size(), 3);
    const auto *orders = tenant->resourceServerByIdentifier(u"urn:orders"_s);
    QVERIFY(orders);
    QCOMPARE(orders->dialect, domain::TokenDialect::AccessToken);
    const auto client = std::ranges::find(tenant->clients, u"Old Client"_s, &domain::ClientApplication::name);
    QVERIFY(client != tenant->clients.end());
    QCOMPARE(client->type, domain::ClientType::NonInteractive);
    QCOMPARE(client->grantTypes, domain::GrantTypes(domain::GrantType::ClientCredentials));
    const auto *grant = tenant->grant(client->id, orders->id);
    QVERIFY(grant);
    QCOMPARE(grant->scopes, QStringList{u"read:orders"_s});
    QVERIFY(QFile::exists(m_path + u".backup-v2"_s));
    const auto report = fresh->session.checkState();
    VERIFY_RESULT(report);
    QVERIFY(report->altered.isEmpty() && !report->auditBreak);
    VERIFY_RESULT(fresh->session.commit(added(100), testAuthor, {}));
    // What came later is under the head as well.
    onFile(m_path, {u"UPDATE client SET is_first_party = 0"_s});
    auto later = process(m_path);
    QVERIFY(later->lock.begin(m_path));
    COMPARE_ERROR(later->session.load(), ErrorCode::StoreAltered);
}

/// The head is read, checked and replaced within the write transaction.
void tst_store_StateGuard::severalProcesses()
{
    std::unique_ptr<Process> one;
    std::unique_ptr<Process> two;
    VERIFY_RESULT(opened(one));
    VERIFY_RESULT(opened(two));
    for (int i = 0; i < 10; ++i) {
        SqlSession &session = i % 3 == 0 ? one->session : two->session;
        VERIFY_RESULT(session.commit(added(100 + i), testAuthor, {}));
    }
    VERIFY_RESULT(one->session.load());
    const auto report = two->session.checkState();
    VERIFY_RESULT(report);
    QVERIFY(report->altered.isEmpty() && !report->auditBreak);
}

/// The head that commits bring up to date is the head of the state they lead to.
void tst_store_StateGuard::anyChangesLeadToTheSameHead()
{
    std::unique_ptr<Process> fresh;
    auto tenant = opened(fresh);
    VERIFY_RESULT(tenant);
    RandomChanges random(20261129);
    for (int i = 0; i < 60; ++i) {
        const auto next = fresh->session.commit(random.next(*tenant), testAuthor, {});
        if (next)
            tenant = next;
    }
    const auto report = fresh->session.checkState();
    VERIFY_RESULT(report);
    QVERIFY(report->altered.isEmpty() && !report->auditBreak);
    QVERIFY(report->auditEntries > 30);
}

QTEST_GUILESS_MAIN(tst_store_StateGuard)
#include "tst_store_StateGuard.moc"
