#include "models/items/ConsentTableModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using issuer::ConsentReason;

class tst_items_ConsentTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatThePolicySays_data();
    void tellsWhatThePolicySays();
    void followsClientsAndTheApi();

private:
    static domain::ClientId addWebClient(tests::TestTenant &tenant, const QStringList &callbacks, bool isFirstParty)
    {
        domain::ClientApplication client = *tenant.store.snapshot().client(tenant.addClient(u"Portal"_s));
        client.type = domain::ClientType::RegularWeb;
        domain::applyTypeDefaults(client);
        client.callbacks = callbacks;
        client.isFirstParty = isFirstParty;
        tenant.submit(tenant.editor.updateClient(tenant.store.snapshot(), client));
        return client.id;
    }
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::ConsentTableModel;

} // namespace

void tst_items_ConsentTableModel::tellsWhatThePolicySays_data()
{
    QTest::addColumn<QString>("callback");
    QTest::addColumn<bool>("isFirstParty");
    QTest::addColumn<bool>("skips");
    QTest::addColumn<ConsentReason>("reason");
    const QString web = u"https://app.example.com/cb"_s;
    QTest::newRow("own client, API skips") << web << true << true << ConsentReason::FirstParty;
    QTest::newRow("own client, API asks") << web << true << false << ConsentReason::ApiAsks;
    QTest::newRow("third party, API skips") << web << false << true << ConsentReason::ThirdParty;
    QTest::newRow("loopback name") << u"http://localhost/cb"_s << true << true << ConsentReason::LoopbackCallback;
    QTest::newRow("loopback address") << u"http://[::1]:80/cb"_s << true << true << ConsentReason::LoopbackCallback;
}

void tst_items_ConsentTableModel::tellsWhatThePolicySays()
{
    QFETCH(QString, callback);
    QFETCH(bool, isFirstParty);
    QFETCH(bool, skips);
    QFETCH(ConsentReason, reason);
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s});
    const auto client = addWebClient(tenant, {callback}, isFirstParty);
    tenant.submit(tenant.editor.setGrant(tenant.store.snapshot(), client, api, {u"read"_s}, domain::SubjectType::User));
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    QCOMPARE(model.rowCount(), 0);
    domain::ResourceServer wanted = tenant.api(api);
    wanted.skipConsent = skips; // as it is to be, not as it is stored
    model.setApi(wanted);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowAt(model.index(0, 0)).reason, reason);
    QCOMPARE(model.index(0, 1).data().toString(), callback);
    QCOMPARE(model.index(0, 0).data(items::KeyRole).toString(), client.text());
}

void tst_items_ConsentTableModel::followsClientsAndTheApi()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"read"_s});
    const auto client = addWebClient(tenant, {u"https://app.example.com/a"_s, u"https://app.example.com/b"_s}, true);
    tenant.addClient(u"Nightly job"_s); // nobody signs in to it
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model);
    domain::ResourceServer wanted = tenant.api(api);
    model.setApi(wanted);
    QCOMPARE(model.rowCount(), 2);
    wanted.userPolicy = domain::UserPolicy::RequireClientGrant;
    model.setApi(wanted);
    QCOMPARE(model.rowCount(), 0);
    tenant.submit(tenant.editor.setGrant(tenant.store.snapshot(), client, api, {}, domain::SubjectType::User));
    QCOMPARE(model.rowCount(), 2);
    domain::ClientApplication edited = *tenant.store.snapshot().client(client);
    edited.callbacks.removeFirst();
    tenant.submit(tenant.editor.updateClient(tenant.store.snapshot(), edited));
    QCOMPARE(model.rowCount(), 1);
    tenant.submit(tenant.editor.deleteApi(tenant.store.snapshot(), api));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(tenant.settle());
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

QTEST_GUILESS_MAIN(tst_items_ConsentTableModel)
#include "tst_items_ConsentTableModel.moc"
