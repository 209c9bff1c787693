#include "models/items/ManagementCallModel.h"
#include "tests/support/FakeClock.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::items;
using namespace Qt::StringLiterals;
using management::ManagementCall;
using management::RecentCalls;

/// The calls of the last hour: newest first, never too many, never too old.
class tst_items_ManagementCallModel : public QObject
{
    Q_OBJECT

private:
    tests::FakeClock m_clock;

    ManagementCall call(const QString &path, int status = 200) const
    {
        return {.client = u"Deploy"_s, .method = u"GET"_s, .path = path, .status = status, .at = m_clock.now()};
    }

private Q_SLOTS:
    void newestIsFirst();
    void whatIsAnHourOldGoes();
    void aScriptThatNeverEndsIsBounded();
};

void tst_items_ManagementCallModel::newestIsFirst()
{
    ManagementCallModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(call(u"/api/v2/clients"_s));
    m_clock.advance(std::chrono::seconds(1));
    model.add(call(u"/api/v2/users"_s, 403));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.callAt(model.index(0, 0)).path, u"/api/v2/users"_s);
    QCOMPARE(model.index(0, 2).data().toString(), u"GET /api/v2/users"_s);
    QCOMPARE(model.index(0, 3).data().toInt(), 403);
    QCOMPARE(model.index(1, 2).data().toString(), u"GET /api/v2/clients"_s);
    QVERIFY(model.index(1, 0).data(FilterRole).toString().contains("Deploy"_L1));
}

void tst_items_ManagementCallModel::whatIsAnHourOldGoes()
{
    ManagementCallModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(call(u"/old"_s));
    m_clock.advance(std::chrono::minutes(59));
    model.add(call(u"/young"_s));
    m_clock.advance(std::chrono::seconds(59));
    model.dropOld();
    QCOMPARE(model.rowCount(), 2);
    m_clock.advance(std::chrono::seconds(1));
    model.dropOld();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.callAt(model.index(0, 0)).path, u"/young"_s);
    m_clock.advance(RecentCalls::span);
    model.add(call(u"/next"_s));
    QCOMPARE(model.rowCount(), 1);
}

void tst_items_ManagementCallModel::aScriptThatNeverEndsIsBounded()
{
    ManagementCallModel model(m_clock);
    for (int i = 0; i < RecentCalls::most; ++i)
        model.add(call(QString::number(i)));
    QVERIFY(!model.isCut());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(call(u"one more"_s));
    QVERIFY(model.isCut());
    QCOMPARE(model.rowCount(), RecentCalls::most);
    QCOMPARE(model.callAt(model.index(0, 0)).path, u"one more"_s);
    QCOMPARE(model.callAt(model.index(model.rowCount() - 1, 0)).path, u"1"_s);
    m_clock.advance(RecentCalls::span);
    model.dropOld();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.isCut());
}

QTEST_GUILESS_MAIN(tst_items_ManagementCallModel)
#include "tst_items_ManagementCallModel.moc"
