#include "models/store/MemoryBackend.h"
#include "models/store/ResourceServerStore.h"
#include "tests/store/RandomChanges.h"
#include "tests/store/ScriptedBackend.h"
#include "tests/support/FakeClock.h"

#include <QSignalSpy>

#include <tuple>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

ChangeSet renaming(const StoreSnapshot &tenant, int api, const QString &name)
{
    const ResourceServer before = *tenant.resourceServer(makeApi(api).id);
    ResourceServer after = before;
    after.name = name;
    ChangeSet changes;
    changes.update(before, after);
    return changes;
}

ChangeSet addingScope(const StoreSnapshot &tenant, int api, const QString &scope)
{
    const ResourceServer before = *tenant.resourceServer(makeApi(api).id);
    ResourceServer after = before;
    after.scopes.append({scope, {}});
    ChangeSet changes;
    changes.update(before, after);
    return changes;
}

/// A tenant kept from changed() alone, as every item model keeps one.
class Mirror : public QObject
{
public:
    explicit Mirror(ResourceServerStore &store)
        : m_store(store)
        , m_tenant(store.snapshot())
    {
        connect(&store, &ResourceServerStore::changed, this, [this](const ChangeSet &changes) {
            // Exactly the difference: no more, no less, and never empty.
            m_exact = m_exact && !changes.isEmpty() && m_tenant.changesTo(m_store.snapshot()) == changes;
            m_tenant = m_tenant.applied(changes);
            m_exact = m_exact && m_tenant == m_store.snapshot();
        });
    }
    bool isExact() const { return m_exact && m_tenant == m_store.snapshot(); }

private:
    ResourceServerStore &m_store;
    StoreSnapshot m_tenant;
    bool m_exact = true;
};

} // namespace

class tst_store_ResourceServerStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScriptedBackend> m_backend;
    std::unique_ptr<ResourceServerStore> m_store;
    std::unique_ptr<Mirror> m_mirror;

    QString nameOf(int api) const { return m_store->snapshot().resourceServer(makeApi(api).id)->name; }

