#include "models/items/UserListModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_UserListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesTellTheUser();
    void followsTheTenant();
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::UserListModel;

} // namespace

void tst_items_UserListModel::rolesTellTheUser()
{
    tests::TestTenant tenant;
    const auto jane = tenant.addUser(u"jane@example.com"_s, u"Jane Doe"_s);
    const auto nameless = tenant.addUser(u"bob@example.com"_s);
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const QModelIndex index = model.indexOf(jane);
    QCOMPARE(index.data().toString(), u"Jane Doe"_s);
    QCOMPARE(index.data(Model::EmailRole).toString(), u"jane@example.com"_s);
    QCOMPARE(index.data(items::KeyRole).toString(), jane.text());
    QCOMPARE(index.data(items::FilterRole).toString(), u"Jane Doe\njane@example.com\n"_s + jane.text());
    QCOMPARE(index.data(items::StateRole).toInt(), 0);
    QCOMPARE(model.indexOf(nameless).data().toString(), u"bob@example.com"_s);
    QVERIFY(!model.indexOf(domain::UserId(u"nobody"_s)).isValid());
}

void tst_items_UserListModel::followsTheTenant()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s, u"write"_s});
    const auto jane = tenant.addUser(u"jane@example.com"_s);
    const auto bob = tenant.addUser(u"bob@example.com"_s);
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {Model::EmailRole, Model::PermissionCountRole, items::StateRole});

    domain::User wanted = tenant.user(bob);
    wanted.isBlocked = true;
    wanted.permissions = {{api, u"read"_s}};
    tenant.submit(tenant.editor.updateUser(tenant.store.snapshot(), wanted));
    QCOMPARE(model.indexOf(bob).data(items::StateRole).toInt(), 1);
    QCOMPARE(model.indexOf(bob).data(Model::PermissionCountRole).toInt(), 1);
    QCOMPARE(mirror.changedRows(), 1);
    // The scope goes, and the permission with it.
    tenant.submit(tenant.editor.removeScopes(tenant.store.snapshot(), api, {u"read"_s}));
    QCOMPARE(model.indexOf(bob).data(Model::PermissionCountRole).toInt(), 0);
    tenant.submit(tenant.editor.deleteUser(tenant.store.snapshot(), jane));
    QCOMPARE(model.rowCount(), 1);
    tenant.addUser(u"zoe@example.com"_s);
    QVERIFY(tenant.settle());
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

QTEST_GUILESS_MAIN(tst_items_UserListModel)
#include "tst_items_UserListModel.moc"
