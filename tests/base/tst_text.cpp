#include "models/base/Text.h"

#include <QTest>

using namespace gatehouse::base;

class TestText : public QObject
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
        row("plain", QStringLiteral("Orders API"), QStringLiteral("Orders API"));
        row("escape sequence", QStringLiteral("\x1b[31mred"), QStringLiteral("\\u001B[31mred"));
        row("right-to-left override", QStringLiteral("a\u202Eb"), QStringLiteral("a\\u202Eb"));
        row("isolate", QStringLiteral("a\u2066b"), QStringLiteral("a\\u2066b"));
        row("zero width", QStringLiteral("read\u200B:x"), QStringLiteral("read\\u200B:x"));
        row("C1", QStringLiteral("a\u009Bb"), QStringLiteral("a\\u009Bb"));
        row("line feed", QStringLiteral("a\nb"), QStringLiteral("a\\u000Ab"));
        row("lone surrogate", QString(QChar(0xd800)), QStringLiteral("\\uD800"));
        row("tag character", QString::fromUcs4(U"\U000E0041", 1), QStringLiteral("\\uE0041"));
        row("Arabic stays", QStringLiteral("مرحبا"), QStringLiteral("مرحبا"));
        row("emoji stays", QString::fromUcs4(U"\U0001F511", 1), QString::fromUcs4(U"\U0001F511", 1));
        row("markup is only text", QStringLiteral("<img src=x>"), QStringLiteral("<img src=x>"));
    }

    void treacherousCharactersBecomeVisible()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(visibleText(text), shown);
    }

    void linesKeepTheirBreaks()
    {
        QCOMPARE(visibleLines(QStringLiteral("a\n\tb\u202E")), QStringLiteral("a\n\tb\\u202E"));
    }

    void longTextIsCut()
    {
        const QString shown = visibleText(QString(10000, QLatin1Char('x')), 100);
        QCOMPARE(shown.size(), 101);
        QVERIFY(shown.endsWith(QChar(0x2026)));
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
