#include "models/items/ScopeTableModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using domain::Rule;
using domain::Scope;

class tst_items_ScopeTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheScopesOfOneApi();
    void editIsRequestedNotMade();
    void editThatBreaksARule_data();
    void editThatBreaksARule();
    void unchangedTextAsksForNothing();
    void renamedScopeKeepsItsRow();
    void followsTheStoreInSmallSteps();
    void managementApiIsReadOnly();
    void thousandScopesStayFast();
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::ScopeTableModel;

QStringList values(const Model &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list << model.scopeAt(model.index(row, 0)).value;
    return list;
}

/// Meets the model's requests as a page does.
void connectEditor(tests::TestTenant &tenant, Model &model)
{
    QObject::connect(&model, &Model::editRequested, &model, [&](const QString &value, const Scope &wanted) {
        tenant.submit(tenant.editor.editScope(tenant.store.snapshot(), model.api(), value, wanted));
    });
}

} // namespace

void tst_items_ScopeTableModel::showsTheScopesOfOneApi()
{
    tests::TestTenant tenant;
    const auto orders = tenant.addApi(u"Orders"_s, {u"read:orders"_s, u"write:orders"_s});
    const auto stock = tenant.addApi(u"Stock"_s, {u"read:stock"_s});
    Model model(tenant.store);
    const QAbstractItemModelTester tester(&model, failing);
    QCOMPARE(model.rowCount(), 0);
    model.setApi(orders);
    QCOMPARE(values(model), QStringList({u"read:orders"_s, u"write:orders"_s}));
    QCOMPARE(model.index(1, 1).data().toString(), u"May write:orders"_s);
    QCOMPARE(model.index(1, 1).data(items::KeyRole).toString(), u"write:orders"_s);
    QCOMPARE(model.index(0, 1).data(items::FilterRole).toString(), u"read:orders\nMay read:orders"_s);
    model.setApi(stock);
    QCOMPARE(values(model), QStringList({u"read:stock"_s}));
    QCOMPARE(model.indexOf(u"read:stock"_s), model.index(0, 0));
    QVERIFY(!model.indexOf(u"read:orders"_s).isValid());
    model.setApi(domain::ResourceServerId(u"unknown"_s));
    QCOMPARE(model.rowCount(), 0);
}

void tst_items_ScopeTableModel::editIsRequestedNotMade()
{
    tests::TestTenant tenant;
    Model model(tenant.store);
    model.setApi(tenant.addApi(u"Orders"_s, {u"read:orders"_s}));
    QSignalSpy requested(&model, &Model::editRequested);
    QVERIFY(model.setData(model.index(0, 1), u"Look at orders"_s));
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(0).toString(), u"read:orders"_s);
    QCOMPARE(requested.at(0).at(1).value<Scope>(), (Scope{u"read:orders"_s, u"Look at orders"_s}));
    QCOMPARE(model.index(0, 1).data().toString(), u"May read:orders"_s);

    connectEditor(tenant, model);
    QVERIFY(model.setData(model.index(0, 1), u"Look at orders"_s));
    QCOMPARE(model.index(0, 1).data().toString(), u"Look at orders"_s);
}

void tst_items_ScopeTableModel::editThatBreaksARule_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rule");

    auto row = [](const char *name, int column, const QString &text, Rule rule) {
        QTest::newRow(name) << column << text << static_cast<int>(rule);
    };
    row("no value", 0, u""_s, Rule::Required);
    row("a blank", 0, u"read all"_s, Rule::Blank);
    row("a quotation mark", 0, u"read\"all"_s, Rule::NotAScopeToken);
    row("another script", 0, u"lire:été"_s, Rule::NotAScopeToken);
    row("too long", 0, QString(281, u'a'), Rule::TooLong);
    row("a reserved name", 0, u"openid"_s, Rule::Reserved);
    row("the other scope's value", 0, u"write:orders"_s, Rule::AlreadyUsed);
    row("description too long", 1, QString(501, u'a'), Rule::TooLong);
    row("description of two lines", 1, u"a\nb"_s, Rule::ControlCharacters);
}

void tst_items_ScopeTableModel::editThatBreaksARule()
{
    QFETCH(int, column);
    QFETCH(QString, text);
    QFETCH(int, rule);
    tests::TestTenant tenant;
    Model model(tenant.store);
    model.setApi(tenant.addApi(u"Orders"_s, {u"read:orders"_s, u"write:orders"_s}));
    QSignalSpy requested(&model, &Model::editRequested);
    QSignalSpy refused(&model, &Model::editRefused);
    QVERIFY(!model.setData(model.index(0, column), text));
    QCOMPARE(requested.size(), 0);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.at(0).at(0).toString(), u"read:orders"_s);
    QCOMPARE(static_cast<int>(refused.at(0).at(1).value<domain::Violation>().rule), rule);
    QCOMPARE(static_cast<int>(model.check(model.index(0, column), text)->rule), rule);
    QCOMPARE(values(model), QStringList({u"read:orders"_s, u"write:orders"_s}));
}

