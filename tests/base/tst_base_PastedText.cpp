#include "models/base/PastedText.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_base_PastedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLine_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<QString>("line");
        QTest::newRow("a cell of a spreadsheet") << u"ord:a\r\n"_s << u"ord:a"_s;
        QTest::newRow("a line") << u"ord:a\n"_s << u"ord:a"_s;
        QTest::newRow("a line of an old Mac") << u"ord:a\r"_s << u"ord:a"_s;
        QTest::newRow("U+2028") << u"ord:a\u2028"_s << u"ord:a"_s;
        QTest::newRow("U+2029 in front") << u"\u2029ord:a"_s << u"ord:a"_s;
        QTest::newRow("byte order mark") << u"\uFEFFord:a"_s << u"ord:a"_s;
        QTest::newRow("byte order mark behind") << u"ord:a\uFEFF"_s << u"ord:a"_s;
        QTest::newRow("no-break space") << u"\u00A0ord:a\u00A0"_s << u"ord:a"_s;
        QTest::newRow("all of it") << u"\uFEFF\u00A0ord:a\u00A0\r\n"_s << u"ord:a"_s;
        QTest::newRow("two lines") << u"one\r\ntwo\n"_s << u"one two"_s;
        QTest::newRow("ordinary spaces stay") << u" two words "_s << u" two words "_s;
        QTest::newRow("inside it stays") << u"a\u00A0b"_s << u"a\u00A0b"_s;
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("nothing but ends") << u"\r\n\u00A0"_s << QString();
    }
    void oneLine()
    {
        QFETCH(const QString, pasted);
        QTEST(base::singleLine(pasted), "line");
    }
};

QTEST_GUILESS_MAIN(tst_base_PastedText)
#include "tst_base_PastedText.moc"
