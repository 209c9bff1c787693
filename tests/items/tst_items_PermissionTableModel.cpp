#include "models/items/PermissionTableModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_PermissionTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheScopesOfAllApis();
    void checkAsksAndMovesWithTheStore();
    void followsApisAndScopes();
    void anotherUserHasOtherChecks();

private:
    void give(const QList<domain::Permission> &permissions)
    {
        domain::User wanted = m_tenant->user(m_user);
        wanted.permissions = permissions;
        m_tenant->submit(m_tenant->editor.updateUser(m_tenant->store.snapshot(), wanted));
    }

    std::unique_ptr<tests::TestTenant> m_tenant;
    domain::ResourceServerId m_orders;
    domain::ResourceServerId m_stock;
    domain::UserId m_user;
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::PermissionTableModel;

} // namespace

void tst_items_PermissionTableModel::init()
{
    m_tenant = std::make_unique<tests::TestTenant>();
    m_orders = m_tenant->addApi(u"Orders"_s, {u"read"_s, u"write"_s});
    m_stock = m_tenant->addApi(u"Stock"_s, {u"read"_s});
    m_user = m_tenant->addUser(u"jane@example.com"_s);
    give({{m_orders, u"write"_s}});
}

void tst_items_PermissionTableModel::cleanup()
{
    m_tenant.reset();
}

void tst_items_PermissionTableModel::showsTheScopesOfAllApis()
{
    Model model(m_tenant->store);
    const QAbstractItemModelTester tester(&model, failing);
    QCOMPARE(model.rowCount(), 0); // of nobody
    model.setUser(m_user);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.heldCount(), 1);
    const QModelIndex write = model.indexOf({m_orders, u"write"_s});
    QCOMPARE(write.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QCOMPARE(write.siblingAtColumn(1).data().toString(), u"Orders"_s);
    QCOMPARE(write.siblingAtColumn(2).data().toString(), u"May write"_s);
    QVERIFY(!write.siblingAtColumn(1).data(Qt::CheckStateRole).isValid());
    QVERIFY(!model.rowAt(write).isEnforced);
    // The same scope of another API is another permission.
    QVERIFY(model.indexOf({m_stock, u"read"_s}) != model.indexOf({m_orders, u"read"_s}));
    QVERIFY(!model.indexOf({m_stock, u"write"_s}).isValid());
}

void tst_items_PermissionTableModel::checkAsksAndMovesWithTheStore()
{
    Model model(m_tenant->store);
    model.setUser(m_user);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {Qt::CheckStateRole});
    QSignalSpy asked(&model, &Model::changeRequested);
    const domain::Permission read{m_stock, u"read"_s};
    QVERIFY(model.setData(model.indexOf(read), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).value<domain::Permission>(), read);
    QVERIFY(asked.first().at(1).toBool());
    QCOMPARE(model.heldCount(), 1);
    give({{m_orders, u"write"_s}, read});
    QCOMPARE(model.heldCount(), 2);
    QCOMPARE(model.indexOf(read).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.changedRows(), 1);
    // What is so already is not asked for, and a description has no check.
    QVERIFY(model.setData(model.indexOf(read), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.indexOf(read).siblingAtColumn(2), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(asked.size(), 1);
}

void tst_items_PermissionTableModel::followsApisAndScopes()
{
    Model model(m_tenant->store);
    model.setUser(m_user);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {Qt::CheckStateRole});
    m_tenant->addScopes(m_stock, {u"count"_s});
    QCOMPARE(model.rowCount(), 4);
    m_tenant->submit(
        m_tenant->editor.editScope(m_tenant->store.snapshot(), m_orders, u"write"_s, {u"change"_s, u"May change"_s}));
    QCOMPARE(model.indexOf({m_orders, u"change"_s}).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    m_tenant->submit(m_tenant->editor.deleteApi(m_tenant->store.snapshot(), m_orders));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.heldCount(), 0);
    domain::ResourceServer stock = m_tenant->api(m_stock);
    stock.enforcePolicies = true;
    m_tenant->submit(m_tenant->editor.updateApi(m_tenant->store.snapshot(), stock));
    QVERIFY(model.rowAt(model.index(0, 0)).isEnforced);
    QVERIFY(m_tenant->settle());
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
    m_tenant->submit(m_tenant->editor.deleteUser(m_tenant->store.snapshot(), m_user));
    QCOMPARE(model.rowCount(), 0);
}

void tst_items_PermissionTableModel::anotherUserHasOtherChecks()
{
    Model model(m_tenant->store);
    model.setUser(m_user);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {Qt::CheckStateRole});
    model.setUser(m_tenant->addUser(u"bob@example.com"_s));
    QCOMPARE(model.heldCount(), 0);
    QCOMPARE(model.rowCount(), 3);
    model.setUser(m_user);
    QCOMPARE(model.heldCount(), 1);
    QCOMPARE(mirror.difference(), QString());
}

QTEST_GUILESS_MAIN(tst_items_PermissionTableModel)
#include "tst_items_PermissionTableModel.moc"
