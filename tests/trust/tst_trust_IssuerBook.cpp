#include "models/trust/IssuerFault.h"
#include "models/trust/IssuerJson.h"
#include "models/trust/Presets.h"
#include "ui/text/IssuerText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::trust;
using namespace Qt::StringLiterals;

/// Whose token is whose, and what may stand in the book.
class tst_trust_IssuerBook : public QObject
{
    Q_OBJECT

private:
    static TrustedIssuer acme()
    {
        return {.name = u"Acme"_s,
                .issuer = u"https://id.acme.example/"_s,
                .address = QUrl(u"https://id.acme.example/.well-known/openid-configuration"_s)};
    }
    static TrustedIssuer entra()
    {
        return {.name = u"Entra"_s,
                .issuer = u"https://login.microsoftonline.com/{tenantid}/v2.0"_s,
                .provider = Provider::EntraId,
                .address = QUrl(u"https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"_s),
                .tenants = {u"72f988bf-86f1-41af-91ab-2d7cd011db47"_s}};
    }

private Q_SLOTS:
    void lookAlikesAreNobody_data()
    {
        QTest::addColumn<QString>("iss");
        QTest::newRow("no slash") << u"https://id.acme.example"_s;
        QTest::newRow("two slashes") << u"https://id.acme.example//"_s;
        QTest::newRow("case of the host") << u"https://ID.acme.example/"_s;
        QTest::newRow("case of the scheme") << u"HTTPS://id.acme.example/"_s;
        QTest::newRow("port") << u"https://id.acme.example:443/"_s;
        QTest::newRow("http") << u"http://id.acme.example/"_s;
        QTest::newRow("homograph") << u"https://id.\u0430cme.example/"_s;
        QTest::newRow("its ASCII form") << u"https://id.xn--cme-7cd.example/"_s;
        QTest::newRow("prefix") << u"https://id.acme.example/evil"_s;
        QTest::newRow("longer host") << u"https://id.acme.example.evil.example/"_s;
        QTest::newRow("beginning") << u"https://id.acme"_s;
        QTest::newRow("user name") << u"https://id.acme.example@evil.example/"_s;
        QTest::newRow("dot") << u"https://id.acme.example./"_s;
        QTest::newRow("encoded") << u"https://id.acme.example/%2e"_s;
        QTest::newRow("blank") << u"https://id.acme.example/ "_s;
        QTest::newRow("invisible") << u"https://id.acme.example/\u200b"_s;
        QTest::newRow("decomposed") << u"https://id.a\u0301cme.example/"_s;
        QTest::newRow("nothing") << QString();
    }
    void lookAlikesAreNobody()
    {
        QFETCH(const QString, iss);
        IssuerBook book;
        QVERIFY(book.add(acme()));
        QVERIFY(!book.match(iss, {}).issuer);
        QCOMPARE(book.match(u"https://id.acme.example/"_s, {}).issuer, &book.all.first());
    }

    void templatesAskForListedTenants()
    {
        IssuerBook book;
        QVERIFY(book.add(entra()));
        const QString listed = u"72f988bf-86f1-41af-91ab-2d7cd011db47"_s;
        const QString other = u"11111111-2222-3333-4444-555555555555"_s;
        const auto issuerOf = [](const QString &tenant) {
            return u"https://login.microsoftonline.com/%1/v2.0"_s.arg(tenant);
        };
        QVERIFY(book.match(issuerOf(listed), listed).issuer);
        QVERIFY(book.match(issuerOf(listed), listed).isTenantListed);
        // Of a tenant that the person has not listed, which is worth saying.
        QVERIFY(book.match(issuerOf(other), other).issuer);
        QVERIFY(!book.match(issuerOf(other), other).isTenantListed);
        // A tid that is not in the issuer, or none, is nobody's.
        QVERIFY(!book.match(issuerOf(other), listed).issuer);
        QVERIFY(!book.match(issuerOf(listed), other).issuer);
        QVERIFY(!book.match(issuerOf(listed), {}).issuer);
        QVERIFY(!book.match(entra().issuer, u"{tenantid}"_s).isTenantListed);
        QCOMPARE(book.issuers(), QStringList{issuerOf(listed)});
    }

    void anExactIssuerGoesBeforeATemplate()
    {
        IssuerBook book;
        QVERIFY(book.add(entra()));
        TrustedIssuer one = acme();
        one.issuer = QString(entra().issuer).replace(TrustedIssuer::tenantPart, u"contoso"_s);
        QVERIFY(book.add(one));
        QCOMPARE(book.match(one.issuer, u"contoso"_s).issuer->name, u"Acme"_s);
    }