void tst_items_ScopeTableModel::unchangedTextAsksForNothing()
{
    tests::TestTenant tenant;
    Model model(tenant.store);
    model.setApi(tenant.addApi(u"Orders"_s, {u"read:orders"_s}));
    QSignalSpy requested(&model, &Model::editRequested);
    QVERIFY(model.setData(model.index(0, 0), u"read:orders"_s));
    QVERIFY(!model.setData(model.index(0, 0), u"x"_s, Qt::DisplayRole));
    QVERIFY(!model.setData({}, u"x"_s));
    QCOMPARE(requested.size(), 0);
}

void tst_items_ScopeTableModel::renamedScopeKeepsItsRow()
{
    tests::TestTenant tenant;
    Model model(tenant.store);
    model.setApi(tenant.addApi(u"Orders"_s, {u"read:orders"_s, u"write:orders"_s}));
    connectEditor(tenant, model);
    const tests::MirrorModel mirror(model);
    const QPersistentModelIndex kept = model.index(0, 0);
    QVERIFY(model.setData(kept, u"list:orders"_s));
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), u"list:orders"_s);
    QCOMPARE(mirror.changedRows(), 1);
    QCOMPARE(mirror.difference(), QString());
}

void tst_items_ScopeTableModel::followsTheStoreInSmallSteps()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Orders"_s, {u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    Model model(tenant.store);
    model.setApi(api);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model);
    const QPersistentModelIndex kept = model.indexOf(u"c"_s);

    const auto removal = tenant.editor.removeScopes(tenant.store.snapshot(), api, {u"a"_s, u"d"_s});
    tenant.submit(removal);
    QCOMPARE(values(model), QStringList({u"b"_s, u"c"_s}));
    QVERIFY(kept.isValid());
    tenant.store.submit(removal->inverse());
    QCOMPARE(values(model), QStringList({u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QVERIFY(kept.isValid());
    QCOMPARE(kept.row(), 2);
    tenant.addScopes(api, {u"e"_s, u"f"_s});
    tenant.addApi(u"Another"_s, {u"x"_s});
    QCOMPARE(model.rowCount(), 6);
    tenant.submit(tenant.editor.deleteApi(tenant.store.snapshot(), api));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(tenant.settle());
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

void tst_items_ScopeTableModel::managementApiIsReadOnly()
{
    tests::TestTenant tenant;
    Model model(tenant.store);
    model.setApi(tenant.addSystemApi());
    QVERIFY(model.isReadOnly());
    QVERIFY(!model.flags(model.index(0, 0)).testFlag(Qt::ItemIsEditable));
    QSignalSpy requested(&model, &Model::editRequested);
    QVERIFY(!model.setData(model.index(0, 0), u"other"_s));
    QCOMPARE(requested.size(), 0);
    model.setApi(tenant.addApi(u"Own"_s, {u"a"_s}));
    QVERIFY(model.flags(model.index(0, 0)).testFlag(Qt::ItemIsEditable));
}

void tst_items_ScopeTableModel::thousandScopesStayFast()
{
    tests::TestTenant tenant;
    QStringList scopes;
    for (int i = 0; i < 999; ++i)
        scopes << u"read:thing%1"_s.arg(i);
    const auto api = tenant.addApi(u"Big"_s, scopes);
    Model model(tenant.store);
    model.setApi(api);
    const tests::MirrorModel mirror(model);
    QElapsedTimer time;
    time.start();
    tenant.addScopes(api, {u"one:more"_s});
    tenant.submit(
        tenant.editor.editScope(tenant.store.snapshot(), api, u"read:thing500"_s, {u"read:thing500"_s, u"x"_s}));
    tenant.submit(tenant.editor.removeScopes(tenant.store.snapshot(), api, {u"read:thing3"_s, u"read:thing700"_s}));
    // A slow machine with a sanitizer: what matters is that nothing grows with the square of the list.
    QVERIFY2(time.elapsed() < 2000, qPrintable(u"%1 ms"_s.arg(time.elapsed())));
    QCOMPARE(model.rowCount(), 998);
    QCOMPARE(mirror.difference(), QString());
}

QTEST_GUILESS_MAIN(tst_items_ScopeTableModel)
#include "tst_items_ScopeTableModel.moc"
