#include "models/items/AuditTableModel.h"
#include "tests/support/MirrorModel.h"
#include "tests/support/TestTenant.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_items_AuditTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsInPortionsNewestFirst();
    void newEntriesComeAtTheTop();
    void moreNewEntriesThanAPortion();
    void emptyTrailFillsItself();
    void otherProcessesShow();
    void cellsTellTheEntry();

private:
    /// `count` entries: the creation of as many clients.
    static void addEntries(tests::TestTenant &tenant, int count)
    {
        for (int i = 0; i < count; ++i)
            tenant.addClient(u"Client %1"_s.arg(tenant.store.snapshot().clients.size()));
        QVERIFY(tenant.settle());
    }
    /// What a view does.
    static void fetch(items::AuditTableModel &model)
    {
        QVERIFY(model.canFetchMore({}));
        QSignalSpy fetched(&model, &items::AuditTableModel::fetched);
        model.fetchMore({});
        QTRY_COMPARE(fetched.size(), 1);
    }
    static QList<qint64> sequences(const items::AuditTableModel &model)
    {
        QList<qint64> list;
        for (int row = 0; row < model.rowCount(); ++row)
            list << model.entryAt(model.index(row, 0)).sequence;
        return list;
    }
    /// From `newest` down to `oldest`.
    static QList<qint64> down(qint64 newest, qint64 oldest)
    {
        QList<qint64> list;
        for (qint64 sequence = newest; sequence >= oldest; --sequence)
            list << sequence;
        return list;
    }
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Model = items::AuditTableModel;

} // namespace

void tst_items_AuditTableModel::readsInPortionsNewestFirst()
{
    tests::TestTenant tenant;
    addEntries(tenant, 7);
    Model model(tenant.store, 3);
    const tests::MirrorModel mirror(model);
    QCOMPARE(model.rowCount(), 0);
    fetch(model);
    QCOMPARE(sequences(model), down(7, 5));
    fetch(model);
    QCOMPARE(sequences(model), down(7, 2));
    fetch(model);
    QCOMPARE(sequences(model), down(7, 1));
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(model.indexOf(6), model.index(1, 0));
    QVERIFY(!model.indexOf(99).isValid());
}

void tst_items_AuditTableModel::newEntriesComeAtTheTop()
{
    tests::TestTenant tenant;
    addEntries(tenant, 2);
    Model model(tenant.store, 10);
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model);
    if (model.rowCount() == 0 && model.canFetchMore({}))
        fetch(model);
    QTRY_COMPARE(model.rowCount(), 2);
    const QPersistentModelIndex kept = model.indexOf(2);
    addEntries(tenant, 1);
    QTRY_COMPARE(sequences(model), down(3, 1));
    QCOMPARE(kept.row(), 1);
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

void tst_items_AuditTableModel::moreNewEntriesThanAPortion()
{
    tests::TestTenant tenant;
    addEntries(tenant, 2);
    Model model(tenant.store, 3);
    const tests::MirrorModel mirror(model);
    fetch(model);
    // Written by another process while this one was not told.
    for (int i = 0; i < 8; ++i) {
        const auto created = tenant.editor.createClient(tenant.store.snapshot(), u"Elsewhere %1"_s.arg(i));
        QVERIFY(created.has_value());
        QVERIFY(tenant.commitElsewhere(created->changes));
    }
    QTRY_COMPARE(sequences(model), down(10, 1));
    QCOMPARE(mirror.difference(), QString());
}

void tst_items_AuditTableModel::emptyTrailFillsItself()
{
    tests::TestTenant tenant;
    Model model(tenant.store, 3);
    fetch(model);
    QCOMPARE(model.rowCount(), 0);
    addEntries(tenant, 1);
    QTRY_COMPARE(sequences(model), down(1, 1));
}

void tst_items_AuditTableModel::otherProcessesShow()
{
    tests::TestTenant tenant;
    addEntries(tenant, 1);
    Model model(tenant.store, 3);
    fetch(model);
    const auto created = tenant.editor.createClient(tenant.store.snapshot(), u"From the command line"_s);
    QVERIFY(tenant.commitElsewhere(created->changes));
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, static_cast<int>(Model::Column::Source)).data().toString(), u"command line"_s);
    QCOMPARE(model.index(0, static_cast<int>(Model::Column::User)).data().toString(), u"other"_s);
}

void tst_items_AuditTableModel::cellsTellTheEntry()
{
    tests::TestTenant tenant;
    addEntries(tenant, 1);
    Model model(tenant.store, 3);
    fetch(model);
    const QModelIndex when = model.index(0, 0);
    QCOMPARE(when.data().toDateTime().toMSecsSinceEpoch(), tenant.clock.now().time_since_epoch().count());
    QCOMPARE(when.data(items::SortRole).toLongLong(), 1);
    QCOMPARE(when.siblingAtColumn(3).data().toString(), u"created client Client 0"_s);
    QCOMPARE(when.data(Model::ItemCountRole).toInt(), 1);
    for (const QString &word : {u"tester"_s, u"window"_s, u"created"_s, u"Client 0"_s})
        QVERIFY(when.data(items::FilterRole).toString().contains(word));
}

QTEST_GUILESS_MAIN(tst_items_AuditTableModel)
#include "tst_items_AuditTableModel.moc"
