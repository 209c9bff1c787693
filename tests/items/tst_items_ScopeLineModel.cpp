#include "models/items/ScopeLineModel.h"
#include "tests/support/MirrorModel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using Fate = domain::ScopeLine::Fate;

class tst_items_ScopeLineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesEachLine();
    void typingChangesFewRows();
};

namespace {

constexpr auto failing = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

void tst_items_ScopeLineModel::judgesEachLine()
{
    items::ScopeLineModel model;
    const QAbstractItemModelTester tester(&model, failing);
    model.setText(u"read:a\tRead A\n\nread:b, Read B\nread:old  Old\nread:a again\nbad\"one Oops\n"_s,
                  {{u"read:old"_s, {}}});
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.count(Fate::Added), 2);
    QCOMPARE(model.count(Fate::AlreadyThere), 2);
    QCOMPARE(model.count(Fate::NotValid), 1);
    QCOMPARE(model.scopesToAdd(), QList<domain::Scope>({{u"read:a"_s, u"Read A"_s}, {u"read:b"_s, u"Read B"_s}}));
    QCOMPARE(model.index(1, 0).data().toInt(), 3);
    QCOMPARE(model.index(1, 1).data().toString(), u"read:b"_s);
    QCOMPARE(model.index(1, 2).data().toString(), u"Read B"_s);
    QCOMPARE(model.index(4, 3).data(items::StateRole).toInt(), static_cast<int>(Fate::NotValid));
    QCOMPARE(model.lineAt(model.index(4, 0)).line, 6);
    QVERIFY(model.lineAt(model.index(4, 0)).violation.has_value());
}

void tst_items_ScopeLineModel::typingChangesFewRows()
{
    items::ScopeLineModel model;
    const QAbstractItemModelTester tester(&model, failing);
    const tests::MirrorModel mirror(model);
    model.setText(u"a\nb\nc"_s, {});
    model.setText(u"a\nbb\nc"_s, {});
    QCOMPARE(mirror.changedRows(), 1);
    model.setText(u"a\n\nc\nd"_s, {});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(mirror.difference(), QString());
    model.setText({}, {});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 0);
}

QTEST_GUILESS_MAIN(tst_items_ScopeLineModel)
#include "tst_items_ScopeLineModel.moc"
