#include "models/items/GrantedScopeModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_GrantedScopeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhatIsGranted();
    void checksAreADraft();
    void nothingCanBeCheckedWithoutAGrant();
    void draftSurvivesOtherChanges();
    void draftEndsWhereTheGrantCaughtUp();
    void draftsArePutAsideAndBack();
    void discardGoesBackToTheGrant();

private:
    std::unique_ptr<tests::TestTenant> m_tenant;
    domain::ResourceServerId m_api;
    domain::ClientId m_client;
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::GrantedScopeModel;

} // namespace

void tst_items_GrantedScopeModel::init()
{
    m_tenant = std::make_unique<tests::TestTenant>();
    m_api = m_tenant->addApi(u"Orders"_s, {u"a"_s, u"b"_s, u"c"_s});
    m_client = m_tenant->addClient(u"Sync"_s);
    m_tenant->grant(m_client, m_api, {u"b"_s});
}

void tst_items_GrantedScopeModel::cleanup()
{
    m_tenant.reset();
}

void tst_items_GrantedScopeModel::showsWhatIsGranted()
{
    Model model(m_tenant->store);
    const QAbstractItemModelTester tester(&model, failing);
    QCOMPARE(model.rowCount(), 0);
    model.setGrant(m_api, m_client);
    QVERIFY(model.isAuthorized());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.checkedScopes(), QStringList({u"b"_s}));
    QCOMPARE(model.indexOf(u"b"_s).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    QCOMPARE(model.indexOf(u"a"_s).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    QVERIFY(model.indexOf(u"b"_s).data(Model::GrantedRole).toBool());
    QCOMPARE(model.index(0, 1).data().toString(), u"May a"_s);
    QVERIFY(!model.index(0, 1).data(Qt::CheckStateRole).isValid());
}

void tst_items_GrantedScopeModel::checksAreADraft()
{
    Model model(m_tenant->store);
    model.setGrant(m_api, m_client);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model);
    QSignalSpy changed(&model, &Model::checksChanged);
    QVERIFY(model.setData(model.indexOf(u"c"_s), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.setData(model.indexOf(u"b"_s), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!changed.isEmpty());
    QCOMPARE(model.checkedScopes(), QStringList({u"c"_s}));
    QCOMPARE(model.changeCount(), 2);
    QCOMPARE(model.indexOf(u"c"_s).data(items::StateRole).toInt(), 1);
    QCOMPARE(m_tenant->store.snapshot().grant(m_client, m_api)->scopes, QStringList({u"b"_s}));
    model.setChecked({u"a"_s, u"b"_s, u"c"_s, u"not there"_s}, true);
    QCOMPARE(model.checkedScopes(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(model.changeCount(), 2);
    QCOMPARE(mirror.difference(), QString());
    QVERIFY(!model.setData(model.index(0, 1), Qt::Checked, Qt::CheckStateRole));
}

void tst_items_GrantedScopeModel::nothingCanBeCheckedWithoutAGrant()
{
    Model model(m_tenant->store);
    model.setGrant(m_api, m_client);
    const tests::MirrorModel mirror(model);
    m_tenant->submit(m_tenant->editor.removeGrant(m_tenant->store.snapshot(), m_client, m_api));
    QVERIFY(!model.isAuthorized());
    QVERIFY(!model.flags(model.index(0, 0)).testFlag(Qt::ItemIsEnabled));
    QVERIFY(!model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.checkedScopes(), QStringList());
    QCOMPARE(mirror.difference(), QString());
    m_tenant->grant(m_client, m_api, {u"a"_s});
    QVERIFY(model.flags(model.index(0, 0)).testFlag(Qt::ItemIsUserCheckable));
    QCOMPARE(model.checkedScopes(), QStringList({u"a"_s}));
}

void tst_items_GrantedScopeModel::draftSurvivesOtherChanges()
{
    Model model(m_tenant->store);
    model.setGrant(m_api, m_client);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model);
    model.setChecked({u"c"_s}, true);
    m_tenant->grant(m_client, m_api, {u"a"_s, u"b"_s}); // someone granted "a" meanwhile
    m_tenant->addScopes(m_api, {u"d"_s});
    QCOMPARE(model.checkedScopes(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(model.draft(), Model::Draft({{u"c"_s, true}}));
    m_tenant->submit(m_tenant->editor.removeScopes(m_tenant->store.snapshot(), m_api, {u"c"_s}));
    QCOMPARE(model.changeCount(), 0);
    QCOMPARE(model.checkedScopes(), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

void tst_items_GrantedScopeModel::draftEndsWhereTheGrantCaughtUp()
{
    Model model(m_tenant->store);
    model.setGrant(m_api, m_client);
    model.setChecked({u"c"_s}, true);
    m_tenant->grant(m_client, m_api, model.checkedScopes());
    QCOMPARE(model.changeCount(), 0);
    QCOMPARE(model.checkedScopes(), QStringList({u"b"_s, u"c"_s}));
}

void tst_items_GrantedScopeModel::draftsArePutAsideAndBack()
{
    const auto other = m_tenant->addClient(u"Other"_s);
    m_tenant->grant(other, m_api, {u"a"_s});
    Model model(m_tenant->store);
    model.setGrant(m_api, m_client);
    const tests::MirrorModel mirror(model);
    model.setChecked({u"c"_s}, true);
    const Model::Draft draft = model.draft();
    model.setGrant(m_api, other);
    QCOMPARE(model.checkedScopes(), QStringList({u"a"_s}));
    model.setGrant(m_api, m_client, draft);
    QCOMPARE(model.checkedScopes(), QStringList({u"b"_s, u"c"_s}));
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

void tst_items_GrantedScopeModel::discardGoesBackToTheGrant()
{
    Model model(m_tenant->store);
    model.setGrant(m_api, m_client);
    model.setChecked({u"a"_s, u"b"_s, u"c"_s}, false);
    model.discard();
    QCOMPARE(model.checkedScopes(), QStringList({u"b"_s}));
    QCOMPARE(model.changeCount(), 0);
}

QTEST_GUILESS_MAIN(tst_items_GrantedScopeModel)
#include "tst_items_GrantedScopeModel.moc"
