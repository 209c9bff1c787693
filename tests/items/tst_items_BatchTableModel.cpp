#include "models/items/BatchTableModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

using namespace gatehouse;
using items::BatchGrouping;
using items::BatchGroupModel;
using items::BatchTableModel;
using items::LifeBucket;
using scan::BatchRow;
using namespace Qt::StringLiterals;

class tst_items_BatchTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buckets_data();
    void buckets();
    void filtersByTextGroupAndLife();
    void sortsNumbersAsNumbers();
    void groupsTheLargestFirst();
    void groupsFollowTheFilter();
    void oneAudienceIsOneApi();
    void typingOnNarrows();
    void hostileTextIsVisible();
    void histogramCountsEveryRow();
    void halfAMillionRows();
};

namespace {

constexpr qint64 now = 1'800'000'000;

base::Instant instant()
{
    return base::Instant(std::chrono::seconds(now));
}

BatchRow made(const QString &api, const QString &client, inspector::Verdict verdict, std::optional<qint64> expiresIn)
{
    BatchRow row;
    row.api = api;
    row.client = client;
    row.verdict = verdict;
    row.reason =
        verdict == inspector::Verdict::Verified ? inspector::Reason::Verified : inspector::Reason::SignatureWrong;
    if (expiresIn)
        row.expiresAt = now + *expiresIn;
    return row;
}

std::shared_ptr<scan::BatchResult> sample()
{
    auto result = std::make_shared<scan::BatchResult>();
    result->rows = {made(u"Orders"_s, u"alpha"_s, inspector::Verdict::Verified, 1800),
                    made(u"Orders"_s, u"beta"_s, inspector::Verdict::NotVerified, -1800),
                    made(u"Ledger"_s, u"alpha"_s, inspector::Verdict::CouldNotBeChecked, std::nullopt),
                    made(u"Ledger"_s, u"gamma"_s, inspector::Verdict::Verified, 100'000'000)};
    result->rows[1].findings = {u"embedded-key"_s, u"no-expiry"_s};
    result->rows[0].policy = inspector::Policy::Ok;
    result->rows[1].policy = inspector::Policy::Violated;
    result->rows[3].policy = inspector::Policy::Warned;
    result->rows[2].seen = 12;
    result->rows[3].seen = 3;
    return result;
}

} // namespace

void tst_items_BatchTableModel::buckets_data()
{
    QTest::addColumn<qint64>("left");
    QTest::addColumn<LifeBucket>("bucket");
    QTest::addRow("just over") << qint64{0} << LifeBucket::ExpiredMinutes;
    QTest::addRow("a second left") << qint64{1} << LifeBucket::LeftMinutes;
    QTest::addRow("an hour left") << qint64{3600} << LifeBucket::LeftHours;
    QTest::addRow("a day over") << qint64{-86400} << LifeBucket::ExpiredDays;
    QTest::addRow("a month left") << qint64{86400 * 30} << LifeBucket::LeftMonths;
    QTest::addRow("ten years over") << qint64{-3650} * 86400 << LifeBucket::ExpiredYears;
    QTest::addRow("the end of numbers") << std::numeric_limits<qint64>::max() - now << LifeBucket::LeftYears;
}

void tst_items_BatchTableModel::buckets()
{
    QFETCH(const qint64, left);
    QFETCH(const LifeBucket, bucket);
    BatchRow row;
    row.expiresAt = now + left;
    QCOMPARE(items::lifeBucketOf(row, instant()), bucket);
    row.expiresAt = std::numeric_limits<qint64>::min();
    QCOMPARE(items::lifeBucketOf(row, instant()), LifeBucket::ExpiredYears);
    row.expiresAt.reset();
    QCOMPARE(items::lifeBucketOf(row, instant()), LifeBucket::NoExpiry);
}

