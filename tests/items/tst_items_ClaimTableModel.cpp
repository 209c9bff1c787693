#include "models/items/ClaimTableModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using items::ClaimRow;
using items::ClaimTableModel;
using namespace Qt::StringLiterals;

namespace {

jose::JsonValue object(QByteArrayView json)
{
    const auto parsed = jose::parseStrictJson(json);
    Q_ASSERT(parsed);
    return *parsed;
}

QString shown(const ClaimTableModel &model, int row, ClaimTableModel::Column column)
{
    return model.index(row, static_cast<int>(column)).data().toString();
}

} // namespace

class tst_items_ClaimTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderOfTheToken();
    void knowsWhatAValueIs_data();
    void knowsWhatAValueIs();
    void scopeOfAHeaderIsNoList();
    void keepsTheSelectionOfMembersThatStay();
    void showsHostileTextAsText();
    void boundsLongValues();
    void nothingIsEmpty();
};

void tst_items_ClaimTableModel::keepsTheOrderOfTheToken()
{
    ClaimTableModel model(ClaimTableModel::Part::Claims);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const jose::JsonValue claims = object(R"({"zeta":1,"alpha":"x","n":1e400})");
    model.setObject(&claims);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(shown(model, 0, ClaimTableModel::Column::Name), u"zeta"_s);
    QCOMPARE(shown(model, 1, ClaimTableModel::Column::Raw), u"\"x\""_s);
    QCOMPARE(shown(model, 2, ClaimTableModel::Column::Raw), u"1e400"_s); // as written, never rounded
    QCOMPARE(model.rowOf(u"alpha"_s), 1);
    QCOMPARE(model.rowOf(u"beta"_s), -1);
}

void tst_items_ClaimTableModel::knowsWhatAValueIs_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ClaimRow::Kind>("kind");
    QTest::addColumn<qint64>("seconds");
    QTest::addRow("exp") << R"({"exp":1700000000})"_ba << ClaimRow::Kind::Moment << qint64(1700000000);
    QTest::addRow("exp with a fraction") << R"({"exp":1700000000.9})"_ba << ClaimRow::Kind::Moment
                                         << qint64(1700000000);
    QTest::addRow("exp before 1970") << R"({"exp":-1.5})"_ba << ClaimRow::Kind::Moment << qint64(-2);
    QTest::addRow("exp in milliseconds") << R"({"exp":1700000000000})"_ba << ClaimRow::Kind::Plain << qint64(0);
    QTest::addRow("exp past any number") << R"({"exp":1e400})"_ba << ClaimRow::Kind::Plain << qint64(0);
    QTest::addRow("exp as text") << R"({"exp":"1700000000"})"_ba << ClaimRow::Kind::Text << qint64(0);
    QTest::addRow("another number") << R"({"level":1700000000})"_ba << ClaimRow::Kind::Plain << qint64(0);
    QTest::addRow("scope") << R"({"scope":"read:a write:a"})"_ba << ClaimRow::Kind::List << qint64(0);
    QTest::addRow("empty scope") << R"({"scope":""})"_ba << ClaimRow::Kind::Text << qint64(0);
    QTest::addRow("audiences") << R"({"aud":["a","b"]})"_ba << ClaimRow::Kind::List << qint64(0);
    QTest::addRow("mixed array") << R"({"aud":["a",1]})"_ba << ClaimRow::Kind::Plain << qint64(0);
    QTest::addRow("empty array") << R"({"aud":[]})"_ba << ClaimRow::Kind::Plain << qint64(0);
    QTest::addRow("object") << R"({"cnf":{"jkt":"x"}})"_ba << ClaimRow::Kind::Plain << qint64(0);
    QTest::addRow("null") << R"({"sub":null})"_ba << ClaimRow::Kind::Plain << qint64(0);
}

void tst_items_ClaimTableModel::knowsWhatAValueIs()
{
    QFETCH(const QByteArray, json);
    QFETCH(const ClaimRow::Kind, kind);
    QFETCH(const qint64, seconds);
    ClaimTableModel model(ClaimTableModel::Part::Claims);
    const jose::JsonValue claims = object(json);
    model.setObject(&claims);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowAt(0).kind, kind);
    QCOMPARE(model.rowAt(0).seconds.value_or(0), seconds);
}

void tst_items_ClaimTableModel::scopeOfAHeaderIsNoList()
{
    ClaimTableModel model(ClaimTableModel::Part::Header);
    const jose::JsonValue header = object(R"({"scope":"a b","exp":1700000000})");
    model.setObject(&header);
    QCOMPARE(model.rowAt(0).kind, ClaimRow::Kind::Text);
    QCOMPARE(model.rowAt(1).kind, ClaimRow::Kind::Plain);
}

void tst_items_ClaimTableModel::keepsTheSelectionOfMembersThatStay()
{
    ClaimTableModel model(ClaimTableModel::Part::Claims);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const jose::JsonValue before = object(R"({"iss":"i","sub":"s","exp":1})");
    const jose::JsonValue after = object(R"({"iss":"i","aud":"a","sub":"other"})");
    model.setObject(&before);
    const QPersistentModelIndex subject(model.index(model.rowOf(u"sub"_s), 0));
    const QPersistentModelIndex expiry(model.index(model.rowOf(u"exp"_s), 0));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setObject(&after);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 1);
    QVERIFY(subject.isValid());
    QCOMPARE(subject.row(), 2);
    QVERIFY(!expiry.isValid());
    QCOMPARE(shown(model, 2, ClaimTableModel::Column::Raw), u"\"other\""_s);
}

void tst_items_ClaimTableModel::showsHostileTextAsText()
{
    ClaimTableModel model(ClaimTableModel::Part::Claims);
    const jose::JsonValue claims =
        object("{\"a\\u202eb\":\"\\u001b[31mred\\u200b\",\"name\":\"<img src=/etc/hostname>\"}");
    model.setObject(&claims);
    QCOMPARE(shown(model, 0, ClaimTableModel::Column::Name), u"a\\u202Eb"_s);
    const QString raw = shown(model, 0, ClaimTableModel::Column::Raw);
    QVERIFY2(!raw.contains(QChar(0x1b)) && !raw.contains(QChar(0x200b)), qPrintable(raw));
    QCOMPARE(shown(model, 1, ClaimTableModel::Column::Raw), u"\"<img src=/etc/hostname>\""_s);
}

void tst_items_ClaimTableModel::boundsLongValues()
{
    ClaimTableModel model(ClaimTableModel::Part::Claims);
    jose::JsonValue claims = object(R"({"big":""})");
    claims.members.front().value.string = QString(10 * 1024 * 1024, u'x');
    model.setObject(&claims);
    QVERIFY(shown(model, 0, ClaimTableModel::Column::Raw).size() < 2100);
}

void tst_items_ClaimTableModel::nothingIsEmpty()
{
    ClaimTableModel model(ClaimTableModel::Part::Claims);
    const jose::JsonValue claims = object(R"({"a":1})");
    const jose::JsonValue list = object(R"([1])");
    model.setObject(&claims);
    model.setObject(nullptr);
    QCOMPARE(model.rowCount(), 0);
    model.setObject(&list);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(tst_items_ClaimTableModel)
#include "tst_items_ClaimTableModel.moc"
