#include "models/items/UserAccessModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_UserAccessModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatOneUserHas();
    void deletedClientsAndApisAreNotShown();

private:
    static store::LoginSession session(const QString &id, const domain::UserId &user)
    {
        return {.id = id, .user = user, .authenticatedAt = {}, .lastUsed = {}, .expires = {}};
    }
    static store::RefreshFamily family(const QString &id, const domain::UserId &user, const domain::ClientId &client,
                                       const domain::ResourceServerId &api)
    {
        return {.id = id,
                .authorization = {.client = client,
                                  .user = user,
                                  .apis = {api},
                                  .scopes = {u"read"_s, u"offline_access"_s},
                                  .authenticatedAt = {},
                                  .sessionId = {}},
                .createdAt = {},
                .lastUsed = {}};
    }
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::UserAccessModel;
using Kind = Model::Kind;

} // namespace

void tst_items_UserAccessModel::showsWhatOneUserHas()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s});
    const auto client = tenant.addClient(u"Portal"_s);
    const auto jane = tenant.addUser(u"jane@example.com"_s);
    const auto bob = tenant.addUser(u"bob@example.com"_s);
    tenant.consent(jane, client, api, {u"read"_s});
    tenant.consent(bob, client, api, {u"read"_s});
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {items::StateRole, items::KeyRole});
    QCOMPARE(model.rowCount(), 0);
    model.setUser(jane);
    QCOMPARE(model.rowCount(), 1);
    model.setLedger({session(u"s1"_s, jane), session(u"s2"_s, bob)},
                    {family(u"f1"_s, jane, client, api), family(u"f2"_s, bob, client, api)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.count(Kind::Session), 1);
    QCOMPARE(model.count(Kind::Refresh), 1);
    QCOMPARE(model.count(Kind::Consent), 1);
    QCOMPARE(model.refreshCount(client), 1);
    QCOMPARE(model.rowAt(model.index(0, 0)).id, u"s1"_s);
    QCOMPARE(model.rowAt(model.index(1, 0)).apiNames, QStringList({u"Orders"_s}));
    QCOMPARE(model.index(2, 1).data().toString(), u"Portal"_s);
    model.setLedger({}, {family(u"f1"_s, jane, client, api)});
    QCOMPARE(model.rowCount(), 2);
    model.setUser(bob);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

void tst_items_UserAccessModel::deletedClientsAndApisAreNotShown()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s});
    const auto client = tenant.addClient(u"Portal"_s);
    const auto other = tenant.addClient(u"App"_s);
    const auto jane = tenant.addUser(u"jane@example.com"_s);
    tenant.consent(jane, client, api, {u"read"_s});
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {items::StateRole, items::KeyRole});
    model.setUser(jane);
    model.setLedger({}, {family(u"f1"_s, jane, client, api), family(u"f2"_s, jane, other, api)});
    QCOMPARE(model.rowCount(), 3);
    tenant.submit(tenant.editor.deleteClient(tenant.store.snapshot(), client));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowAt(model.index(0, 0)).apiNames, QStringList({u"Orders"_s}));
    tenant.submit(tenant.editor.deleteApi(tenant.store.snapshot(), api));
    QVERIFY(model.rowAt(model.index(0, 0)).apiNames.isEmpty());
    QVERIFY(tenant.settle());
    QCOMPARE(mirror.difference(), QString());
}

QTEST_GUILESS_MAIN(tst_items_UserAccessModel)
#include "tst_items_UserAccessModel.moc"