void tst_items_BatchTableModel::filtersByTextGroupAndLife()
{
    BatchTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(sample(), instant());
    QCOMPARE(model.rowCount(), 4);
    model.setFilter({.text = u"ALPHA"_s, .group = {}, .life = {}});
    QCOMPARE(model.rowCount(), 2);
    model.setFilter({.text = u"embedded"_s, .group = {}, .life = {}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowAt(0).client, u"beta"_s);
    model.setFilter({.text = {}, .group = std::pair(BatchGrouping::Api, u"Ledger"_s), .life = {}});
    QCOMPARE(model.rowCount(), 2);
    model.setFilter({.text = {}, .group = std::pair(BatchGrouping::Finding, u"no-expiry"_s), .life = {}});
    QCOMPARE(model.rowCount(), 1);
    model.setFilter({.text = {}, .group = std::pair(BatchGrouping::Policy, u"violated"_s), .life = {}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowAt(0).client, u"beta"_s);
    QCOMPARE(model.index(0, static_cast<int>(BatchTableModel::Column::Policy)).data().toString(), u"violated"_s);
    model.setFilter({.text = {}, .group = {}, .life = std::pair(LifeBucket::LeftMinutes, LifeBucket::LeftYears)});
    QCOMPARE(model.rowCount(), 2);
    model.setFilter({.text = u"nothing has this"_s, .group = {}, .life = {}});
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.total(), 4);
}

void tst_items_BatchTableModel::sortsNumbersAsNumbers()
{
    BatchTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(sample(), instant());
    model.sort(static_cast<int>(BatchTableModel::Column::Seen), Qt::DescendingOrder);
    QCOMPARE(model.rowAt(0).seen, 12);
    QCOMPARE(model.rowAt(1).seen, 3);
    model.sort(static_cast<int>(BatchTableModel::Column::Time), Qt::AscendingOrder);
    QCOMPARE(model.rowAt(0).client, u"beta"_s);
    QVERIFY(!model.rowAt(3).expiresAt);
    model.sort(static_cast<int>(BatchTableModel::Column::Client), Qt::AscendingOrder);
    QCOMPARE(model.rowAt(3).client, u"gamma"_s);
    // From kept to broken to not judged, whatever the words are.
    model.sort(static_cast<int>(BatchTableModel::Column::Policy), Qt::AscendingOrder);
    QCOMPARE(model.rowAt(0).policy, inspector::Policy::Ok);
    QCOMPARE(model.rowAt(1).policy, inspector::Policy::Warned);
    QCOMPARE(model.rowAt(2).policy, inspector::Policy::Violated);
    model.sort(-1, Qt::AscendingOrder);
    QCOMPARE(model.rowAt(1).client, u"beta"_s);
}

void tst_items_BatchTableModel::groupsTheLargestFirst()
{
    BatchTableModel batch;
    batch.setResult(sample(), instant());
    BatchGroupModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto show = [&](BatchGrouping grouping) { model.setGroups(batch.groups(grouping), grouping); };
    show(BatchGrouping::Client);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.nameAt(0), u"alpha"_s);
    QCOMPARE(model.countAt(0), 2);
    QCOMPARE(model.indexOf(u"alpha"_s).row(), 0);
    QVERIFY(!model.indexOf(u"nobody"_s).isValid());
    show(BatchGrouping::Finding);
    QCOMPARE(model.nameAt(0), QString()); // three rows without one
    QCOMPARE(model.countAt(0), 3);
    show(BatchGrouping::Policy);
    QCOMPARE(model.rowCount(), 4);
    batch.setResult({}, instant());
    show(BatchGrouping::Key);
    QCOMPARE(model.rowCount(), 0);
}

void tst_items_BatchTableModel::groupsFollowTheFilter()
{
    BatchTableModel model;
    model.setResult(sample(), instant());
    model.setFilter({.text = u"alpha"_s, .group = std::pair(BatchGrouping::Api, u"Ledger"_s), .life = {}});
    QCOMPARE(model.rowCount(), 1);
    // The other groups stay to be chosen, with as many rows as they have of the text.
    QCOMPARE(model.groups(BatchGrouping::Api), (QList<items::BatchGroup>{{u"Ledger"_s, 1}, {u"Orders"_s, 1}}));
    model.setFilter(
        {.text = u"alpha"_s, .group = {}, .life = std::pair(LifeBucket::LeftMinutes, LifeBucket::LeftYears)});
    QCOMPARE(model.groups(BatchGrouping::Api), (QList<items::BatchGroup>{{u"Orders"_s, 1}}));
}