private Q_SLOTS:
    void init()
    {
        m_backend = std::make_unique<ScriptedBackend>();
        m_backend->stored = StoreSnapshot().applied(smallTenant());
        m_backend->stored.revision = 1;
        m_store = std::make_unique<ResourceServerStore>(*m_backend, Author{u"alice"_s, u"window"_s});
        m_mirror = std::make_unique<Mirror>(*m_store);
        QSignalSpy loaded(m_store.get(), &ResourceServerStore::loaded);
        m_store->load();
        QTRY_COMPARE(loaded.size(), 1);
        QVERIFY(m_store->isLoaded());
    }

    void cleanup()
    {
        QVERIFY(m_mirror->isExact());
        m_mirror.reset();
        m_store.reset();
        QVERIFY(!m_backend->listener); // nobody calls a store that is gone
        m_backend.reset();
    }

    void aSubmitShowsAtOnceAndIsCommittedBehindIt()
    {
        QSignalSpy committed(m_store.get(), &ResourceServerStore::committed);
        QSignalSpy settled(m_store.get(), &ResourceServerStore::settled);
        const ChangeSet changes = renaming(m_store->snapshot(), 1, u"New"_s);
        m_store->submit(changes);
        QCOMPARE(nameOf(1), u"New"_s);
        QVERIFY(!m_store->isSettled());
        QCOMPARE(m_backend->waiting.front().author, (Author{u"alice"_s, u"window"_s}));
        // Other threads read what is committed, not what is hoped for.
        QCOMPARE(m_store->committedSnapshots().read()->resourceServer(makeApi(1).id)->name, u"API 1"_s);
        m_backend->answer();
        QTRY_COMPARE(committed.size(), 1);
        QCOMPARE(committed.first().first().value<ChangeSet>(), changes);
        QCOMPARE(settled.size(), 1);
        QVERIFY(m_store->isSettled());
        QCOMPARE(m_store->committedSnapshots().read()->resourceServer(makeApi(1).id)->name, u"New"_s);
        QCOMPARE(m_store->snapshot().revision, 2);
    }

    void aRefusedSubmitIsTakenBack()
    {
        QSignalSpy failed(m_store.get(), &ResourceServerStore::submitFailed);
        const StoreSnapshot before = m_store->snapshot();
        m_store->submit(renaming(before, 1, u"New"_s));
        m_backend->refuse(ErrorCode::StoreFull);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().at(1).value<base::Error>().code, ErrorCode::StoreFull);
        QVERIFY(m_store->snapshot() == before);
        QVERIFY(m_store->isSettled());
        QVERIFY(!m_store->hasHeld());
    }

    void oneCommitIsInFlightAtATime()
    {
        QSignalSpy settled(m_store.get(), &ResourceServerStore::settled);
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            m_store->submit(renaming(m_store->snapshot(), 1, name));
        QCOMPARE(nameOf(1), u"c"_s);
        for (int i = 0; i < 3; ++i) {
            QTRY_COMPARE(m_backend->waiting.size(), 1u);
            QCOMPARE(nameOf(1), u"c"_s); // an answer to an older submit does not bring its value back
            m_backend->answer();
        }
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(m_backend->stored.resourceServer(makeApi(1).id)->name, u"c"_s);
    }

    void whatStandsBehindAFailureIsHeldAndStillShown()
    {
        QSignalSpy failed(m_store.get(), &ResourceServerStore::submitFailed);
        m_store->submit(renaming(m_store->snapshot(), 1, u"first"_s));
        m_store->submit(renaming(m_store->snapshot(), 2, u"second"_s));
        m_backend->refuse(ErrorCode::StoreBusy);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(m_store->hasHeld());
        QVERIFY(!m_store->isSettled());
        QCOMPARE(nameOf(1), u"API 1"_s);
        QCOMPARE(nameOf(2), u"second"_s);
        m_store->submit(renaming(m_store->snapshot(), 1, u"third"_s)); // waits with the others
        QVERIFY(m_backend->waiting.empty());
        m_store->retryHeld();
        QTRY_COMPARE(m_backend->waiting.size(), 1u);
        m_backend->answer();
        QTRY_COMPARE(m_backend->waiting.size(), 1u);
        m_backend->answer();
        QTRY_VERIFY(m_store->isSettled());
        QCOMPARE(nameOf(2), u"second"_s);
        QCOMPARE(nameOf(1), u"third"_s);
    }

    void heldChangesCanBeDropped()
    {
        QSignalSpy failed(m_store.get(), &ResourceServerStore::submitFailed);
        QSignalSpy settled(m_store.get(), &ResourceServerStore::settled);
        const StoreSnapshot before = m_store->snapshot();
        for (const int api : {1, 2, 1})
            m_store->submit(renaming(m_store->snapshot(), api, u"changed %1"_s.arg(api)));
        m_store->submit(addingScope(m_store->snapshot(), 2, u"x"_s));
        m_backend->refuse(ErrorCode::StoreFull);
        QTRY_VERIFY(m_store->hasHeld());
        m_store->dropHeld();
        QVERIFY(m_store->snapshot() == before);
        QVERIFY(m_store->isSettled());
        QCOMPARE(settled.size(), 1);
        QCOMPARE(failed.last().at(1).value<base::Error>().code, ErrorCode::Cancelled);
    }

    void changesFromElsewhereAreMergedUnderWhatIsPending()
    {
        m_store->submit(renaming(m_store->snapshot(), 1, u"Mine"_s));
        m_backend->commitElsewhere(addingScope(m_backend->stored, 1, u"their:scope"_s));
        m_backend->listener(store::ExternalChange::Committed);
        QTRY_VERIFY(m_store->snapshot().resourceServer(makeApi(1).id)->scope(u"their:scope"_s));
        QCOMPARE(nameOf(1), u"Mine"_s);
        m_backend->answer();
        QTRY_VERIFY(m_store->isSettled());
        QCOMPARE(nameOf(1), u"Mine"_s);
        QVERIFY(m_store->snapshot() == m_backend->stored);
    }

    void aConflictShowsWhatIsThereNow()
    {
        m_store->submit(renaming(m_store->snapshot(), 1, u"Mine"_s));
        m_backend->commitElsewhere(renaming(m_backend->stored, 1, u"Theirs"_s));
        m_backend->refuse(ErrorCode::Conflict);
        QTRY_COMPARE(nameOf(1), u"Theirs"_s);
    }

    void refreshesRunOneAtATimeAndNoneIsLost()
    {
        const int before = m_backend->loads;
        for (int i = 0; i < 5; ++i)
            m_backend->listener(store::ExternalChange::Committed);
        m_backend->commitElsewhere(renaming(m_backend->stored, 1, u"Last"_s));
        m_backend->listener(store::ExternalChange::Committed);
        QTRY_COMPARE(nameOf(1), u"Last"_s);
        QVERIFY(m_backend->loads - before <= 6);
    }

    void aSubmitFromWithinChangedKeepsItsOrder()
    {
        bool once = false;
        connect(m_store.get(), &ResourceServerStore::changed, this, [this, &once] {
            if (!std::exchange(once, true))
                m_store->submit(renaming(m_store->snapshot(), 1, u"second"_s));
        });
        m_store->submit(renaming(m_store->snapshot(), 1, u"first"_s));
        m_mirror = std::make_unique<Mirror>(*m_store); // signals of nested submits reach late listeners inside out
        m_backend->answer();
        QTRY_COMPARE(m_backend->waiting.size(), 1u);
        QCOMPARE(m_backend->stored.resourceServer(makeApi(1).id)->name, u"first"_s);
        m_backend->answer();
        QTRY_VERIFY(m_store->isSettled());
        QCOMPARE(nameOf(1), u"second"_s);
        m_store->disconnect(this);
    }

    void whenSettledCallsOnce()
    {
        int calls = 0;
        m_store->whenSettled(this, [&calls] { ++calls; });
        QCOMPARE(calls, 1);
        m_store->submit(renaming(m_store->snapshot(), 1, u"a"_s));
        m_store->whenSettled(this, [&calls] { ++calls; });
        {
            QObject shortLived;
            m_store->whenSettled(&shortLived, [&calls] { calls += 100; });
        }
        QCOMPARE(calls, 1);
        m_backend->answer();
        QTRY_COMPARE(calls, 2);
        m_store->submit(renaming(m_store->snapshot(), 1, u"b"_s));
        m_backend->answer();
        QTRY_VERIFY(m_store->isSettled());
        QCOMPARE(calls, 2);
    }

    void nothingToSubmitIsCommittedAtOnce()
    {
        QSignalSpy committed(m_store.get(), &ResourceServerStore::committed);
        m_store->submit({});
        QCOMPARE(committed.size(), 1);
        QVERIFY(m_backend->waiting.empty());
    }

    void aDroppedJobIsAFailure()
    {
        QSignalSpy failed(m_store.get(), &ResourceServerStore::submitFailed);
        m_store->submit(renaming(m_store->snapshot(), 1, u"a"_s));
        m_backend->waiting.clear();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(nameOf(1), u"API 1"_s);
    }

    void theStoreMayGoBeforeItsAnswerComes()
    {
        m_store->submit(renaming(m_store->snapshot(), 1, u"a"_s));
        QVERIFY(m_mirror->isExact());
        m_mirror.reset();
        m_store.reset();
        m_backend->answer();
        QCoreApplication::processEvents();
        init();
    }

    void aFailedLoadSaysSo()
    {
        class Broken final : public StoreBackend
        {
        public:
            base::Job<StoreSnapshot> load() override
            {
                return base::Job<StoreSnapshot>::ready(
                    base::failure(ErrorCode::StoreCorrupt, base::ErrorStep::OpenStore));
            }
            base::Job<StoreSnapshot> commit(const ChangeSet &, const Author &) override { return load(); }
            base::Job<QList<AuditEntry>> audit(qint64, int) override { return {}; }
            Capabilities capabilities() const override { return {}; }
            void setExternalChangeListener(std::function<void(store::ExternalChange)>) override {}
        } broken;
        ResourceServerStore store(broken, {});
        QSignalSpy failed(&store, &ResourceServerStore::loadFailed);
        store.load();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<base::Error>().code, ErrorCode::StoreCorrupt);
        QVERIFY(!store.isLoaded());
    }

    void signalsAreExactWhateverHappens_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 10; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void signalsAreExactWhateverHappens()
    {
        QFETCH(quint32, seed);
        FakeClock clock;
        MemoryBackend backend(clock, StoreSnapshot().applied(smallTenant()));
        ResourceServerStore store(backend, {u"alice"_s, u"window"_s});
        Mirror mirror(store);
        store.load();
        RandomChanges mine(seed);
        RandomChanges theirs(seed + 1000);
        QRandomGenerator dice(seed);
        StoreSnapshot elsewhere = store.snapshot();
        for (int i = 0; i < 100; ++i) {
            switch (dice.bounded(4)) {
            case 0:
                backend.failNextCommit({.code = ErrorCode::StoreFull, .step = {}, .subject = {}, .detail = {}});
                store.submit(mine.next(store.snapshot()));
                break;
            case 1:
                std::ignore = backend.commitElsewhere(theirs.next(elsewhere), {u"bob"_s, u"command line"_s});
                break;
            default:
                store.submit(mine.next(store.snapshot()));
                break;
            }
            if (store.hasHeld())
                store.dropHeld();
            if (dice.bounded(3) == 0) {
                QCoreApplication::processEvents();
                elsewhere = store.snapshot();
            }
        }
        QCoreApplication::processEvents();
        QTRY_VERIFY(store.isSettled());
        store.refresh();
        QVERIFY(mirror.isExact());
        QVERIFY(store.snapshot() == *await(backend.load()));
    }
};

QTEST_GUILESS_MAIN(tst_store_ResourceServerStore)
#include "tst_store_ResourceServerStore.moc"
