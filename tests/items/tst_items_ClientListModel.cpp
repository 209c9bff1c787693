#include "models/items/ClientListModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_ClientListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesTellTheClient();
    void followsClientsAndTheirGrants();
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::ClientListModel;

} // namespace

void tst_items_ClientListModel::rolesTellTheClient()
{
    tests::TestTenant tenant;
    const auto id = tenant.addClient(u"Calendar Sync"_s);
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const QModelIndex index = model.indexOf(id);
    QCOMPARE(index.data().toString(), u"Calendar Sync"_s);
    QCOMPARE(index.data(items::KeyRole).toString(), id.text());
    QCOMPARE(index.data(items::FilterRole).toString(), u"Calendar Sync\n"_s + id.text());
    QCOMPARE(index.data(Model::CreatedRole).toDateTime().toMSecsSinceEpoch(),
             tenant.clock.now().time_since_epoch().count());
    QCOMPARE(model.clientAt(index).id, id);
    QVERIFY(!model.indexOf(domain::ClientId(u"nobody"_s)).isValid());
}

void tst_items_ClientListModel::followsClientsAndTheirGrants()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read:orders"_s});
    const auto first = tenant.addClient(u"First"_s);
    const auto second = tenant.addClient(u"Second"_s);
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {Model::GrantCountRole});

    tenant.grant(second, api, {u"read:orders"_s});
    QCOMPARE(model.indexOf(second).data(Model::GrantCountRole).toInt(), 1);
    QCOMPARE(model.indexOf(first).data(Model::GrantCountRole).toInt(), 0);
    QCOMPARE(mirror.changedRows(), 1);

    tenant.submit(tenant.editor.renameClient(tenant.store.snapshot(), first, u"First, renamed"_s));
    QCOMPARE(model.index(0).data().toString(), u"First, renamed"_s);
    tenant.submit(tenant.editor.deleteClient(tenant.store.snapshot(), first));
    QCOMPARE(model.rowCount(), 1);
    tenant.submit(tenant.editor.removeGrant(tenant.store.snapshot(), second, api));
    QCOMPARE(model.index(0).data(Model::GrantCountRole).toInt(), 0);
    QVERIFY(tenant.settle());
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

QTEST_GUILESS_MAIN(tst_items_ClientListModel)
#include "tst_items_ClientListModel.moc"
