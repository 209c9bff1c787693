#include "models/items/ExchangeModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::items;
using namespace Qt::StringLiterals;
using flow::Exchange;

/// The exchanges of a run while it runs.
class tst_items_ExchangeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsGrow();
    void anotherRunIsAnotherList();
    void placesInTime();

private:
    static Exchange exchange(int begins, int duration, Exchange::State state = Exchange::State::Done)
    {
        Exchange made;
        made.kind = Exchange::Kind::Token;
        made.state = state;
        made.begins = std::chrono::milliseconds(begins);
        made.duration = std::chrono::milliseconds(duration);
        return made;
    }
};

void tst_items_ExchangeModel::rowsGrow()
{
    ExchangeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setExchanges({exchange(0, 5)});
    QCOMPARE(inserted.size(), 1);
    QVERIFY(changed.isEmpty());
    model.setExchanges({exchange(0, 5), exchange(5, 5)});
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(changed.size(), 1); // the first one's bar is shorter now
    model.setExchanges({exchange(0, 5), exchange(5, 10)});
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(changed.size(), 2);
    QVERIFY(reset.isEmpty());
    QCOMPARE(model.rowCount(), 2);
}

void tst_items_ExchangeModel::anotherRunIsAnotherList()
{
    ExchangeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setExchanges({exchange(0, 5), exchange(5, 5)});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setExchanges({});
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.index(0, 0).isValid());
}

void tst_items_ExchangeModel::placesInTime()
{
    ExchangeModel model;
    model.setExchanges({exchange(0, 20), exchange(20, 80), exchange(50, 0, Exchange::State::Running)});
    const auto at = [&](int row, int role) { return model.index(row).data(role).toDouble(); };
    QCOMPARE(at(0, ExchangeModel::BeginRole), 0.0);
    QCOMPARE(at(0, ExchangeModel::LengthRole), 0.2);
    QCOMPARE(at(1, ExchangeModel::BeginRole), 0.2);
    QCOMPARE(at(1, ExchangeModel::LengthRole), 0.8);
    // What runs lasts until now.
    QCOMPARE(at(2, ExchangeModel::LengthRole), 0.5);
    QCOMPARE(model.index(2).data(StateRole).toInt(), int(Exchange::State::Running));
}

QTEST_GUILESS_MAIN(tst_items_ExchangeModel)
#include "tst_items_ExchangeModel.moc"
