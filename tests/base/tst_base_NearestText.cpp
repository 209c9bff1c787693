#include "models/base/NearestText.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_base_NearestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("nearest");
        const QString orders = u"https://orders.example.com/"_s;
        QTest::newRow("slash missing") << u"https://orders.example.com"_s << orders;
        QTest::newRow("slash twice") << u"https://orders.example.com//"_s << orders;
        QTest::newRow("letter case") << u"HTTPS://Orders.example.com/"_s << orders;
        QTest::newRow("scheme") << u"http://orders.example.com/"_s << orders;
        QTest::newRow("letter missing") << u"https://order.example.com/"_s << orders;
        QTest::newRow("case of a name") << u"sync"_s << u"Sync"_s;
        QTest::newRow("spaces around") << u" Sync "_s << u"Sync"_s;
        QTest::newRow("letters swapped") << u"Snyc"_s << u"Sync"_s;
        QTest::newRow("one of two words") << u"Nightly"_s << u"Nightly report"_s;
        QTest::newRow("scope with a letter less") << u"read:order"_s << u"read:orders"_s;
        QTest::newRow("scope with another mark") << u"read.orders"_s << u"read:orders"_s;
        QTest::newRow("nothing near") << u"billing"_s << QString();
        QTest::newRow("nothing typed") << QString() << QString();
        QTest::newRow("spaces only") << u"  "_s << QString();
        QTest::newRow("too short to tell") << u"x"_s << QString();
        QTest::newRow("endless") << QString(100'000, u's') << QString();
    }
    void finds()
    {
        QFETCH(const QString, wanted);
        const QStringList known{u"https://ledger.example.com/"_s,
                                u"https://orders.example.com/"_s,
                                u"Sync"_s,
                                u"Nightly report"_s,
                                u"read:orders"_s,
                                u"write:orders"_s};
        QTEST(base::nearestText(wanted, known), "nearest");
    }

    void theNearestOfSeveral()
    {
        QCOMPARE(base::nearestText(u"read:users"_s, {u"read:user_keys"_s, u"read:user"_s, u"reads:usersx"_s}),
                 u"read:user"_s);
    }

    void whatIsThereIsNotASuggestion()
    {
        QCOMPARE(base::nearestText(u"Sync"_s, {u"Sync"_s}), QString());
        QCOMPARE(base::nearestText(u"Sync"_s, {}), QString());
    }
};

QTEST_GUILESS_MAIN(tst_base_NearestText)
#include "tst_base_NearestText.moc"
