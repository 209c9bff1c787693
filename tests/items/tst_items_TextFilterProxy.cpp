#include "models/items/ScopeTableModel.h"
#include "models/items/TextFilterProxy.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_TextFilterProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWordMustBeThere_data();
    void everyWordMustBeThere();
    void followsTheSourceWhileFiltered();
    void sortsByTheSortRole();
    void thousandRowsAKeystroke();
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;

QStringList rows(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list << model.index(row, 0).data().toString();
    return list;
}

} // namespace

void tst_items_TextFilterProxy::everyWordMustBeThere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("shown");

    const QStringList all{u"read:orders"_s, u"write:orders"_s, u"read:stock"_s};
    QTest::newRow("nothing typed") << QString() << all;
    QTest::newRow("blanks only") << u"   "_s << all;
    QTest::newRow("a part") << u"orders"_s << QStringList({u"read:orders"_s, u"write:orders"_s});
    QTest::newRow("another case") << u"ReAd"_s << QStringList({u"read:orders"_s, u"read:stock"_s});
    QTest::newRow("two words, any order") << u"orders  read"_s << QStringList({u"read:orders"_s});
    QTest::newRow("in the description") << u"May stock"_s << QStringList({u"read:stock"_s});
    QTest::newRow("not there") << u"nothing"_s << QStringList();
    QTest::newRow("no pattern") << u".*"_s << QStringList();
}

void tst_items_TextFilterProxy::everyWordMustBeThere()
{
    QFETCH(QString, text);
    QFETCH(QStringList, shown);
    tests::TestTenant tenant;
    items::ScopeTableModel scopes(tenant.store);
    scopes.setApi(tenant.addApi(u"Shop"_s, {u"read:orders"_s, u"write:orders"_s, u"read:stock"_s}));
    items::TextFilterProxy proxy;
    proxy.setSourceModel(&scopes);
    proxy.setFilterText(text);
    QCOMPARE(rows(proxy), shown);
    QCOMPARE(proxy.filterText(), text);
    proxy.setFilterText({});
    QCOMPARE(proxy.rowCount(), 3);
}

void tst_items_TextFilterProxy::followsTheSourceWhileFiltered()
{
    tests::TestTenant tenant;
    const auto api = tenant.addApi(u"Shop"_s, {u"read:orders"_s, u"write:orders"_s});
    items::ScopeTableModel scopes(tenant.store);
    scopes.setApi(api);
    items::TextFilterProxy proxy;
    proxy.setSourceModel(&scopes);
    const QAbstractItemModelTester tester(&proxy, failing);
    const tests::MirrorModel mirror(proxy);
    proxy.setFilterText(u"read"_s);
    tenant.addScopes(api, {u"read:stock"_s, u"write:stock"_s});
    QCOMPARE(rows(proxy), QStringList({u"read:orders"_s, u"read:stock"_s}));
    tenant.submit(tenant.editor.editScope(tenant.store.snapshot(), api, u"read:orders"_s, {u"list:orders"_s, {}}));
    QCOMPARE(rows(proxy), QStringList({u"read:stock"_s}));
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

void tst_items_TextFilterProxy::sortsByTheSortRole()
{
    tests::TestTenant tenant;
    items::ScopeTableModel scopes(tenant.store);
    scopes.setApi(tenant.addApi(u"Shop"_s, {u"b"_s, u"C"_s, u"a"_s}));
    items::TextFilterProxy proxy;
    proxy.setSourceModel(&scopes);
    QCOMPARE(rows(proxy), QStringList({u"b"_s, u"C"_s, u"a"_s})); // as it comes, until asked
    proxy.sort(0, Qt::DescendingOrder);
    const QStringList descending = rows(proxy);
    proxy.sort(0);
    QCOMPARE(rows(proxy), QStringList(descending.crbegin(), descending.crend()));
    QVERIFY(rows(proxy).indexOf(u"a"_s) < rows(proxy).indexOf(u"b"_s));
}

void tst_items_TextFilterProxy::thousandRowsAKeystroke()
{
    tests::TestTenant tenant;
    QStringList values;
    for (int i = 0; i < 1000; ++i)
        values << u"%1:thing%2"_s.arg(i % 2 ? u"read"_s : u"write"_s).arg(i);
    items::ScopeTableModel scopes(tenant.store);
    scopes.setApi(tenant.addApi(u"Big"_s, values));
    items::TextFilterProxy proxy;
    proxy.setSourceModel(&scopes);
    QElapsedTimer time;
    time.start();
    for (const QString &text : {u"r"_s, u"re"_s, u"read"_s, u"read 77"_s, u""_s})
        proxy.setFilterText(text);
    QVERIFY2(time.elapsed() < 1000, qPrintable(u"%1 ms for five keystrokes"_s.arg(time.elapsed())));
    QCOMPARE(proxy.rowCount(), 1000);
}

QTEST_GUILESS_MAIN(tst_items_TextFilterProxy)
#include "tst_items_TextFilterProxy.moc"
