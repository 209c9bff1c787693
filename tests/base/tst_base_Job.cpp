#include "models/base/LatestOnly.h"

#include <QTest>

using namespace gatehouse::base;

namespace {

/// Says that it dies before it is a QObject and nothing else, as a widget does.
class EarlyFarewell : public QObject
{
public:
    ~EarlyFarewell() override { Q_EMIT destroyed(this); }
};

} // namespace

class tst_base_Job : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversAValueOnce()
    {
        int calls = 0;
        Job<int>::ready(7).then(this, [&](Result<int> result) {
            ++calls;
            QCOMPARE(result.value(), 7);
        });
        QTRY_COMPARE(calls, 1);
    }

    void aDroppedPromiseIsCancelled()
    {
        std::optional<ErrorCode> code;
        {
            QPromise<Result<int>> promise;
            promise.start();
            Job<int>(promise.future()).then(this, [&](Result<int> result) { code = result.error().code; });
        }
        QTRY_VERIFY(code.has_value());
        QCOMPARE(*code, ErrorCode::Cancelled);
    }

    void nothingIsDeliveredToADeadContext()
    {
        bool called = false;
        QPromise<Result<int>> promise;
        promise.start();
        auto context = std::make_unique<QObject>();
        Job<int>(promise.future()).then(context.get(), [&](Result<int>) { called = true; });
        context.reset();
        promise.addResult(1);
        promise.finish();
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void nothingIsDeliveredToADyingContext()
    {
        bool called = false;
        QPromise<Result<int>> promise;
        promise.start();
        auto context = std::make_unique<EarlyFarewell>();
        Job<int>(promise.future()).then(context.get(), [&](Result<int>) { called = true; });
        context.reset();
        QVERIFY(!called);
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void cancelReachesTheSource()
    {
        bool cancelled = false;
        QPromise<Result<int>> promise;
        promise.start();
        const Job<int> job(promise.future(), [&] { cancelled = true; });
        job.cancel();
        QVERIFY(cancelled);
        promise.finish();
    }

    void onlyTheLatestIsHeardOf()
    {
        LatestOnly<int> latest;
        QList<int> heard;
        bool firstCancelled = false;
        QPromise<Result<int>> first;
        first.start();
        latest.start(Job<int>(first.future(), [&] { firstCancelled = true; }), this,
                     [&](Result<int> result) { heard.append(*result); });
        latest.start(Job<int>::ready(2), this, [&](Result<int> result) { heard.append(*result); });
        QVERIFY(firstCancelled);
        first.addResult(1);
        first.finish();
        QTRY_COMPARE(heard, QList<int>{2});
        QCoreApplication::processEvents();
        QCOMPARE(heard, QList<int>{2});
    }
};

QTEST_GUILESS_MAIN(tst_base_Job)
#include "tst_base_Job.moc"
