#include "models/domain/Origin.h"

#include <QTest>

using namespace gatehouse::domain;
using namespace Qt::StringLiterals;

class tst_domain_Origin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts()
    {
        const Origin origin{.scheme = Origin::Scheme::Https, .host = Origin::Host::Address6, .port = 8791};
        QCOMPARE(origin.authority(), u"[::1]:8791"_s);
        QCOMPARE(origin.text(), u"https://[::1]:8791"_s);
        QCOMPARE(origin.issuer(), u"https://[::1]:8791/"_s);
        QCOMPARE(Origin{.port = 1}.issuer(), u"http://127.0.0.1:1/"_s);
    }

    void allIssuers()
    {
        QCOMPARE(issuersOf(1, 2),
                 (QStringList{u"http://127.0.0.1:1/"_s, u"http://localhost:1/"_s, u"http://[::1]:1/"_s,
                              u"https://127.0.0.1:2/"_s, u"https://localhost:2/"_s, u"https://[::1]:2/"_s}));
        QCOMPARE(issuersOf(0, 2).size(), 3);
        QVERIFY(issuersOf(0, 0).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_domain_Origin)
#include "tst_domain_Origin.moc"
