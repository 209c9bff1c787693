#include "models/items/ResourceServerListModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_ResourceServerListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesTellTheApi();
    void followsTheStoreInSmallSteps();
    void indexOfFindsOnlyWhatIsThere();
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;

QStringList names(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list << model.index(row, 0).data().toString();
    return list;
}

} // namespace

void tst_items_ResourceServerListModel::rolesTellTheApi()
{
    tests::TestTenant tenant;
    const auto id = tenant.addApi(u"Orders"_s, {u"read:orders"_s, u"write:orders"_s}, domain::SigningAlgorithm::HS256);
    tenant.addSystemApi();
    items::ResourceServerListModel model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const QModelIndex index = model.indexOf(id);
    QVERIFY(index.isValid());
    using Model = items::ResourceServerListModel;
    QCOMPARE(index.data().toString(), u"Orders"_s);
    QCOMPARE(index.data(items::KeyRole).toString(), id.text());
    QCOMPARE(index.data(Model::IdentifierRole).toString(), u"https://1.example.com/"_s);
    QCOMPARE(index.data(Model::AlgorithmRole).toInt(), static_cast<int>(domain::SigningAlgorithm::HS256));
    QCOMPARE(index.data(Model::ScopeCountRole).toInt(), 2);
    QVERIFY(!index.data(items::SystemRole).toBool());
    QVERIFY(index.data(items::FilterRole).toString().contains(u"https://1.example.com/"_s));
    const auto system =
        std::ranges::find(tenant.store.snapshot().resourceServers, true, &domain::ResourceServer::isSystem);
    QVERIFY(model.indexOf(system->id).data(items::SystemRole).toBool());
}

void tst_items_ResourceServerListModel::followsTheStoreInSmallSteps()
{
    tests::TestTenant tenant;
    tenant.addApi(u"First"_s);
    const auto second = tenant.addApi(u"Second"_s);
    items::ResourceServerListModel model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model, {items::ResourceServerListModel::ScopeCountRole});

    const QPersistentModelIndex kept = model.indexOf(second);
    tenant.addApi(u"Third"_s);
    domain::ResourceServer renamed = tenant.api(second);
    renamed.name = u"Second, renamed"_s;
    tenant.submit(tenant.editor.updateApi(tenant.store.snapshot(), renamed));
    tenant.addScopes(second, {u"read:it"_s});
    QCOMPARE(names(model), QStringList({u"First"_s, u"Second, renamed"_s, u"Third"_s}));
    QVERIFY(kept.isValid());
    QCOMPARE(model.apiAt(kept).id, second);

    const auto deletion = tenant.editor.deleteApi(tenant.store.snapshot(), second);
    tenant.submit(deletion);
    QVERIFY(!kept.isValid());
    tenant.store.submit(deletion->inverse());
    QCOMPARE(names(model), QStringList({u"First"_s, u"Second, renamed"_s, u"Third"_s}));
    QVERIFY(tenant.settle());
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

void tst_items_ResourceServerListModel::indexOfFindsOnlyWhatIsThere()
{
    tests::TestTenant tenant;
    const auto id = tenant.addApi(u"Only"_s);
    const items::ResourceServerListModel model(tenant.store);
    QCOMPARE(model.indexOf(id), model.index(0));
    QVERIFY(!model.indexOf(domain::ResourceServerId(u"ffffffffffffffffffffffff"_s)).isValid());
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
}

QTEST_GUILESS_MAIN(tst_items_ResourceServerListModel)
#include "tst_items_ResourceServerListModel.moc"
