#include "models/base/Csv.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_base_Csv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_data();
    void cells();
    void aRowIsOneLine();
};

void tst_base_Csv::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const QString &text, const QByteArray &cell) {
        QTest::newRow(qPrintable(text)) << text << cell;
    };
    row(u"plain"_s, "\"plain\"");
    row(u"a,b\"c"_s, "\"a,b\"\"c\"");
    row(u"=1+1"_s, "\"'=1+1\"");
    row(u"  @SUM"_s, "\"'  @SUM\"");
    row(u"-x"_s, "\"'-x\"");
    row(u"-12"_s, "\"-12\"");
    row(u"+cmd"_s, "\"'+cmd\"");
    row(u"|x"_s, "\"'|x\"");
    row(u"\uFF1Dx"_s, u"\"'\uFF1Dx\""_s.toUtf8());
}

void tst_base_Csv::cells()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(base::csvCell(text), cell);
    QVERIFY(!base::csvCell(text + u'\n').contains('\n'));
}

void tst_base_Csv::aRowIsOneLine()
{
    QCOMPARE(base::csvRow({u"one"_s, u"two\r\nlines"_s, {}}).count('\n'), 1);
    QCOMPARE(base::csvRow({u"one"_s, {}}), "\"one\",\"\"\r\n"_ba);
}

QTEST_GUILESS_MAIN(tst_base_Csv)
#include "tst_base_Csv.moc"
