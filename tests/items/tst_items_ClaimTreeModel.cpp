#include "models/items/ClaimTreeModel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace gatehouse;
using items::ClaimTreeModel;
using namespace Qt::StringLiterals;

class tst_items_ClaimTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nestsAsTheTokenDoes();
    void hostileNamesAreVisibleAndBounded();
    void emptyAndAgain();
    void deepestJsonIsShown();
};

namespace {

jose::JsonValue json(const QByteArray &text)
{
    const auto value = jose::parseStrictJson(text);
    return value ? *value : jose::JsonValue{};
}

} // namespace

void tst_items_ClaimTreeModel::nestsAsTheTokenDoes()
{
    ClaimTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const jose::JsonValue object = json(R"({"a":1.50,"cnf":{"jkt":"x/y","list":[true,{"deep":null}]},"e":{}})");
    model.setObject(&object);
    QCOMPARE(model.rowCount(), 3);
    const QModelIndex cnf = model.index(1, 0);
    QCOMPARE(cnf.data().toString(), u"cnf"_s);
    QCOMPARE(model.rowCount(cnf), 2);
    QCOMPARE(model.index(0, 1).data().toString(), u"1.50"_s);
    const QModelIndex list = model.index(1, 0, cnf);
    const QModelIndex deep = model.index(0, 0, model.index(1, 0, list));
    QCOMPARE(deep.data(items::KeyRole).toString(), u"/cnf/list/1/deep"_s);
    QCOMPARE(deep.siblingAtColumn(1).data().toString(), u"null"_s);
    QCOMPARE(model.parent(deep), model.index(1, 0, list));
    QCOMPARE(model.index(2, 1).data().toString(), u"{}"_s);
}

void tst_items_ClaimTreeModel::hostileNamesAreVisibleAndBounded()
{
    ClaimTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const jose::JsonValue object =
        json(R"({"\u202e<img src=/etc/hostname>":{"x":"\u001b[31m)" + QByteArray(500000, 'x') + R"("}})");
    model.setObject(&object);
    const QModelIndex top = model.index(0, 0);
    QVERIFY(!top.data().toString().contains(QChar(0x202e)));
    const QString value = model.index(0, 1, top).data().toString();
    QVERIFY(!value.contains(QChar(0x1b)));
    QVERIFY(value.size() < 5000);
}

void tst_items_ClaimTreeModel::emptyAndAgain()
{
    ClaimTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    const jose::JsonValue object = json(R"({"a":[1,2]})");
    model.setObject(&object);
    const QPersistentModelIndex kept(model.index(0, 0));
    model.setObject(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!kept.isValid());
}

void tst_items_ClaimTreeModel::deepestJsonIsShown()
{
    const jose::JsonLimits limits;
    const int depth = limits.depth - 2;
    const jose::JsonValue object = json("{\"a\":" + QByteArray(depth, '[') + QByteArray(depth, ']') + '}');
    QVERIFY(object.isObject());
    ClaimTreeModel model;
    model.setObject(&object);
    int levels = 0;
    for (QModelIndex at = model.index(0, 0); at.isValid(); at = model.index(0, 0, at))
        ++levels;
    QCOMPARE(levels, depth);
}

QTEST_GUILESS_MAIN(tst_items_ClaimTreeModel)
#include "tst_items_ClaimTreeModel.moc"
