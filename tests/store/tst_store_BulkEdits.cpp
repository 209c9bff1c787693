#include "models/store/BulkEdits.h"
#include "tests/support/TestTenant.h"

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// Several objects in one change set, and what it brings back.
class tst_store_BulkEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_tenant.reset(); }
    void manyAreAuthorizedAsOneChange();
    void manyAreWithdrawnAsOneChange();
    void manyAreDeletedAndComeBackWhole();
    void oneThatIsUnknownStopsAll();
    void clientIsDuplicatedWithItsGrants();
    void apiIsDuplicatedWithoutItsGrants();
    void manyUsersAreBlockedAsOneChange();
    void manyUsersAreDeletedAndComeBackWhole();

private:
    const store::StoreSnapshot &now() const { return m_tenant->store.snapshot(); }

    std::unique_ptr<tests::TestTenant> m_tenant;
    domain::ResourceServerId m_orders;
    domain::ResourceServerId m_billing;
    domain::ClientId m_sync;
    domain::ClientId m_report;
};

void tst_store_BulkEdits::init()
{
    m_tenant = std::make_unique<tests::TestTenant>();
    m_orders = m_tenant->addApi(u"Orders"_s, {u"read"_s, u"write"_s});
    m_billing = m_tenant->addApi(u"Billing"_s, {u"pay"_s});
    m_sync = m_tenant->addClient(u"Sync"_s);
    m_report = m_tenant->addClient(u"Report"_s);
    m_tenant->grant(m_sync, m_orders, {u"read"_s});
}

void tst_store_BulkEdits::manyAreAuthorizedAsOneChange()
{
    const auto edit = store::setAuthorized(m_tenant->editor, now(), {m_sync, m_report}, m_orders, true);
    QVERIFY(edit);
    QCOMPARE(edit->changes.size(), 1); // the other one is, and keeps its scopes
    m_tenant->store.submit(*edit);
    QVERIFY(now().grant(m_report, m_orders)->scopes.isEmpty());
    QCOMPARE(now().grant(m_sync, m_orders)->scopes, QStringList{u"read"_s});
    QVERIFY(store::setAuthorized(m_tenant->editor, now(), {m_sync, m_report}, m_orders, true)->isEmpty());
}

void tst_store_BulkEdits::manyAreWithdrawnAsOneChange()
{
    m_tenant->grant(m_report, m_orders, {});
    const store::StoreSnapshot before = now();
    const auto edit = store::setAuthorized(m_tenant->editor, now(), {m_sync, m_report}, m_orders, false);
    QVERIFY(edit);
    m_tenant->store.submit(*edit);
    QVERIFY(now().grantsOf(m_orders).isEmpty());
    m_tenant->store.submit(edit->inverse());
    QVERIFY(now() == before);
}

void tst_store_BulkEdits::manyAreDeletedAndComeBackWhole()
{
    const store::StoreSnapshot before = now();
    const auto edit = store::deleteClients(m_tenant->editor, now(), {m_sync, m_report});
    QVERIFY(edit);
    m_tenant->store.submit(*edit);
    QVERIFY(now().clients.isEmpty());
    QVERIFY(now().grants.isEmpty());
    m_tenant->store.submit(edit->inverse());
    QVERIFY(now() == before);
}

void tst_store_BulkEdits::oneThatIsUnknownStopsAll()
{
    const domain::ClientId gone(u"gone"_s);
    QVERIFY(!store::deleteClients(m_tenant->editor, now(), {m_sync, gone}));
    QVERIFY(!store::setAuthorized(m_tenant->editor, now(), {m_report, gone}, m_orders, true));
    QVERIFY(!store::duplicateClient(m_tenant->editor, now(), gone));
    QVERIFY(!store::duplicateApi(m_tenant->editor, now(), domain::ResourceServerId(u"gone"_s), {}));
}

