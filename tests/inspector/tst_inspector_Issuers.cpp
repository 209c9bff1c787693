#include "TokenSmith.h"
#include "models/inspector/InspectionSetup.h"
#include "models/trust/IssuerKeys.h"
#include "models/trust/Presets.h"
#include "tests/support/PlainCustody.h"
#include "tests/support/TokenTenant.h"
#include "ui/text/IssuerText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using tests::hasFinding;
using trust::Provider;
using trust::TrustedIssuer;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 now = 1700000000;
const QString microsoftTenant = u"72f988bf-86f1-41af-91ab-2d7cd011db47"_s;

/// A token in the shape that a provider publishes, for keys of our own.
struct Shape
{
    Provider provider;
    QString issuer;
    QString audience;
    QByteArray header; ///< with %kid
    QByteArray claims; ///< without iss and times
};

QList<Shape> shapes()
{
    return {
        {Provider::Auth0, u"https://acme.eu.auth0.com/"_s, u"https://api.acme.example"_s,
         R"({"alg":"RS256","typ":"JWT","kid":"%kid"})",
         R"("sub":"auth0|6553da60","aud":["https://api.acme.example","https://acme.eu.auth0.com/userinfo"],"scope":"openid read:orders","gty":"password","azp":"K1AUPhZq8mRi0Q0p","permissions":["read:orders"])"},
        {Provider::Okta, u"https://acme.okta.com/oauth2/default"_s, u"api://default"_s,
         R"({"kid":"%kid","alg":"RS256"})",
         R"("ver":1,"jti":"AT.MNAoEQ","aud":"api://default","cid":"0oa1","uid":"00u1","scp":["openid","orders"],"auth_time":1699999000,"sub":"ada@acme.example")"},
        {Provider::EntraId, u"https://login.microsoftonline.com/"_s + microsoftTenant + u"/v2.0"_s,
         u"6e74172b-be56-4843-9ff4-e66a39bb12e3"_s, R"({"typ":"JWT","alg":"RS256","kid":"%kid"})",
         R"("aud":"6e74172b-be56-4843-9ff4-e66a39bb12e3","azp":"7f70","azpacr":"1","oid":"690222be","scp":"access_as_user","sub":"HKZpfaHy","tid":"72f988bf-86f1-41af-91ab-2d7cd011db47","ver":"2.0","uti":"fqi")"},
        {Provider::Keycloak, u"https://sso.acme.example/realms/shop"_s, u"account"_s,
         R"({"alg":"RS256","typ":"JWT","kid":"%kid"})",
         R"("jti":"a1","aud":"account","sub":"f1","typ":"Bearer","azp":"shop","sid":"s1","realm_access":{"roles":["user"]},"resource_access":{"account":{"roles":["view-profile"]}},"scope":"profile email")"},
        {Provider::Cognito, u"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example"_s, u"1example23456789"_s,
         R"({"kid":"%kid","alg":"RS256"})",
         R"("sub":"aaaa","cognito:groups":["admins"],"client_id":"1example23456789","token_use":"access","scope":"orders/read","username":"ada","version":2)"},
        {Provider::Google, u"https://accounts.google.com"_s, u"1234987819200.apps.googleusercontent.com"_s,
         R"({"alg":"RS256","kid":"%kid","typ":"JWT"})",
         R"("azp":"1234987819200.apps.googleusercontent.com","aud":"1234987819200.apps.googleusercontent.com","sub":"10769150350006150715113082367","at_hash":"HK6E_P6Dh8Y93mRNtsDB1Q","hd":"example.com","email":"jsmith@example.com","email_verified":true)"},
        {Provider::GitHubActions, u"https://token.actions.githubusercontent.com"_s, u"https://github.com/acme"_s,
         R"({"typ":"JWT","alg":"RS256","x5t":"example-thumbprint","kid":"%kid"})",
         R"("jti":"e1","sub":"repo:acme/shop:environment:prod","environment":"prod","aud":"https://github.com/acme","ref":"refs/heads/main","repository":"acme/shop","repository_owner_id":"12","job_workflow_ref":"acme/shop/.github/workflows/x.yml@refs/heads/main","event_name":"push")"},
        {Provider::Kubernetes, u"https://kubernetes.default.svc"_s, u"https://kubernetes.default.svc.cluster.local"_s,
         R"({"alg":"RS256","kid":"%kid"})",
         R"("aud":["https://kubernetes.default.svc.cluster.local"],"jti":"e5","kubernetes.io":{"namespace":"default","pod":{"name":"shell","uid":"0d"},"serviceaccount":{"name":"default","uid":"e6"}},"sub":"system:serviceaccount:default:default")"},
        {Provider::Apple, u"https://appleid.apple.com"_s, u"com.acme.app"_s, R"({"kid":"%kid","alg":"RS256"})",
         R"("aud":"com.acme.app","sub":"000792.d710.0638","at_hash":"sOQE","email":"x@privaterelay.appleid.com","email_verified":"true","is_private_email":"true","auth_time":1699999000,"nonce_supported":true,"real_user_status":2)"},
    };
}

} // namespace

/// Tokens of other issuers: found by issuer, kid and algorithm, and by nothing that looks like them.
class tst_inspector_Issuers : public QObject
{
    Q_OBJECT

private:
    tests::TokenSmith m_smith;
    tests::PlainCustody m_custody{m_smith.crypto.signers()};
    QList<jose::PrivateKey> m_private;
    std::shared_ptr<trust::IssuerBook> m_book;

    static base::Instant at(qint64 seconds) { return base::Instant(std::chrono::seconds(seconds)); }
    QString kid(qsizetype index) const { return u"kid-%1"_s.arg(index); }
    jose::Jwk publicKey(qsizetype index, qsizetype named) const
    {
        jose::Jwk key = m_private.at(index).publicPart.value();
        key.kid = kid(named);
        return key;
    }
    static TrustedIssuer issuerOf(const Shape &shape)
    {
        const trust::Preset &preset = *trust::presetOf(shape.provider);
        TrustedIssuer issuer{.name = QString(preset.name),
                             .issuer = shape.issuer,
                             .provider = shape.provider,
                             .source = trust::KeySource::Given,
                             .audiences = {shape.audience},
                             .algorithms = QList<jose::Algorithm>(preset.algorithms.begin(), preset.algorithms.end())};
        if (shape.provider == Provider::EntraId) {
            issuer.issuer = QString(preset.issuer);
            issuer.tenants = {microsoftTenant};
        }
        return issuer;
    }
    QByteArray token(const Shape &shape, qsizetype index, const QString &issuer = {}, qint64 issuedAt = now - 60) const
    {
        const QByteArray header = QByteArray(shape.header).replace("%kid", kid(index).toUtf8());
        const QByteArray iss = (issuer.isEmpty() ? shape.issuer : issuer).toUtf8();
        const QByteArray claims = "{\"iss\":\"" + iss + "\",\"iat\":" + QByteArray::number(issuedAt) +
                                  ",\"exp\":" + QByteArray::number(now + 3600) + ',' + shape.claims + '}';
        return m_smith.sign(tests::TokenSmith::part(header) + '.' + tests::TokenSmith::part(claims),
                            jose::Algorithm::RS256, m_private.at(index));
    }
    TokenInspection inspect(const QByteArray &token, bool hasTenant = true) const
    {
        InspectionSetup setup;
        setup.now = at(now);
        if (hasTenant)
            setup.useTenant(tests::TokenTenant::make(), m_custody, {u"http://127.0.0.1:8443/"_s});
        setup.useIssuers(m_book);
        return m_smith.inspect(token, setup.policy(InspectionSetup::Depth::Shown));
    }
    static bool hasStep(const TokenInspection &inspection, ResolutionStep::Kind kind)
    {
        return std::ranges::contains(inspection.resolution, kind, &ResolutionStep::kind);
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (qsizetype i = 0; i < shapes().size(); ++i)
            m_private.append(m_smith.generate(jose::Algorithm::RS256));
    }
    void init()
    {
        m_book = std::make_shared<trust::IssuerBook>();
        const QList<Shape> all = shapes();
        for (qsizetype i = 0; i < all.size(); ++i) {
            TrustedIssuer issuer = issuerOf(all.at(i));
            const jose::JwkSet set{.keys = {publicKey(i, i)}, .skipped = {}, .isSet = true};
            QVERIFY(trust::receiveKeys(issuer, set, at(now - 3600)));
            QVERIFY(m_book->add(issuer));
        }
    }

    void publishedShapesAreVerified_data()
    {
        QTest::addColumn<int>("index");
        const QList<Shape> all = shapes();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(qPrintable(domain::nameOf(all.at(i).provider))) << i;
    }
    void publishedShapesAreVerified()
    {
        QFETCH(const int, index);
        const Shape shape = shapes().at(index);
        for (const bool hasTenant : {true, false}) {
            const TokenInspection inspection = inspect(token(shape, index), hasTenant);
            QVERIFY2(inspection.isVerified(), qPrintable(reasonCode(inspection.reason)));
            QCOMPARE(inspection.key.origin, KeyUsed::Origin::TrustedIssuer);
            QCOMPARE(inspection.key.issuerName, QString(trust::presetOf(shape.provider)->name));
            QCOMPARE(inspection.key.kid, kid(index));
            QCOMPARE(inspection.expectations.issuer, Comparison::Matches);
            QCOMPARE(inspection.expectations.audience, Comparison::Matches);
            QCOMPARE(inspection.time, Time::Valid);
            QVERIFY(!hasFinding(inspection, "issuer-not-trusted"));
            // At least one claim of the token is explained as this provider means it.
            QVERIFY(std::ranges::any_of(inspection.claims->members, [&](const jose::JsonMember &member) {
                return !ui::text::providerClaimText(inspection.key.provider, member.name).isEmpty();
            }));
        }
        // With another issuer's key under its own kid it is forged.
        const qsizetype other = (index + 1) % m_private.size();
        Shape forged = shape;
        forged.header.replace("%kid", kid(index).toUtf8());
        QCOMPARE(inspect(token(forged, other)).reason, Reason::SignatureWrong);
        // Another issuer's kid is not looked for elsewhere.
        QCOMPARE(inspect(token(shape, other)).reason, Reason::KeyNotFound);
    }

    void lookAlikesNeverMatch_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::newRow("no slash") << u"https://acme.eu.auth0.com"_s;
        QTest::newRow("case") << u"https://Acme.eu.auth0.com/"_s;
        QTest::newRow("port") << u"https://acme.eu.auth0.com:443/"_s;
        QTest::newRow("homograph") << u"https://\u0430cme.eu.auth0.com/"_s;
        QTest::newRow("prefix") << u"https://acme.eu.auth0.com/x"_s;
        QTest::newRow("scheme") << u"http://acme.eu.auth0.com/"_s;
    }
    void lookAlikesNeverMatch()
    {
        QFETCH(const QString, issuer);
        const TokenInspection inspection = inspect(token(shapes().first(), 0, issuer));
        QVERIFY(!inspection.hasValidSignature());
        QCOMPARE(inspection.reason, Reason::KeyNotFound);
        QVERIFY(inspection.key.issuerName.isEmpty());
        // Nearly meant is said, and is not enough; nobody is advised to add it.
        const bool isNear = !issuer.endsWith(u'x');
        QCOMPARE(hasFinding(inspection, "issuer-near-miss"), isNear);
        QCOMPARE(hasFinding(inspection, "issuer-not-trusted"), !isNear);
    }

    void tenantsThatAreNotListedAreRefused()
    {
        Shape shape = shapes().at(2);
        shape.claims.replace(microsoftTenant.toUtf8(), "11111111-2222-3333-4444-555555555555");
        const QString issuer =
            QString(shape.issuer).replace(microsoftTenant, u"11111111-2222-3333-4444-555555555555"_s);
        const TokenInspection other = inspect(token(shape, 2, issuer));
        QCOMPARE(other.reason, Reason::KeyNotFound);
        QVERIFY(hasFinding(other, "issuer-tenant-unlisted"));
        // Its own issuer beside somebody else's tid.
        QCOMPARE(inspect(token(shape, 2)).reason, Reason::KeyNotFound);
        QVERIFY(hasFinding(inspect(token(shape, 2)), "issuer-not-trusted"));
    }

    void algorithmsAndAudiencesAreThePersons()
    {
        m_book->all.first().algorithms = {jose::Algorithm::PS256};
        const TokenInspection refused = inspect(token(shapes().first(), 0));
        QCOMPARE(refused.reason, Reason::AlgorithmMismatch);
        QVERIFY(hasStep(refused, ResolutionStep::Kind::AlgorithmNotOfIssuer));
        m_book->all.first().algorithms.clear();
        QVERIFY(inspect(token(shapes().first(), 0)).isVerified());
        m_book->all.first().audiences = {u"https://another.example"_s};
        const TokenInspection elsewhere = inspect(token(shapes().first(), 0));
        QVERIFY(elsewhere.hasValidSignature() && !elsewhere.isVerified());
        QCOMPARE(elsewhere.expectations.audience, Comparison::Differs);
        // The public key as a secret is the oldest attack there is.
        const QByteArray confused = m_smith.hs256(R"({"alg":"HS256","kid":"kid-0"})",
                                                  R"({"iss":"https://acme.eu.auth0.com/","exp":1700003600})",
                                                  m_smith.crypto.keys().toPem(publicKey(0, 0)));
        QVERIFY(!inspect(confused).hasValidSignature());
        QCOMPARE(inspect(confused).reason, Reason::AlgorithmConfusion);
    }

    void whatACallExpectsDoesNotReplaceWhatTheIssuerIsFor()
    {
        const Shape shape = shapes().first();
        InspectionSetup setup;
        setup.now = at(now);
        setup.useIssuers(m_book);
        const auto judge = [&](const QStringList &ofIssuer, const QString &ofCall) {
            m_book->all.first().audiences = ofIssuer;
            setup.audience = ofCall;
            return m_smith.inspect(token(shape, 0), setup.policy(InspectionSetup::Depth::Shown)).expectations.audience;
        };
        QCOMPARE(judge({shape.audience}, shape.audience), Comparison::Matches);
        QCOMPARE(judge({}, shape.audience), Comparison::Matches);
        QCOMPARE(judge({u"https://another.example"_s}, shape.audience), Comparison::Differs);
        QCOMPARE(judge({shape.audience}, u"https://another.example"_s), Comparison::Differs);
    }

    void twoKeysUnderOneIdAtOnceVerifyNothing()
    {
        TrustedIssuer &issuer = m_book->all.first();
        issuer.keys.append({.key = publicKey(1, 0), .added = at(now - 3600)});
        for (const qsizetype key : {0, 1}) {
            Shape shape = shapes().first();
            shape.header.replace("%kid", kid(0).toUtf8());
            const TokenInspection inspection = inspect(token(shape, key));
            QCOMPARE(inspection.reason, Reason::KeyAmbiguous);
            QVERIFY(!inspection.hasValidSignature());
        }
        // One after the other they are its history.
        issuer.keys.first().gone = at(now - 1800);
        issuer.keys.last().added = at(now - 1800);
        QVERIFY(inspect(token(shapes().first(), 0, {}, now - 2000)).isVerified());
    }

    void keysThatAreGoneVerifyTokensOfTheirTime()
    {
        TrustedIssuer &issuer = m_book->all.first();
        // Announced a day ago, alone since half a day.
        issuer.keys.first().added = at(now - 86400);
        const jose::JwkSet both{.keys = {publicKey(0, 0), publicKey(1, 1)}, .skipped = {}, .isSet = true};
        QVERIFY(trust::receiveKeys(issuer, both, at(now - 80000)));
        const jose::JwkSet next{.keys = {publicKey(1, 1)}, .skipped = {}, .isSet = true};
        QVERIFY(trust::receiveKeys(issuer, next, at(now - 43200)));
        const Shape shape = shapes().first();
        const TokenInspection then = inspect(token(shape, 0, {}, now - 50000));
        QVERIFY(then.isVerified());
        QVERIFY(hasFinding(then, "issuer-key-gone"));
        QVERIFY(hasStep(then, ResolutionStep::Kind::IssuerKeyGone));
        const TokenInspection after = inspect(token(shape, 0, {}, now - 60));
        QCOMPARE(after.reason, Reason::KeyUnusable);
        QVERIFY(!after.hasValidSignature());
        QVERIFY(hasStep(after, ResolutionStep::Kind::IssuerKeyGoneBefore));
        QVERIFY(!inspect(token(shape, 0, {}, now - 90000)).hasValidSignature());
        const TokenInspection present = inspect(token(shape, 1));
        QVERIFY(present.isVerified() && !hasFinding(present, "issuer-key-gone"));
    }

    void keysThatWaitVerifyNothing()
    {
        TrustedIssuer &issuer = m_book->all.first();
        const jose::JwkSet other{.keys = {publicKey(3, 3)}, .skipped = {}, .isSet = true};
        QVERIFY(trust::receiveKeys(issuer, other, at(now))->isUnexpected());
        const TokenInspection waiting = inspect(token(shapes().first(), 3));
        QCOMPARE(waiting.reason, Reason::KeyNotFound);
        QVERIFY(hasStep(waiting, ResolutionStep::Kind::IssuerKeyWaits));
        QVERIFY(inspect(token(shapes().first(), 0)).isVerified());
        QVERIFY(trust::acceptWaiting(issuer, trust::printOf(*issuer.waiting), at(now)));
        QVERIFY(inspect(token(shapes().first(), 3)).isVerified());
    }

    void theTenantGoesFirstAndGivenKeysAlone()
    {
        TrustedIssuer own = issuerOf(shapes().first());
        own.name = u"Mine"_s;
        own.issuer = u"http://127.0.0.1:8443/"_s;
        own.keys = {{.key = publicKey(0, 0), .added = at(now - 60)}};
        QVERIFY(m_book->add(own));
        QVERIFY(!inspect(token(shapes().first(), 0, own.issuer)).hasValidSignature());
        InspectionSetup setup;
        setup.now = at(now);
        setup.useKeys(tests::TokenSmith::publicOf(m_private.at(4)));
        setup.useIssuers(m_book);
        QVERIFY(!m_smith.inspect(token(shapes().first(), 0), setup.policy(InspectionSetup::Depth::Shown))
                     .hasValidSignature());
    }
};

QTEST_GUILESS_MAIN(tst_inspector_Issuers)
#include "tst_inspector_Issuers.moc"
