#include "models/inspector/findings/Kinds.h"
#include "models/items/FindingListModel.h"
#include "models/items/FlowStepModel.h"
#include "models/items/SnippetListModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using inspector::Finding;
using inspector::Severity;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// FindingListModel, FlowStepModel and SnippetListModel.
class tst_items_TokenListModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gravestFindingFirst();
    void findingThatStaysKeepsItsRow();
    void sameFindingTwiceIsOne();
    void fiveStepsAlways();
    void onlyChangedStepsAreAnnounced();
    void stacksInOrder();
};

namespace {

Finding found(const inspector::FindingKind &kind, const QString &member = {}, const QStringList &parameters = {})
{
    return {.kind = &kind, .member = member, .parameters = parameters};
}

QStringList idsOf(const items::FindingListModel &model)
{
    QStringList ids;
    for (int i = 0; i < model.rowCount(); ++i)
        ids += model.index(i).data(items::KeyRole).toString();
    return ids;
}

} // namespace

void tst_items_TokenListModels::gravestFindingFirst()
{
    items::FindingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFindings({found(inspector::kinds::kidEmpty), found(inspector::kinds::algorithmNone),
                       found(inspector::kinds::noExpiry), found(inspector::kinds::keyRevoked)});
    QCOMPARE(idsOf(model), QStringList({u"algorithm-none"_s, u"key-revoked"_s, u"no-expiry"_s, u"kid-empty"_s}));
    QCOMPARE(model.count(Severity::Error), 2);
    QCOMPARE(model.count(Severity::Warning), 3);
    QCOMPARE(model.count(Severity::Info), 4);
    QCOMPARE(model.index(2).data(items::SeverityRole).toInt(), static_cast<int>(Severity::Warning));
}

void tst_items_TokenListModels::findingThatStaysKeepsItsRow()
{
    items::FindingListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Finding expired = found(inspector::kinds::issuedInFuture, u"iat"_s, {u"1"_s});
    Finding later = expired;
    later.parameters = {u"2"_s};
    const Finding embedded = found(inspector::kinds::embeddedPrivateKey, u"jwk"_s);
    model.setFindings({expired});
    const QPersistentModelIndex kept(model.index(0));
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setFindings({later, embedded});
    QVERIFY(kept.isValid());
    QCOMPARE(kept.row(), 1);
    QCOMPARE(model.findingAt(1).parameters, QStringList{u"2"_s});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(resets.count(), 0);
    model.setFindings({});
    QVERIFY(!kept.isValid());
}

void tst_items_TokenListModels::sameFindingTwiceIsOne()
{
    items::FindingListModel model;
    const Finding finding = found(inspector::kinds::textVeryLong, u"a"_s);
    Finding elsewhere = finding;
    elsewhere.member = u"b"_s;
    model.setFindings({finding, finding, elsewhere});
    QCOMPARE(model.rowCount(), 2);
}

void tst_items_TokenListModels::fiveStepsAlways()
{
    items::FlowStepModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), flow::stepCount);
    for (int i = 0; i < model.rowCount(); ++i)
        QCOMPARE(model.index(i).data(items::StateRole).toInt(), static_cast<int>(flow::StepState::Waiting));
    QCOMPARE(model.index(2).data(items::KeyRole).toString(), u"request-token"_s);
}

void tst_items_TokenListModels::onlyChangedStepsAreAnnounced()
{
    items::FlowStepModel model;
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QList<flow::FlowStep> steps{
        {.step = flow::Step::ResolveEndpoint, .state = flow::StepState::Done, .duration = 400us},
        {.step = flow::Step::AuthenticateClient, .state = flow::StepState::Running},
    };
    model.setSteps(steps);
    QCOMPARE(changes.count(), 2);
    QCOMPARE(model.stepAt(0).duration, 400us);
    QCOMPARE(model.stepAt(4).state, flow::StepState::Waiting);
    model.setSteps(steps);
    QCOMPARE(changes.count(), 2);
    model.setSteps({});
    QCOMPARE(changes.count(), 4);
    QCOMPARE(model.stepAt(0).state, flow::StepState::Waiting);
}

void tst_items_TokenListModels::stacksInOrder()
{
    items::SnippetListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(model.rowCount() >= 8);
    for (int i = 0; i < model.rowCount(); ++i) {
        const QString id = model.index(i).data(items::KeyRole).toString();
        QCOMPARE(model.rowOf(id), i);
        QVERIFY(!model.index(i).data().toString().isEmpty());
    }
    QCOMPARE(model.rowOf(u"cobol"_s), -1);
}

QTEST_GUILESS_MAIN(tst_items_TokenListModels)
#include "tst_items_TokenListModels.moc"
