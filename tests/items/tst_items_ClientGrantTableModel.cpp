#include "models/items/ClientGrantTableModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_ClientGrantTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryClientWithItsGrant();
    void checkingAsksForTheChange();
    void onlyTheAuthorizedCellCanBeChecked();
    void followsTheStoreInSmallSteps();
    void grantsOfTheTwoSubjectsAreApart();
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::ClientGrantTableModel;
constexpr int authorized = static_cast<int>(Model::Column::Authorized);
constexpr int scopes = static_cast<int>(Model::Column::Scopes);

} // namespace

void tst_items_ClientGrantTableModel::showsEveryClientWithItsGrant()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s, u"write"_s});
    const auto other = tenant.addApi(u"Other"_s, {u"x"_s});
    const auto granted = tenant.addClient(u"Granted"_s);
    const auto without = tenant.addClient(u"Without"_s);
    tenant.grant(granted, api, {u"write"_s});
    tenant.grant(without, other, {u"x"_s});
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    QCOMPARE(model.rowCount(), 0);
    model.setApi(api);
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex first = model.indexOf(granted);
    QCOMPARE(first.data().toString(), u"Granted"_s);
    QCOMPARE(first.siblingAtColumn(authorized).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QCOMPARE(first.siblingAtColumn(scopes).data(Model::GrantedCountRole).toInt(), 1);
    QCOMPARE(first.data(Model::DefinedCountRole).toInt(), 2);
    QCOMPARE(first.data(items::StateRole).toInt(), 1);
    QCOMPARE(model.grantAt(first)->scopes, QStringList({u"write"_s}));
    const QModelIndex second = model.indexOf(without);
    QCOMPARE(second.siblingAtColumn(authorized).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    QCOMPARE(model.grantAt(second), nullptr);
    QCOMPARE(model.clientAt(second).id, without);
}

void tst_items_ClientGrantTableModel::checkingAsksForTheChange()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s});
    const auto client = tenant.addClient(u"Sync"_s);
    Model model(tenant.store);
    model.setApi(api);
    QSignalSpy requested(&model, &Model::authorizeRequested);
    const QModelIndex cell = model.index(0, authorized);
    QVERIFY(model.setData(cell, Qt::Unchecked, Qt::CheckStateRole)); // as it is
    QCOMPARE(requested.size(), 0);
    QVERIFY(model.setData(cell, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(0).value<domain::ClientId>(), client);
    QCOMPARE(requested.at(0).at(1).toBool(), true);
    QCOMPARE(cell.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked)); // the store has not said so
    tenant.grant(client, api, {});
    QCOMPARE(cell.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QVERIFY(model.setData(cell, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(requested.at(1).at(1).toBool(), false);
}

void tst_items_ClientGrantTableModel::onlyTheAuthorizedCellCanBeChecked()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s);
    tenant.addClient(u"Sync"_s);
    Model model(tenant.store);
    model.setApi(api);
    QVERIFY(model.flags(model.index(0, authorized)).testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(!model.flags(model.index(0, 0)).testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(!model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.index(0, authorized), u"text"_s, Qt::EditRole));
}

void tst_items_ClientGrantTableModel::followsTheStoreInSmallSteps()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s});
    const auto other = tenant.addApi(u"Other"_s, {u"a"_s, u"b"_s});
    const auto first = tenant.addClient(u"First"_s);
    const auto second = tenant.addClient(u"Second"_s);
    Model model(tenant.store);
    model.setApi(api);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {Model::GrantedCountRole});
    const QPersistentModelIndex kept = model.indexOf(second);

    tenant.grant(second, api, {u"read"_s});
    QCOMPARE(mirror.changedRows(), 1);
    tenant.addScopes(api, {u"write"_s});
    QCOMPARE(model.index(0, scopes).data(Model::DefinedCountRole).toInt(), 2);
    tenant.addClient(u"Third"_s);
    tenant.submit(tenant.editor.deleteClient(tenant.store.snapshot(), first));
    QCOMPARE(kept.row(), 0);
    tenant.submit(tenant.editor.removeGrant(tenant.store.snapshot(), second, api));
    model.setApi(other); // the clients stay, their grants differ
    QVERIFY(kept.isValid());
    QVERIFY(tenant.settle());
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
    tenant.submit(tenant.editor.deleteApi(tenant.store.snapshot(), other));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(mirror.difference(), QString());
}

void tst_items_ClientGrantTableModel::grantsOfTheTwoSubjectsAreApart()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s, u"write"_s});
    const auto client = tenant.addClient(u"Portal"_s);
    tenant.grant(client, api, {u"read"_s});
    tenant.submit(tenant.editor.setGrant(tenant.store.snapshot(), client, api, {u"read"_s, u"write"_s},
                                         domain::SubjectType::User));
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    model.setApi(api);
    const QPersistentModelIndex cell = model.index(0, scopes);
    QCOMPARE(cell.data(Model::GrantedCountRole).toInt(), 1);
    QVERIFY(cell.data(Model::NeededRole).toBool());
    model.setSubject(domain::SubjectType::User);
    QCOMPARE(cell.data(Model::GrantedCountRole).toInt(), 2);
    QVERIFY(!cell.data(Model::NeededRole).toBool()); // a first-party client
    domain::ResourceServer strict = tenant.api(api);
    strict.userPolicy = domain::UserPolicy::RequireClientGrant;
    tenant.submit(tenant.editor.updateApi(tenant.store.snapshot(), strict));
    QVERIFY(cell.data(Model::NeededRole).toBool());
    tenant.submit(tenant.editor.removeGrant(tenant.store.snapshot(), client, api));
    QCOMPARE(cell.data(Model::GrantedCountRole).toInt(), 2);
    QVERIFY(tenant.settle());
}

QTEST_GUILESS_MAIN(tst_items_ClientGrantTableModel)
#include "tst_items_ClientGrantTableModel.moc"
