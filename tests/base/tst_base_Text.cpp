#include "models/base/Text.h"

#include <QTest>

using namespace gatehouse::base;
using namespace Qt::StringLiterals;

class tst_base_Text : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treacherousCharactersBecomeVisible_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const QString &text, const QString &shown) {
            QTest::newRow(name) << text << shown;
        };
        row("plain", u"Orders API"_s, u"Orders API"_s);
        row("escape sequence", u"\x1b[31mred"_s, u"\\u001B[31mred"_s);
        row("right-to-left override", u"a\u202Eb"_s, u"a\\u202Eb"_s);
        row("isolate", u"a\u2066b"_s, u"a\\u2066b"_s);
        row("zero width", u"read\u200B:x"_s, u"read\\u200B:x"_s);
        row("C1", u"a\u009Bb"_s, u"a\\u009Bb"_s);
        row("line feed", u"a\nb"_s, u"a\\u000Ab"_s);
        row("lone surrogate", QString(QChar(0xd800)), u"\\uD800"_s);
        row("tag character", QString::fromUcs4(U"\U000E0041", 1), u"\\uE0041"_s);
        row("Arabic stays", u"مرحبا"_s, u"مرحبا"_s);
        row("emoji stays", QString::fromUcs4(U"\U0001F511", 1), QString::fromUcs4(U"\U0001F511", 1));
        row("markup is only text", u"<img src=x>"_s, u"<img src=x>"_s);
    }

    void treacherousCharactersBecomeVisible()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(visibleText(text), shown);
    }

    void linesKeepTheirBreaks() { QCOMPARE(visibleLines(u"a\n\tb\u202E"_s), u"a\n\tb\\u202E"_s); }

    void longTextIsCut()
    {
        const QString shown = visibleText(QString(10000, QLatin1Char('x')), 100);
        QCOMPARE(shown.size(), 101);
        QVERIFY(shown.endsWith(QChar(0x2026)));
    }
};

QTEST_GUILESS_MAIN(tst_base_Text)
#include "tst_base_Text.moc"
