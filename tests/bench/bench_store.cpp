// What the store's promises cost: the same rows by SQLite alone, with the same pragmas, in turns.
//
//   bench_store FOLDER     on the disk that is to be measured

#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/KeyCustody.h"
#include "models/store/sql/KeyLock.h"
#include "tests/store/FastKdf.h"
#include "tests/store/StoreFiles.h"
#include "tests/support/FakeVault.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;
constexpr int commits = 200;
constexpr int apis = 100;
constexpr int scopesEach = 1000;

/// One change of one object, as the window and every command make it: with head, audit and revision.
double ourCommits(store::sql::SqlSession &session)
{
    static int number = 0;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < commits; ++i) {
        domain::ChangeSet changes;
        changes.create(makeClient(1000 + ++number));
        if (!session.commit(changes, testAuthor, {}))
            qFatal("a commit failed");
    }
    return commits * 1e9 / double(timer.nsecsElapsed());
}

double ourImport(store::sql::SqlSession &session)
{
    domain::ChangeSet changes;
    for (int i = 0; i < apis; ++i) {
        auto api = makeApi(10000 + i);
        for (int scope = 0; scope < scopesEach; ++scope)
            api.scopes.append({u"scope:%1"_s.arg(scope), u"What it permits"_s});
        changes.create(api);
    }
    QElapsedTimer timer;
    timer.start();
    if (!session.commit(changes, testAuthor, {}))
        qFatal("the import failed");
    return apis * scopesEach * 1e9 / double(timer.nsecsElapsed());
}

/// SQLite as it comes, set as the store sets it.
class Bare
{
public:
    explicit Bare(const QString &path)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"bare"_s))
    {
        m_database.setDatabaseName(path);
        if (!m_database.open())
            qFatal("cannot open %s", qPrintable(path));
        for (const QString &statement :
             {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s, u"PRAGMA secure_delete = ON"_s,
              u"PRAGMA foreign_keys = ON"_s,
              u"CREATE TABLE client (id TEXT PRIMARY KEY, name TEXT, secret BLOB, created_at INTEGER) WITHOUT ROWID"_s,
              u"CREATE TABLE audit (sequence INTEGER PRIMARY KEY, at INTEGER, user TEXT, items TEXT)"_s,
              u"CREATE TABLE tenant (revision INTEGER)"_s, u"INSERT INTO tenant VALUES (0)"_s,
              u"CREATE TABLE api (id TEXT PRIMARY KEY) WITHOUT ROWID"_s,
              u"CREATE TABLE scope (api_id TEXT REFERENCES api, value TEXT, description TEXT, position INTEGER,"
              " PRIMARY KEY (api_id, value)) WITHOUT ROWID"_s})
            run(statement);
    }
    ~Bare()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"bare"_s);
    }
    Q_DISABLE_COPY_MOVE(Bare)

    double commit()
    {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < commits; ++i) {
            run(u"BEGIN IMMEDIATE"_s);
            run(u"INSERT INTO client VALUES ('client-%1', 'Client', zeroblob(100), 0)"_s.arg(++m_number));
            run(u"INSERT INTO audit (at, user, items) VALUES (0, 'alice', printf('%.300c', 'x'))"_s);
            run(u"UPDATE tenant SET revision = revision + 1"_s);
            run(u"COMMIT"_s);
        }
        return commits * 1e9 / double(timer.nsecsElapsed());
    }
    double import()
    {
        QElapsedTimer timer;
        timer.start();
        run(u"BEGIN IMMEDIATE"_s);
        QSqlQuery query(m_database);
        query.prepare(u"INSERT INTO scope VALUES (?, ?, ?, ?)"_s);
        for (int i = 0; i < apis; ++i) {
            const QString id = u"api-%1"_s.arg(i);
            run(u"INSERT INTO api VALUES ('%1')"_s.arg(id));
            for (int scope = 0; scope < scopesEach; ++scope) {
                query.bindValue(0, id);
                query.bindValue(1, u"scope:%1"_s.arg(scope));
                query.bindValue(2, u"What it permits"_s);
                query.bindValue(3, scope);
                if (!query.exec())
                    qFatal("%s", qPrintable(query.lastError().text()));
            }
        }
        run(u"COMMIT"_s);
        return apis * scopesEach * 1e9 / double(timer.nsecsElapsed());
    }

private:
    void run(const QString &statement)
    {
        QSqlQuery query(m_database);
        if (!query.exec(statement))
            qFatal("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
    }

    QSqlDatabase m_database;
    int m_number = 0;
};

struct Measured
{
    std::array<double, rounds> ours{};
    std::array<double, rounds> bare{};
};

void print(const char *what, Measured measured)
{
    std::ranges::sort(measured.ours);
    std::ranges::sort(measured.bare);
    const double ours = measured.ours.at(rounds / 2);
    const double bare = measured.bare.at(rounds / 2);
    std::printf("%-24s Gatehouse %8.0f      bare SQLite         %8.0f   ratio %.2f\n", what, ours, bare, ours / bare);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1);
    base::SystemRandom random;
    const jose::qca::QcaCrypto crypto;
    FastKdf kdf;
    FakeVault vault;
    Measured single;
    Measured imported;
    for (std::size_t round = 0; round < rounds; ++round) {
        const QTemporaryDir place(folder + u"/bench-XXXXXX"_s);
        const QString path = place.filePath(u"tenant/gatehouse.db"_s);
        store::sql::KeyCustody custody(crypto.cipher(), crypto.signers(), random);
        store::sql::KeyLock lock(custody, crypto.cipher(), kdf, random, vault);
        store::sql::SqlSession session(path, &custody);
        if (!lock.begin(path) || !session.load())
            qFatal("no store");
        Bare bare(place.filePath(u"bare.db"_s));
        single.bare.at(round) = bare.commit();
        single.ours.at(round) = ourCommits(session);
        imported.bare.at(round) = bare.import();
        imported.ours.at(round) = ourImport(session);
    }
    print("single commits/s", single);
    print("import, rows/s", imported);
    return 0;
}
