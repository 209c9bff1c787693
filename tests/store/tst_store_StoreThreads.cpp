#include "models/store/ResourceServerStore.h"
#include "models/store/sql/SqlBackend.h"
#include "tests/store/RandomChanges.h"
#include "tests/support/FakeClock.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <atomic>
#include <thread>
#include <tuple>

using namespace gatehouse;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Store, worker and readers on other threads under load; meant for ThreadSanitizer.
class tst_store_StoreThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoStoresOnOneFileWithReaders()
    {
        const QTemporaryDir folder;
        const FakeClock clock;
        const QString path = folder.filePath(u"gatehouse.db"_s);
        SqlBackend backendA(path, clock);
        SqlBackend backendB(path, clock);
        ResourceServerStore a(backendA, {u"alice"_s, u"window"_s});
        ResourceServerStore b(backendB, {u"bob"_s, u"command line"_s});
        for (ResourceServerStore *store : {&a, &b}) {
            QSignalSpy loaded(store, &ResourceServerStore::loaded);
            store->load();
            QTRY_COMPARE(loaded.size(), 1);
        }
        // As the server's sessions do: read the committed tenant at any moment.
        std::atomic<bool> stop = false;
        std::atomic<bool> consistent = true;
        std::atomic<int> reads = 0;
        std::vector<std::thread> readers;
        readers.reserve(3);
        for (int i = 0; i < 3; ++i) {
            readers.emplace_back([&] {
                Revision last = 0;
                while (!stop) {
                    const auto tenant = a.committedSnapshots().read();
                    if (tenant->revision < last)
                        consistent = false;
                    last = tenant->revision;
                    for (const auto &grant : tenant->grants) {
                        if (!tenant->resourceServer(grant.resourceServerId) || !tenant->client(grant.clientId))
                            consistent = false;
                    }
                    ++reads;
                    std::this_thread::yield();
                }
            });
        }
        RandomChanges random(1);
        RandomChanges others(2);
        int commits = 0;
        for (ResourceServerStore *store : {&a, &b})
            QObject::connect(store, &ResourceServerStore::committed, store, [&commits] { ++commits; });
        for (int i = 0; i < 60; ++i) {
            a.submit(random.next(a.snapshot()));
            if (i % 2)
                b.submit(others.next(b.snapshot()));
            if (a.hasHeld())
                a.dropHeld();
            if (b.hasHeld())
                b.dropHeld();
            QCoreApplication::processEvents();
            if (i % 10 == 0)
                std::ignore = a.audit(0, 5);
        }
        auto settle = [](ResourceServerStore &store) {
            return QTest::qWaitFor(
                [&store] {
                    if (store.hasHeld())
                        store.dropHeld();
                    return store.isSettled();
                },
                30000);
        };
        QVERIFY(settle(a) && settle(b));
        // How much was dropped as a conflict depends on how the threads took turns: what is missing comes one by one.
        for (int i = 0; commits <= 10 && i < 100; ++i) {
            a.submit(random.next(a.snapshot()));
            QVERIFY(settle(a));
        }
        // Each hears of the other without being asked to.
        QTRY_VERIFY(a.snapshot() == b.snapshot());
        stop = true;
        for (std::thread &reader : readers)
            reader.join();
        QVERIFY(consistent);
        QVERIFY(reads > 0);
        QVERIFY2(commits > 10, QByteArray::number(commits).constData());
        QVERIFY(a.snapshot().revision > 10);
    }

    void eachSeesTheOthersChangeWithinASecond()
    {
        const QTemporaryDir folder;
        const FakeClock clock;
        const QString path = folder.filePath(u"gatehouse.db"_s);
        SqlBackend backendA(path, clock);
        SqlBackend backendB(path, clock);
        ResourceServerStore a(backendA, {u"alice"_s, u"window"_s});
        ResourceServerStore b(backendB, {u"bob"_s, u"command line"_s});
        a.load();
        b.load();
        QTRY_VERIFY(a.isLoaded() && b.isLoaded());
        a.submit(smallTenant());
        QTRY_COMPARE_WITH_TIMEOUT(b.snapshot().clients.size(), 2, 1000);
        RandomChanges random(3);
        b.submit(random.next(b.snapshot()));
        QTRY_VERIFY_WITH_TIMEOUT(a.snapshot() == b.snapshot(), 1000);
    }

    void backendsComeAndGoWithJobsUnderWay()
    {
        const QTemporaryDir folder;
        const FakeClock clock;
        RandomChanges random(5);
        StoreSnapshot expected;
        for (int i = 0; i < 20; ++i) {
            SqlBackend backend(folder.filePath(u"gatehouse.db"_s), clock);
            backend.setExternalChangeListener([](store::ExternalChange) {});
            std::ignore = backend.load();
            const domain::ChangeSet changes = random.next(expected);
            std::ignore = backend.commit(changes, {u"alice"_s, u"window"_s});
            expected = expected.applied(changes);
            const auto late = backend.audit(0, 10);
            late.cancel();
        }
        SqlBackend backend(folder.filePath(u"gatehouse.db"_s), clock);
        QVERIFY(*await(backend.load()) == expected);
    }

    void aCancelledCommitIsNotMade()
    {
        const QTemporaryDir folder;
        const FakeClock clock;
        SqlBackend backend(folder.filePath(u"gatehouse.db"_s), clock);
        const auto load = backend.load(); // opening takes longer than the next two lines
        const auto commit = backend.commit(smallTenant(), {});
        commit.cancel();
        const auto result = await(commit);
        if (!result)
            QCOMPARE(result.error().code, base::ErrorCode::Cancelled);
        VERIFY_RESULT(await(load));
        QCOMPARE(await(backend.load())->revision, result ? 1 : 0);
    }
};

QTEST_GUILESS_MAIN(tst_store_StoreThreads)
#include "tst_store_StoreThreads.moc"
