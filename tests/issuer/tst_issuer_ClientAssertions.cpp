#include "LoginWorld.h"
#include "models/jose/Base64Url.h"
#include "tests/support/FakeLedger.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Clients that authenticate with a key of their own (private_key_jwt): RFC 7523 section 3.
class tst_issuer_ClientAssertions : public QObject
{
    Q_OBJECT

private:
    LoginWorld m_world;

    QByteArray claims(const QByteArray &more, qint64 expires = 300) const
    {
        const QByteArray id(TokenTenant::alpha.latin1());
        return "{\"iss\":\"" + id + "\",\"sub\":\"" + id + "\",\"aud\":\"" + QByteArray(LoginWorld::issuer.latin1()) +
               "\",\"exp\":" + QByteArray::number(base::unixSeconds(m_world.clock.now()) + expires) + more + '}';
    }
    QByteArray assertion(const QByteArray &payload, const QByteArray &algorithm = "RS256") const
    {
        const auto signer = m_world.crypto.signers().rsaSigner(jose::Algorithm::RS256,
                                                               base::Secret(testKeyDer(u"private-pkcs8.pem"_s)));
        const QByteArray input =
            jose::encodeBase64Url("{\"alg\":\"" + algorithm + "\"}") + '.' + jose::encodeBase64Url(payload);
        return input + '.' + jose::encodeBase64Url(*(*signer)->sign(input));
    }
    int status(const QByteArray &assertion) { return status(assertion, m_world.tokens); }
    static int status(const QByteArray &assertion, const issuer::TokenService &service)
    {
        issuer::TokenParameters parameters;
        parameters.values = {{u"grant_type"_s, u"client_credentials"_s},
                             {u"audience"_s, TokenTenant::orders},
                             {u"client_assertion"_s, QString::fromLatin1(assertion)},
                             {u"client_assertion_type"_s, u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s}};
        const auto answer = service.answer(parameters, LoginWorld::issuer);
        const auto *error = std::get_if<oauth::TokenErrorResponse>(&answer);
        return error ? error->status : 200;
    }

private Q_SLOTS:
    void init()
    {
        m_world.edit([](store::StoreSnapshot &tenant) {
            domain::ClientApplication &client = LoginWorld::client(tenant, TokenTenant::alpha);
            client.authentication = domain::ClientAuthentication::PrivateKeyJwt;
            client.publicKeys = {testKeyDer(u"public-spki.pem"_s)};
        });
    }

    void times_data()
    {
        QTest::addColumn<int>("issuedAt"); ///< seconds from now
        QTest::addColumn<int>("expires");
        QTest::addColumn<int>("status");
        QTest::newRow("now") << 0 << 300 << 200;
        QTest::newRow("a while ago") << -3000 << 300 << 200;
        QTest::newRow("clocks differ a little") << 5 << 300 << 200;
        QTest::newRow("from the future") << 3600 << 3700 << 401;
        QTest::newRow("expired") << -600 << -300 << 401;
        QTest::newRow("good for a day") << 0 << 86400 << 401;
    }
    void times()
    {
        QFETCH(int, issuedAt);
        QFETCH(int, expires);
        QFETCH(int, status);
        const QByteArray issued = QByteArray::number(base::unixSeconds(m_world.clock.now()) + issuedAt);
        const QByteArray id = QTest::currentDataTag();
        QCOMPARE(this->status(assertion(claims(",\"jti\":\"" + id + "\",\"iat\":" + issued, expires))), status);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("algorithm");
        QTest::newRow("iat is text") << ",\"jti\":\"a\",\"iat\":\"now\""_ba << "RS256"_ba;
        QTest::newRow("no jti") << ""_ba << "RS256"_ba;
        QTest::newRow("not yet valid") << ",\"jti\":\"b\",\"nbf\":9999999999"_ba << "RS256"_ba;
        QTest::newRow("none") << ",\"jti\":\"c\""_ba << "none"_ba;
        QTest::newRow("HS256") << ",\"jti\":\"d\""_ba << "HS256"_ba;
    }
    void refusals()
    {
        QFETCH(QByteArray, more);
        QFETCH(QByteArray, algorithm);
        QCOMPARE(status(assertion(claims(more), algorithm)), 401);
    }

    void audiences_data()
    {
        QTest::addColumn<QByteArray>("audience");
        QTest::addColumn<int>("status");
        const QByteArray issuer(LoginWorld::issuer.latin1());
        QTest::newRow("the issuer") << '"' + issuer + '"' << 200;
        QTest::newRow("issuer and endpoint") << "[\"" + issuer + "\",\"" + issuer + "oauth/token\"]" << 200;
        QTest::newRow("another server as well") << "[\"" + issuer + "\",\"https://other.example/\"]" << 401;
        QTest::newRow("another server") << "\"https://other.example/\""_ba << 401;
        QTest::newRow("nobody") << "[]"_ba << 401;
        QTest::newRow("a number") << "[\"" + issuer + "\",1]" << 401;
    }
    void audiences()
    {
        QFETCH(QByteArray, audience);
        QFETCH(int, status);
        const QByteArray ours = '"' + QByteArray(LoginWorld::issuer.latin1()) + '"';
        QByteArray payload = claims(",\"jti\":\"aud-" + QByteArray(QTest::currentDataTag()).toHex() + '"');
        payload.replace("\"aud\":" + ours, "\"aud\":" + audience);
        QCOMPARE(this->status(assertion(payload)), status);
    }

    void eachIsUsedOnce()
    {
        const QByteArray once = assertion(claims(",\"jti\":\"once\""));
        QCOMPARE(status(once), 200);
        QCOMPARE(status(once), 401);
        // Nor by a server that is started again, as long as the assertion could be valid.
        const issuer::TokenService restarted(m_world.tenant, m_world.custody, m_world.clock, &m_world.parts);
        QCOMPARE(status(once, restarted), 401);
        QCOMPARE(status(assertion(claims(",\"jti\":\"another\"")), restarted), 200);
    }
    /// Whether it is the first time is not known: not accepted.
    void nothingIsAcceptedWithoutTheLedger()
    {
        FakeLedger broken;
        broken.setFailure(base::Error{
            .code = base::ErrorCode::StoreUnreadable, .step = base::ErrorStep::StoreJob, .subject = {}, .detail = {}});
        const issuer::UserGrantParts parts{broken, m_world.random, m_world.assertions};
        const issuer::TokenService service(m_world.tenant, m_world.custody, m_world.clock, &parts);
        QVERIFY(status(assertion(claims(",\"jti\":\"unkept\"")), service) >= 500);
    }
};

QTEST_GUILESS_MAIN(tst_issuer_ClientAssertions)
#include "tst_issuer_ClientAssertions.moc"
