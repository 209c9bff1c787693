#include "models/base/LookAlike.h"

#include <QTest>

using namespace gatehouse::base;
using namespace Qt::StringLiterals;

class tst_base_LookAlike : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSymmetric_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("alike");
        const auto row = [](const char *name, const QString &one, const QString &other, bool alike) {
            QTest::newRow(name) << one << other << alike;
        };
        row("equal", u"none"_s, u"none"_s, true);
        row("case", u"none"_s, u"nOnE"_s, true);
        row("spaces", u"exp"_s, u" exp\t"_s, true);
        row("NUL", u"none"_s, u"none\0"_s, true);
        row("zero width space", u"none"_s, u"no\u200Bne"_s, true);
        row("full width", u"none"_s, u"\uFF4E\uFF4F\uFF4E\uFF45"_s, true);
        row("Cyrillic", u"exp"_s, u"\u0435\u0445\u0440"_s, true);
        row("Greek", u"none"_s, u"n\u03BFne"_s, true);
        row("Armenian", u"none"_s, u"\u0578\u0585\u0578e"_s, true);
        row("capitals of another script", u"none"_s, u"N\u041EN\u0415"_s, true);
        row("mathematical letters", u"none"_s, QString::fromUcs4(U"\U0001D427\U0001D428\U0001D427\U0001D41E", 4), true);
        row("an address", u"https://api.example.com"_s, u"https://\u0430pi.ex\u0430mple.com"_s, true);
        row("rn for m in another script", u"\u0430m"_s, u"arn"_s, true);
        row("both of another script", u"\u0440\u0430\u0443"_s, u"pa\u0443"_s, true);
        row("another name", u"none"_s, u"nonesuch"_s, false);
        row("another name of another script", u"none"_s, u"\u043D\u043E\u043D\u0435"_s, false);
        row("an accent", u"none"_s, u"n\u00F6ne"_s, false);
        row("ASCII that differs", u"v1"_s, u"vl"_s, false);
        row("empty", u"none"_s, QString(), false);
        row("both empty", QString(), QString(), true);
        row("long and equal", QString(300, u'a'), QString(300, u'a'), true);
        row("long and alike", QString(300, u'a'), QString(300, u'A'), false);
    }

    void isSymmetric()
    {
        QFETCH(const QString, one);
        QFETCH(const QString, other);
        QFETCH(const bool, alike);
        QCOMPARE(LookAlike(one).isAlike(other), alike);
        QCOMPARE(LookAlike(other).isAlike(one), alike);
    }
};

QTEST_GUILESS_MAIN(tst_base_LookAlike)
#include "tst_base_LookAlike.moc"
