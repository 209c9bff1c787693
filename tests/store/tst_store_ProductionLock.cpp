#include "models/store/MemoryBackend.h"
#include "models/store/ProductionLock.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/ReviewedBackend.h"
#include "models/store/connection/ConnectionFault.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestTenant.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using store::ProductionLock;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What stands between a person and a production tenant: the lock, and the review of every change.
class tst_store_ProductionLock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itClosesByItself()
    {
        tests::FakeClock clock;
        ProductionLock lock(clock);
        QSignalSpy changed(&lock, &ProductionLock::changed);
        QVERIFY(!lock.isOpen());
        lock.open();
        QCOMPARE(lock.left(), 600s);
        clock.advance(599s + 400ms);
        lock.look();
        QCOMPARE(lock.left(), 1s);
        QCOMPARE(changed.count(), 1);
        clock.advance(600ms);
        QVERIFY(!lock.isOpen());
        lock.look();
        QCOMPARE(changed.count(), 2);
        lock.open();
        lock.close();
        QCOMPARE(lock.left(), 0s);
    }

    void aClockThatIsSetBackKeepsItOpenNoLonger()
    {
        tests::FakeClock clock;
        ProductionLock lock(clock);
        lock.open();
        clock.advance(9min);
        clock.setNow(clock.now() - 1h);
        QCOMPARE(lock.left(), 60s);
        clock.advance(1min);
        QVERIFY(!lock.isOpen());
    }

    void sleepingCounts()
    {
        tests::FakeClock clock;
        ProductionLock lock(clock);
        lock.open();
        clock.setNow(clock.now() + 11min); // the steady clock stood still
        QVERIFY(!lock.isOpen());
    }

    void nothingIsSentUnreviewed()
    {
        tests::FakeClock clock;
        store::MemoryBackend memory(clock, {});
        store::ReviewedBackend reviewed(memory);
        store::ResourceServerStore tenant(reviewed, {.user = u"tester"_s, .source = u"window"_s});
        tenant.load();
        QTRY_VERIFY(tenant.isLoaded());
        QList<std::shared_ptr<QPromise<base::Result<void>>>> asked;
        reviewed.setReview([&asked](const domain::ChangeSet &) {
            asked.append(std::make_shared<QPromise<base::Result<void>>>());
            asked.last()->start();
            return base::Job<void>(asked.last()->future());
        });
        const auto answer = [&asked](base::Result<void> result) {
            asked.last()->addResult(std::move(result));
            asked.last()->finish();
        };
        domain::ClientApplication client;
        client.id = domain::ClientId(u"c1"_s);
        client.name = u"Careful"_s;
        domain::ChangeSet made;
        made.create(client);
        QSignalSpy failed(&tenant, &store::ResourceServerStore::submitFailed);
        QSignalSpy committed(&tenant, &store::ResourceServerStore::committed);
        tenant.submit(made);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(tenant.snapshot().clients.size(), 1); // shown, and on its way
        answer(store::remote::unfit(base::ErrorStep::ChangeTenant, u"acme"_s, store::remote::ConnectionFault::Locked));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(tenant.snapshot().clients.isEmpty());
        tenant.submit(made);
        QVERIFY(committed.isEmpty());
        answer({});
        QTRY_COMPARE(committed.count(), 1);
        QCOMPARE(tenant.snapshot().clients.size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_store_ProductionLock)
#include "tst_store_ProductionLock.moc"