void tst_items_BatchTableModel::oneAudienceIsOneApi()
{
    const auto result = sample();
    result->rows[0].audience = {u"https://orders.example.com"_s};
    result->rows[2].api.clear();
    result->rows[2].audience = {u"https://orders.example.com"_s}; // no key was found for it
    BatchTableModel model;
    model.setResult(result, instant());
    QCOMPARE(model.groups(BatchGrouping::Api), (QList<items::BatchGroup>{{u"Orders"_s, 3}, {u"Ledger"_s, 1}}));
    QCOMPARE(model.index(2, static_cast<int>(BatchTableModel::Column::Api)).data().toString(), u"Orders"_s);
}

void tst_items_BatchTableModel::typingOnNarrows()
{
    BatchTableModel model;
    model.setResult(sample(), instant());
    const auto rows = [&model](const QString &text) {
        model.setFilter({.text = text, .group = {}, .life = {}});
        return model.rowCount();
    };
    QCOMPARE(rows(u"a"_s), 4);
    QCOMPARE(rows(u"al"_s), 2);
    QCOMPARE(rows(u"alpha"_s), 2);
    QCOMPARE(rows(u"alphax"_s), 0);
    QCOMPARE(rows(u"alp"_s), 2); // taken back
    QCOMPARE(rows(u"BETA"_s), 1);
    // An order is kept by a filter.
    model.sort(static_cast<int>(BatchTableModel::Column::Client), Qt::DescendingOrder);
    QCOMPARE(rows(u"a"_s), 4);
    QCOMPARE(model.rowAt(0).client, u"gamma"_s);
}

void tst_items_BatchTableModel::hostileTextIsVisible()
{
    auto result = std::make_shared<scan::BatchResult>();
    BatchRow row =
        made(QString(1'000'000, u'x'), u"\u202e<img src=/etc/hostname>\x1b[31m"_s, inspector::Verdict::NotVerified, 1);
    result->rows = {row};
    BatchTableModel model;
    model.setResult(result, instant());
    for (int column = 0; column < BatchTableModel::columns; ++column) {
        const QString text = model.index(0, column).data().toString();
        QVERIFY(!text.contains(QChar(0x202e)) && !text.contains(QChar(0x1b)));
        QVERIFY(text.size() < 1000);
    }
}

void tst_items_BatchTableModel::histogramCountsEveryRow()
{
    const items::LifeHistogram histogram = items::lifeHistogramOf(sample()->rows, instant());
    int sum = 0;
    for (const items::LifeBar &bar : histogram)
        sum += bar[0] + bar[1] + bar[2];
    QCOMPARE(sum, 4);
    const auto &noExpiry = histogram[static_cast<std::size_t>(LifeBucket::NoExpiry)];
    QCOMPARE(noExpiry[static_cast<std::size_t>(inspector::Verdict::CouldNotBeChecked)], 1);
}

void tst_items_BatchTableModel::halfAMillionRows()
{
    auto result = std::make_shared<scan::BatchResult>();
    result->rows.reserve(500'000);
    for (int i = 0; i < 500'000; ++i)
        result->rows.append(made(u"API %1"_s.arg(i % 7), u"client-%1"_s.arg(i % 1000),
                                 static_cast<inspector::Verdict>(i % 3), i % 90000 - 40000));
    // Of this process alone: other programs on the machine do not make a model slow.
    const std::clock_t begin = std::clock();
    BatchTableModel model;
    model.setResult(result, instant());
    model.setFilter({.text = u"client-77"_s, .group = {}, .life = {}});
    QCOMPARE(model.rowCount(), 500 * 11);
    model.setFilter({});
    model.sort(static_cast<int>(BatchTableModel::Column::Client), Qt::AscendingOrder);
    BatchGroupModel groups;
    groups.setGroups(model.groups(BatchGrouping::Api), BatchGrouping::Api);
    QCOMPARE(groups.rowCount(), 7);
    const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
    qInfo("filter, sort and group 500,000 rows: %.2f s", seconds);
    QVERIFY2(seconds < 12, qPrintable(QString::number(seconds)));
}

QTEST_GUILESS_MAIN(tst_items_BatchTableModel)
#include "tst_items_BatchTableModel.moc"
