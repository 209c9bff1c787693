#include "models/editing/FirstSteps.h"
#include "tests/support/TestTenant.h"

using namespace gatehouse;
using namespace Qt::StringLiterals;
using editing::FirstSteps;
using Step = FirstSteps::Step;

/// What of the way to a verified token is done is read from the tenant.
class tst_editing_FirstSteps : public QObject
{
    Q_OBJECT

private:
    static FirstSteps read(const store::StoreSnapshot &tenant)
    {
        FirstSteps steps;
        steps.read(tenant);
        return steps;
    }

private Q_SLOTS:
    void nothingIsDoneInAnEmptyTenant()
    {
        const FirstSteps steps = read({});
        QCOMPARE(steps.next(), Step::Server);
        QCOMPARE(steps.doneCount(), 0);
    }

    void eachStepFollowsFromWhatIsThere()
    {
        tests::TestTenant tenant;
        const auto api = tenant.addApi(u"Orders"_s);
        QVERIFY(!read(tenant.store.snapshot()).isDone(Step::Api)); // without a scope there is nothing to grant
        tenant.addScopes(api, {u"read"_s});
        QCOMPARE(read(tenant.store.snapshot()).api, api);
        const auto client = tenant.addClient(u"Sync"_s);
        QVERIFY(!read(tenant.store.snapshot()).isDone(Step::Client));
        tenant.grant(client, api, {u"read"_s});
        FirstSteps steps = read(tenant.store.snapshot());
        QCOMPARE(steps.client, client);
        steps.isServerRunning = true;
        QCOMPARE(steps.next(), Step::Token);
        steps.hasToken = true;
        QCOMPARE(steps.next(), Step::Verified);
        steps.isVerified = true;
        QVERIFY(!steps.next());
        QCOMPARE(steps.doneCount(), 5);
    }

    void systemApiIsNoStep()
    {
        tests::TestTenant tenant;
        tenant.addSystemApi();
        QVERIFY(!read(tenant.store.snapshot()).isDone(Step::Api));
    }

    void apiWithAClientCountsBeforeOneWithout()
    {
        tests::TestTenant tenant;
        tenant.addApi(u"First"_s, {u"read"_s});
        const auto second = tenant.addApi(u"Second"_s, {u"read"_s});
        tenant.grant(tenant.addClient(u"Sync"_s), second, {u"read"_s});
        QCOMPARE(read(tenant.store.snapshot()).api, second);
    }

    void freshIsWhatTheFirstStartMade()
    {
        tests::TestTenant tenant;
        QVERIFY(editing::isFresh(tenant.store.snapshot()));
        tenant.addSystemApi();
        QVERIFY(editing::isFresh(tenant.store.snapshot()));
        store::StoreSnapshot sample = tenant.store.snapshot();
        sample.resourceServers.first().isSystem = false;
        QVERIFY(!editing::isFresh(sample));
        sample.resourceServers.first().isSample = true;
        QVERIFY(editing::isFresh(sample));
        tenant.addClient(u"Sync"_s);
        QVERIFY(!editing::isFresh(tenant.store.snapshot()));
    }
};

QTEST_GUILESS_MAIN(tst_editing_FirstSteps)
#include "tst_editing_FirstSteps.moc"
