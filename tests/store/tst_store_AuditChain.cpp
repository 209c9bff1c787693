#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/KeyCustody.h"
#include "tests/store/StoreFiles.h"

using namespace gatehouse;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// The audit is a chain: where somebody without the key changed it, the check names the entry.
class tst_store_AuditChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void auditIsChained_data();
    void auditIsChained();
};

void tst_store_AuditChain::auditIsChained_data()
{
    using Kind = AuditBreak::Kind;
    QTest::addColumn<QString>("statement");
    QTest::addColumn<AuditBreak>("found");
    const auto row = [](const char *name, const char *statement, Kind kind, qint64 entry) {
        QTest::newRow(name) << QString::fromLatin1(statement) << AuditBreak{kind, entry};
    };
    row("an entry edited", "UPDATE audit SET user = 'mallory' WHERE sequence = 2", Kind::Altered, 2);
    row("its time", "UPDATE audit SET at = at + 1 WHERE sequence = 1", Kind::Altered, 1);
    row("the newest edited", "UPDATE audit SET source = 'server' WHERE sequence = 3", Kind::Altered, 3);
    row("what it comes to", "UPDATE audit SET chain = x'' WHERE sequence = 2", Kind::Altered, 2);
    row("the same of the newest", "UPDATE audit SET chain = x'00' WHERE sequence = 3", Kind::Altered, 3);
    row("an entry taken out", "DELETE FROM audit WHERE sequence = 2", Kind::Missing, 2);
    row("the first taken out", "DELETE FROM audit WHERE sequence = 1", Kind::Missing, 1);
    row("the newest taken out", "DELETE FROM audit WHERE sequence = 3", Kind::Missing, 3);
    row("all taken out", "DELETE FROM audit", Kind::Missing, 1);
    row("one put in", "INSERT INTO audit (at, user, source, items) VALUES (0, 'x', 'window', '[]')", Kind::Added, 4);
    row("two swapped", "UPDATE audit SET sequence = CASE sequence WHEN 1 THEN -2 ELSE -1 END WHERE sequence < 3",
        Kind::Missing, 1);
}

void tst_store_AuditChain::auditIsChained()
{
    QFETCH(QString, statement);
    QFETCH(AuditBreak, found);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"gatehouse.db"_s);
    const jose::qca::QcaCrypto crypto;
    base::SystemRandom random;
    KeyCustody custody(crypto.cipher(), crypto.signers(), random);
    VERIFY_RESULT(custody.open(path));
    {
        SqlSession session(path, &custody);
        VERIFY_RESULT(session.load());
        VERIFY_RESULT(session.commit(smallTenant(), testAuthor, {}));
        for (int client : {70, 71}) {
            domain::ChangeSet changes;
            changes.create(makeClient(client));
            VERIFY_RESULT(session.commit(changes, testAuthor, {}));
        }
        const auto report = session.checkState();
        VERIFY_RESULT(report);
        QVERIFY(!report->auditBreak);
    }
    onFile(path, {statement});
    SqlSession session(path, &custody);
    VERIFY_RESULT(session.load());
    const auto report = session.checkState();
    VERIFY_RESULT(report);
    QCOMPARE(report->auditBreak, std::optional(found));
    QVERIFY(report->altered.isEmpty());
}

QTEST_GUILESS_MAIN(tst_store_AuditChain)
#include "tst_store_AuditChain.moc"
