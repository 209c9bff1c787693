#include "models/inspector/findings/FindingSink.h"

#include <QTest>

using namespace gatehouse::inspector;
using namespace Qt::StringLiterals;

namespace {

/// Whether `FindingSink::report` takes that kind with arguments of these types.
template <typename Kind, typename... Arguments>
concept Reports =
    requires(FindingSink sink, const Kind &kind, Arguments... arguments) { sink.report(kind, arguments...); };

using KeyWeak = decltype(kinds::keyWeak);
using KidShapeKind = decltype(kinds::kidInjection);
template <Literal Name, typename Value> using As = Argument<Name, Value>;

static_assert(Reports<KeyWeak, As<"bits", int>, As<"needed", qsizetype>>);
static_assert(Reports<KeyWeak, As<"needed", int>, As<"bits", int>>, "the order does not matter");
static_assert(!Reports<KeyWeak, As<"bits", int>>, "a parameter is missing");
static_assert(!Reports<KeyWeak, As<"bits", int>, As<"needed", int>, As<"more", int>>, "a parameter too many");
static_assert(!Reports<KeyWeak, As<"bits", int>, As<"bits", int>>, "a parameter twice");
static_assert(!Reports<KeyWeak, As<"bits", int>, As<"wanted", int>>, "a parameter of another name");
static_assert(!Reports<KeyWeak, As<"bits", int>, As<"needed", QString>>, "text for a number");
static_assert(!Reports<KidShapeKind, As<"shape", QString>>, "text for a code");
static_assert(!Reports<KidShapeKind, As<"shape", CritFault>>, "a code of another enum");
static_assert(Reports<KidShapeKind, As<"shape", KidShape (*)()>>, "a function that computes it");

} // namespace

class tst_inspector_FindingSink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsWithNamedParameters();
    void computesNothingForNobody();
    void everyIdIsKnown();
};

void tst_inspector_FindingSink::reportsWithNamedParameters()
{
    QList<Finding> findings;
    FindingSink sink(findings);
    sink.report(kinds::keyWeak, "needed"_p = 2048, "bits"_p = [] { return 1024; });
    sink.report(kinds::claimType, "member"_p = QStringView(u"iss"), "expected"_p = JsonType::String);
    sink.report(kinds::noExpiry);
    QCOMPARE(findings.size(), 3);
    QCOMPARE(findings[0].id(), "key-weak"_L1);
    QCOMPARE(findings[0].parameters, QStringList({u"1024"_s, u"2048"_s}));
    QCOMPARE(findings[1].member, u"iss"_s);
    QCOMPARE(findings[1].parameters, QStringList{u"string"_s});
    QCOMPARE(findings[2].member, u"exp"_s);
    QCOMPARE(findings[2].severity(), Severity::Warning);
    QVERIFY(sink.bearing() == Bearing::Breaks);
}

void tst_inspector_FindingSink::computesNothingForNobody()
{
    QList<Finding> findings;
    FindingSink sink(findings, false);
    int computed = 0;
    sink.report(kinds::keyWeak, "bits"_p = [&] { return ++computed; }, "needed"_p = [&] { return ++computed; });
    QVERIFY(findings.isEmpty());
    QCOMPARE(computed, 0);
    QCOMPARE(sink.count(), 1);
    QVERIFY(sink.bearing() == Bearing::Breaks); // the verdict needs this all the same
}

void tst_inspector_FindingSink::everyIdIsKnown()
{
    for (const FindingKind *kind : allFindingKinds)
        QCOMPARE(findingKind(QString(kind->id)), kind);
    QCOMPARE(findingKind(u"key-too-odd"), nullptr);
}

QTEST_GUILESS_MAIN(tst_inspector_FindingSink)
#include "tst_inspector_FindingSink.moc"