    void whatCannotBeKeptIsRefused_data()
    {
        QTest::addColumn<IssuerFault>("fault");
        QTest::addColumn<TrustedIssuer>("issuer");
        const auto row = [](const char *name, IssuerFault fault, auto change) {
            TrustedIssuer issuer = acme();
            change(issuer);
            QTest::newRow(name) << fault << issuer;
        };
        row("no name", IssuerFault::Name, [](TrustedIssuer &one) { one.name.clear(); });
        row("control", IssuerFault::Name, [](TrustedIssuer &one) { one.name = u"a\nb"_s; });
        row("no issuer", IssuerFault::Issuer, [](TrustedIssuer &one) { one.issuer.clear(); });
        row("blank", IssuerFault::Issuer, [](TrustedIssuer &one) { one.issuer = u"https://a b/"_s; });
        row("every tenant", IssuerFault::TenantsNeeded,
            [](TrustedIssuer &one) { one.issuer = u"https://a/{tenantid}"_s; });
        row("tenants of one", IssuerFault::TenantsUnneeded, [](TrustedIssuer &one) { one.tenants = {u"t"_s}; });
        row("two parts", IssuerFault::Template,
            [](TrustedIssuer &one) { one.issuer = u"https://a/{tenantid}/{tenantid}"_s; });
        row("path as tenant", IssuerFault::Tenants, [](TrustedIssuer &one) {
            one.issuer = u"https://a/{tenantid}"_s;
            one.tenants = {u"x/y"_s};
        });
        row("secrets", IssuerFault::Algorithms, [](TrustedIssuer &one) { one.algorithms = {jose::Algorithm::HS256}; });
        row("too often", IssuerFault::Interval, [](TrustedIssuer &one) { one.refreshHours = -1; });
        row("file at an interval", IssuerFault::Interval, [](TrustedIssuer &one) {
            one.source = KeySource::Given;
            one.refreshHours = 2;
        });
        row("http", IssuerFault::Address, [](TrustedIssuer &one) { one.address = QUrl(u"http://id.acme.example/"_s); });
        row("file as address", IssuerFault::Address,
            [](TrustedIssuer &one) { one.address = QUrl(u"file:///etc/passwd"_s); });
        row("password", IssuerFault::Address,
            [](TrustedIssuer &one) { one.address = QUrl(u"https://a:b@c.example/"_s); });
    }
    void whatCannotBeKeptIsRefused()
    {
        QFETCH(const IssuerFault, fault);
        QFETCH(const TrustedIssuer, issuer);
        IssuerBook book;
        const auto added = book.add(issuer);
        QVERIFY(!added);
        QCOMPARE(added.error().code, base::ErrorCode::IssuerUnfit);
        QCOMPARE(faultOf(added.error()), fault);
        QVERIFY(book.all.isEmpty());
    }

    void eachIsInTheBookOnce()
    {
        IssuerBook book;
        QVERIFY(book.add(acme()));
        TrustedIssuer other = acme();
        other.issuer = u"https://other.example/"_s;
        QCOMPARE(faultOf(book.add(other).error()), IssuerFault::NameTaken);
        other = acme();
        other.name = u"Other"_s;
        QCOMPARE(faultOf(book.add(other).error()), IssuerFault::IssuerTaken);
    }

    void aBookComesBackAsItWas()
    {
        IssuerBook book;
        TrustedIssuer one = entra();
        one.algorithms = {jose::Algorithm::RS256, jose::Algorithm::EdDSA};
        one.audiences = {u"api://orders"_s};
        one.refreshHours = 24;
        one.refreshedAt = base::Instant(std::chrono::seconds(1700000000));
        QVERIFY(book.add(one));
        QVERIFY(book.add(acme()));
        book.revision = 7;
        const QByteArray json = toJson(book);
        const auto back = issuersOf(json);
        QVERIFY(back);
        QCOMPARE(toJson(*back), json);
        QCOMPARE(back->all.first().tenants, one.tenants);
        QVERIFY(!issuersOf(json.chopped(1)));
        QVERIFY(!issuersOf(QByteArray(json).replace("\"version\":1", "\"version\":2")));
        QVERIFY(!issuersOf(QByteArray(json).replace("\"entra\"", "\"evil\"")));
        QVERIFY(!issuersOf({}));
    }

    void presetsSayWhereKeysAre()
    {
        QCOMPARE(presets().size(), std::size_t(9));
        for (const Preset &preset : presets()) {
            QVERIFY(preset.reference.startsWith("https://"_L1));
            QVERIFY(!ui::text::providerNote(preset.provider).isEmpty());
            for (const QLatin1StringView claim : preset.claims)
                QVERIFY2(!ui::text::providerClaimText(preset.provider, QString(claim)).isEmpty(), claim.data());
            QCOMPARE(providerOf(preset.issuer), preset.provider);
        }
        const auto address = [](Provider provider, const QString &issuer) {
            return usualAddress(provider, issuer, usualSource(provider)).toString();
        };
        QCOMPARE(address(Provider::Apple, u"https://appleid.apple.com"_s), u"https://appleid.apple.com/auth/keys"_s);
        QCOMPARE(address(Provider::Cognito, u"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A"_s),
                 u"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A/.well-known/jwks.json"_s);
        QCOMPARE(address(Provider::Auth0, u"https://acme.auth0.com/"_s),
                 u"https://acme.auth0.com/.well-known/openid-configuration"_s);
        QCOMPARE(address(Provider::EntraId, entra().issuer), entra().address.toString());
        QVERIFY(usualAddress(Provider::Other, u"https://a.example/{tenantid}"_s, KeySource::Discovery).isEmpty());
        QVERIFY(usualAddress(Provider::Other, u"kubernetes/serviceaccount"_s, KeySource::Discovery).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_trust_IssuerBook)
#include "tst_trust_IssuerBook.moc"
