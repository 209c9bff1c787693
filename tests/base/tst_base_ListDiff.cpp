#include "models/base/ListDiff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace gatehouse::base;

namespace {

struct Row
{
    int key = 0;
    int value = 0;
    bool operator==(const Row &) const = default;
};

struct Steps
{
    int inserted = 0, removed = 0, changed = 0;
};

Steps bring(QList<Row> &rows, const QList<Row> &target)
{
    Steps steps;
    applyListDiff(
        rows, target, [](const Row &row) { return row.key; },
        [&](qsizetype first, qsizetype last, auto doIt) {
            steps.inserted += static_cast<int>(last - first + 1);
            doIt();
        },
        [&](qsizetype first, qsizetype last, auto doIt) {
            steps.removed += static_cast<int>(last - first + 1);
            doIt();
        },
        [&](qsizetype) { ++steps.changed; });
    return steps;
}

} // namespace

class tst_base_ListDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangedValueTouchesOneRow()
    {
        QList<Row> rows{{1, 0}, {2, 0}, {3, 0}};
        const Steps steps = bring(rows, {{1, 0}, {2, 5}, {3, 0}});
        QCOMPARE(steps.changed, 1);
        QCOMPARE(steps.inserted + steps.removed, 0);
        QCOMPARE(rows[1].value, 5);
    }

    void insertAndRemoveLeaveTheRestAlone()
    {
        QList<Row> rows{{1, 0}, {2, 0}, {3, 0}};
        const Steps steps = bring(rows, {{1, 0}, {4, 0}, {5, 0}, {3, 0}});
        QCOMPARE(steps.removed, 1);
        QCOMPARE(steps.inserted, 2);
        QCOMPARE(steps.changed, 0);
    }

    void anyListBecomesAnyOther()
    {
        QRandomGenerator random(20261124);
        for (int round = 0; round < 500; ++round) {
            const int universe = round % 2 ? 12 : 90; // both ways of looking keys up
            auto draw = [&] {
                QList<Row> rows;
                for (int key = 0; key < universe; ++key) {
                    if (random.bounded(2))
                        rows.insert(random.bounded(static_cast<int>(rows.size()) + 1),
                                    Row{key, static_cast<int>(random.bounded(3))});
                }
                return rows;
            };
            QList<Row> rows = draw();
            const QList<Row> target = draw();
            bring(rows, target);
            QCOMPARE(rows, target);
        }
    }
};

QTEST_GUILESS_MAIN(tst_base_ListDiff)
#include "tst_base_ListDiff.moc"
