#include "models/issuer/SecretAttempts.h"
#include "models/store/sql/SqlLedger.h"
#include "tests/support/FakeClock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::store;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using issuer::SecretAttempts;

/// What the ledger counts: wrong guesses and assertions outlive the process, and are no one's who cannot see them.
class tst_issuer_SecretAttempts : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    base::SystemRandom m_random;
    FakeClock m_clock;

    std::unique_ptr<sql::SqlLedger> ledger(const QByteArray &storeId = "one") const
    {
        return std::make_unique<sql::SqlLedger>(m_folder.filePath(u"tenant"_s),
                                                [storeId] { return base::Result<QByteArray>(storeId); });
    }
    bool isAllowed(SecretAttempts &attempts, const QString &name) const
    {
        return attempts.isAllowed(name, m_clock.now());
    }

private Q_SLOTS:
    void cleanup() { QFile::remove(sql::SqlLedger::pathOf(m_folder.filePath(u"tenant"_s))); }

    void guessesOutliveTheProcess()
    {
        {
            const auto open = ledger();
            SecretAttempts attempts(AttemptKind::Password, *open, m_random);
            for (int i = 0; i < SecretAttempts::allowed; ++i)
                attempts.failed(u"jane@example.com"_s, m_clock.now());
            QVERIFY(!isAllowed(attempts, u"jane@example.com"_s));
        }
        const auto open = ledger();
        SecretAttempts again(AttemptKind::Password, *open, m_random);
        QVERIFY(!isAllowed(again, u"jane@example.com"_s));
        QVERIFY(isAllowed(again, u"john@example.com"_s));
        // A client of that name is another matter.
        SecretAttempts clients(AttemptKind::ClientSecret, *open, m_random);
        QVERIFY(isAllowed(clients, u"jane@example.com"_s));
        m_clock.advance(SecretAttempts::pause);
        QVERIFY(isAllowed(again, u"jane@example.com"_s));
    }
    void whatIsForgottenStaysSo()
    {
        {
            const auto open = ledger();
            SecretAttempts attempts(AttemptKind::ClientSecret, *open, m_random);
            for (int i = 0; i < SecretAttempts::allowed; ++i)
                attempts.failed(u"client"_s, m_clock.now());
            attempts.reset();
            QVERIFY(isAllowed(attempts, u"client"_s));
        }
        const auto open = ledger();
        SecretAttempts again(AttemptKind::ClientSecret, *open, m_random);
        QVERIFY(isAllowed(again, u"client"_s));
    }
    /// Names are not in the file, and two ledgers give one name different places.
    void placesAreNobodysToFindOut()
    {
        const auto open = ledger();
        SecretAttempts attempts(AttemptKind::Password, *open, m_random);
        attempts.failed(u"jane@example.com"_s, m_clock.now());
        const auto kept = open->attempts(AttemptKind::Password, "another key"_ba);
        QVERIFY(kept);
        QCOMPARE(kept->counts.size(), 1);
        QVERIFY(kept->key != "another key");
        QCOMPARE(kept->key.size(), 32);
    }
    void anotherStoresGuessesAreNotTaken()
    {
        {
            const auto open = ledger();
            SecretAttempts attempts(AttemptKind::Password, *open, m_random);
            for (int i = 0; i < SecretAttempts::allowed; ++i)
                attempts.failed(u"jane@example.com"_s, m_clock.now());
        }
        const auto open = ledger("two");
        SecretAttempts again(AttemptKind::Password, *open, m_random);
        QVERIFY(isAllowed(again, u"jane@example.com"_s));
    }
    /// Without the ledger guessing is slowed down all the same.
    void aLedgerThatCannotBeRead()
    {
        sql::SqlLedger broken(m_folder.filePath(u"no/such/folder"_s),
                              [] { return base::Result<QByteArray>("one"_ba); });
        SecretAttempts attempts(AttemptKind::Password, broken, m_random);
        for (int i = 0; i < SecretAttempts::allowed; ++i) {
            QVERIFY(isAllowed(attempts, u"jane@example.com"_s));
            attempts.failed(u"jane@example.com"_s, m_clock.now());
        }
        QVERIFY(!isAllowed(attempts, u"jane@example.com"_s));
    }
    void assertionsAreUsedOnce()
    {
        const base::Instant expires = m_clock.now() + std::chrono::minutes(5);
        QVERIFY(ledger()->useAssertion("a"_ba, expires, m_clock.now()).value());
        const auto open = ledger();
        QVERIFY(!open->useAssertion("a"_ba, expires, m_clock.now()).value());
        QVERIFY(open->useAssertion("b"_ba, expires, m_clock.now()).value());
        // Those that have expired are not kept; they are refused for their time.
        m_clock.advance(std::chrono::minutes(6));
        QVERIFY(open->useAssertion("a"_ba, expires + std::chrono::hours(1), m_clock.now()).value());
    }
};

QTEST_GUILESS_MAIN(tst_issuer_SecretAttempts)
#include "tst_issuer_SecretAttempts.moc"
