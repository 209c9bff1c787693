#include "models/inspector/NearName.h"

#include <QTest>

using namespace gatehouse::inspector;
using namespace Qt::StringLiterals;

/// What is named because a person may take it for the issuer that is trusted.
class tst_inspector_NearName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTakenForAnIssuerIsNamed_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("isTakenFor");
        const auto row = [](const char *name, const QString &other, bool isTakenFor) {
            QTest::newRow(name) << other << isTakenFor;
        };
        row("itself", u"https://login.example.com/tenant"_s, false);
        row("slash", u"https://login.example.com/tenant/"_s, true);
        row("case", u"https://LOGIN.example.com/tenant"_s, true);
        row("case of the path", u"https://login.example.com/Tenant"_s, true);
        row("port", u"https://login.example.com:443/tenant"_s, true);
        row("scheme", u"http://login.example.com/tenant"_s, true);
        row("blank", u" https://login.example.com/tenant"_s, true);
        row("percent", u"https://login.example.com/ten%61nt"_s, true);
        row("percent at the end", u"https://login.example.com/tenant%20"_s, true);
        row("invisible", u"https://login.example.com/tenant\u200b"_s, true);
        row("homograph", u"https://login.ex\u0430mple.com/tenant"_s, true);
        row("digit", u"https://l0gin.example.com/tenant"_s, true);
        row("two letters for one", u"https://login.exarnple.com/tenant"_s, true);
        row("host that goes on", u"https://login.example.com.evil.example/tenant"_s, true);
        row("path that goes on", u"https://login.example.com/tenant/evil"_s, true);
        row("user name", u"https://login.example.com@evil.example/tenant"_s, true);
        row("another tenant", u"https://login.example.com/other"_s, false);
        row("another host", u"https://id.example.com/tenant"_s, false);
        row("another domain", u"https://login.other.example/tenant"_s, false);
        row("no address", u"tenant"_s, false);
        row("nothing", {}, false);
    }
    void whatIsTakenForAnIssuerIsNamed()
    {
        QFETCH(const QString, other);
        const NearName issuer(u"https://login.example.com/tenant"_s);
        QTEST(issuer.isTakenFor(other), "isTakenFor");
    }

    void audiencesHaveNeighbours()
    {
        const NearName audience(u"https://api.example.com/orders"_s);
        QVERIFY(audience.isNear(u"https://api.example.com/Orders/"_s));
        QVERIFY(!audience.isNear(u"https://api.example.com/orders/v2"_s));
        QVERIFY(!NearName(u"orders"_s).isTakenFor(u"orders2"_s));
    }
};

QTEST_GUILESS_MAIN(tst_inspector_NearName)
#include "tst_inspector_NearName.moc"
