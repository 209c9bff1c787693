#include "app/window/Application.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// Sentences with a number in them, as the started program says them.
class tst_app_Plurals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { app::prepareApplication("test"); }
    void oneIsNotMany_data();
    void oneIsNotMany();
};

void tst_app_Plurals::oneIsNotMany_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("sentence");
    QTest::addRow("none") << 0 << u"0 notes"_s;
    QTest::addRow("one") << 1 << u"1 note"_s;
    QTest::addRow("two") << 2 << u"2 notes"_s;
    QTest::addRow("eleven") << 11 << u"11 notes"_s;
}

void tst_app_Plurals::oneIsNotMany()
{
    QFETCH(const int, number);
    QFETCH(const QString, sentence);
    QCOMPARE(QCoreApplication::translate("gatehouse::ui::inspection::FindingsPane", "%n notes", nullptr, number),
             sentence);
}

QTEST_MAIN(tst_app_Plurals)
#include "tst_app_Plurals.moc"
