#include "models/items/ShelfModel.h"
#include "tests/support/MirrorModel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using items::ShelfModel;
using shelf::ShelfEntry;

class tst_items_ShelfModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAnEntryIs();
    void aRowThatStaysKeepsItsSelection();
    void anyListAfterAnyOther();
    void noIndexIsNoCrash();
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;

ShelfEntry entry(int number, const QString &api = u"Orders API"_s)
{
    ShelfEntry made;
    made.id = QString::number(number);
    made.keptAt = base::Instant(std::chrono::seconds(number));
    made.api = api;
    made.issuer = u"https://issuer.example/"_s;
    made.client = u"importer"_s;
    made.algorithm = u"RS256"_s;
    made.verdict = inspector::Verdict::NotVerified;
    return made;
}

} // namespace

void tst_items_ShelfModel::tellsWhatAnEntryIs()
{
    ShelfModel model;
    const QAbstractItemModelTester tester(&model, failing);
    model.setEntries({entry(7), entry(6, {})});
    const QModelIndex first = model.index(0);
    QCOMPARE(first.data().toString(), u"Orders API"_s);
    QCOMPARE(first.data(items::KeyRole).toString(), u"7"_s);
    QCOMPARE(first.data(items::SortRole).toLongLong(), 7000);
    QCOMPARE(first.data(items::FilterRole).toString(), u"Orders API https://issuer.example/ importer RS256"_s);
    QCOMPARE(first.data(items::StateRole).toInt(), static_cast<int>(inspector::Verdict::NotVerified));
    QCOMPARE(model.index(1).data().toString(), u"https://issuer.example/"_s);
}

void tst_items_ShelfModel::aRowThatStaysKeepsItsSelection()
{
    ShelfModel model;
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setEntries({entry(3), entry(2), entry(1)});
    const QPersistentModelIndex second(model.index(1));
    model.setEntries({entry(4), entry(3), entry(2)});
    QCOMPARE(second.row(), 2);
    QCOMPARE(second.data(items::KeyRole).toString(), u"2"_s);
    model.setEntries({entry(4), entry(3)});
    QVERIFY(!second.isValid());
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(resets.size(), 0);
}

void tst_items_ShelfModel::anyListAfterAnyOther()
{
    ShelfModel model;
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model);
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        QList<ShelfEntry> entries;
        for (int id = 0; id < 12; ++id) {
            if (random.bounded(2) == 0)
                entries.insert(random.bounded(static_cast<int>(entries.size()) + 1),
                               entry(id, random.bounded(3) == 0 ? u"Other"_s : u"Orders API"_s));
        }
        model.setEntries(entries);
        QCOMPARE(mirror.difference(), QString());
        QCOMPARE(model.rowCount(), entries.size());
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(model.entryAt(row) == entries.at(row));
    }
}

void tst_items_ShelfModel::noIndexIsNoCrash()
{
    ShelfModel model;
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    model.setEntries({entry(1)});
    QCOMPARE(model.rowCount(model.index(0)), 0);
    QVERIFY(!model.data(model.index(0), Qt::EditRole).isValid());
}

QTEST_GUILESS_MAIN(tst_items_ShelfModel)
#include "tst_items_ShelfModel.moc"