void tst_store_BulkEdits::clientIsDuplicatedWithItsGrants()
{
    m_tenant->grant(m_sync, m_billing, {u"pay"_s});
    const auto copy = store::duplicateClient(m_tenant->editor, now(), m_sync);
    QVERIFY(copy);
    m_tenant->store.submit(copy->changes);
    const domain::ClientApplication *made = now().client(copy->id);
    QVERIFY(made);
    QCOMPARE(made->name, u"Sync 2"_s);
    QVERIFY(!(made->secret == now().client(m_sync)->secret));
    QCOMPARE(now().grant(copy->id, m_orders)->scopes, QStringList{u"read"_s});
    QCOMPARE(now().grant(copy->id, m_billing)->scopes, QStringList{u"pay"_s});
    QVERIFY(now().grant(copy->id, m_orders)->id != now().grant(m_sync, m_orders)->id);
    const auto another = store::duplicateClient(m_tenant->editor, now(), m_sync);
    m_tenant->store.submit(another->changes);
    QCOMPARE(now().client(another->id)->name, u"Sync 3"_s);
}

void tst_store_BulkEdits::apiIsDuplicatedWithoutItsGrants()
{
    const store::TenantEditor::NewApi wanted{
        .name = u"Orders copy"_s, .identifier = u"urn:copy"_s, .algorithm = domain::SigningAlgorithm::HS256};
    const auto copy = store::duplicateApi(m_tenant->editor, now(), m_orders, wanted);
    QVERIFY(copy);
    m_tenant->store.submit(copy->changes);
    const domain::ResourceServer *made = now().resourceServer(copy->id);
    QVERIFY(made);
    QCOMPARE(made->name, wanted.name);
    QCOMPARE(made->identifier, wanted.identifier);
    QCOMPARE(made->scopes, now().resourceServer(m_orders)->scopes);
    QVERIFY(!(made->signingSecret == domain::SealedSecret()));
    QVERIFY(now().grantsOf(copy->id).isEmpty());
    // Rules hold as for any other new API.
    QVERIFY(!store::duplicateApi(m_tenant->editor, now(), m_orders, wanted));
}

void tst_store_BulkEdits::manyUsersAreBlockedAsOneChange()
{
    const domain::UserId ada = m_tenant->addUser(u"ada@example.com"_s);
    const domain::UserId bob = m_tenant->addUser(u"bob@example.com"_s);
    m_tenant->store.submit(*store::setBlocked(m_tenant->editor, now(), {ada}, true));
    const auto edit = store::setBlocked(m_tenant->editor, now(), {ada, bob}, true);
    QVERIFY(edit);
    QCOMPARE(edit->changes.size(), 1); // the other one is
    m_tenant->store.submit(*edit);
    QVERIFY(now().user(ada)->isBlocked && now().user(bob)->isBlocked);
    QCOMPARE(store::setBlocked(m_tenant->editor, now(), {ada, bob}, false)->changes.size(), 2);
    QVERIFY(!store::setBlocked(m_tenant->editor, now(), {ada, domain::UserId(u"gone"_s)}, false));
}

void tst_store_BulkEdits::manyUsersAreDeletedAndComeBackWhole()
{
    const domain::UserId ada = m_tenant->addUser(u"ada@example.com"_s);
    const domain::UserId bob = m_tenant->addUser(u"bob@example.com"_s);
    const store::StoreSnapshot before = now();
    const auto edit = store::deleteUsers(m_tenant->editor, now(), {ada, bob});
    QVERIFY(edit);
    m_tenant->store.submit(*edit);
    QVERIFY(now().users.isEmpty());
    m_tenant->store.submit(edit->inverse());
    QVERIFY(now() == before);
    QVERIFY(!store::deleteUsers(m_tenant->editor, now(), {ada, domain::UserId(u"gone"_s)}));
}

QTEST_GUILESS_MAIN(tst_store_BulkEdits)
#include "tst_store_BulkEdits.moc"
