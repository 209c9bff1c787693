#include "models/issuer/AccessTokenBuilder.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::issuer;
using namespace Qt::StringLiterals;

class tst_issuer_AccessToken : public QObject
{
    Q_OBJECT

private:
    static domain::ResourceServer api(domain::SigningAlgorithm algorithm)
    {
        domain::ResourceServer made;
        made.identifier = u"https://api.example.com"_s;
        made.tokenLifetime = 86400;
        made.signingAlgorithm = algorithm;
        return made;
    }

    static AccessTokenContent content(const QStringList &scopes)
    {
        return {.issuer = u"http://127.0.0.1:8080/"_s,
                .client = domain::ClientId(u"CLIENT"_s),
                .scopes = scopes,
                .issuedAt = base::Instant(std::chrono::milliseconds(1700000000999))};
    }

private Q_SLOTS:
    void header_data()
    {
        QTest::addColumn<domain::SigningAlgorithm>("algorithm");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("RS256 names its key")
            << domain::SigningAlgorithm::RS256 << R"({"alg":"RS256","typ":"JWT","kid":"the-key"})"_ba;
        QTest::newRow("HS256 names none") << domain::SigningAlgorithm::HS256 << R"({"alg":"HS256","typ":"JWT"})"_ba;
    }
    void header()
    {
        QFETCH(const domain::SigningAlgorithm, algorithm);
        QFETCH(const QByteArray, expected);
        QCOMPARE(accessTokenHeader(profileOf({api(algorithm)}), domain::KeyId(u"the-key"_s)), expected);
    }

    /// Byte for byte, in the order of contract section 3.1; milliseconds are cut, not rounded.
    void claims()
    {
        QCOMPARE(accessTokenClaims(profileOf({api(domain::SigningAlgorithm::RS256)}),
                                   content({u"read:items"_s, u"write:items"_s})),
                 R"({"iss":"http://127.0.0.1:8080/","sub":"CLIENT@clients","aud":"https://api.example.com",)"
                 R"("iat":1700000000,"exp":1700086400,"scope":"read:items write:items","gty":"client-credentials",)"
                 R"("azp":"CLIENT"})");
    }

    /// Contract section 3.2, byte for byte: what a client gets in its own name, and what it gets in a person's.
    void rfc9068Claims()
    {
        domain::ResourceServer server = api(domain::SigningAlgorithm::RS256);
        server.dialect = domain::TokenDialect::Rfc9068;
        AccessTokenContent wanted = content({u"read:items"_s});
        wanted.tokenId = u"JTI"_s;
        QCOMPARE(accessTokenHeader(profileOf({server}), domain::KeyId(u"k"_s)),
                 R"({"alg":"RS256","typ":"at+jwt","kid":"k"})");
        QCOMPARE(accessTokenClaims(profileOf({server}), wanted),
                 R"({"iss":"http://127.0.0.1:8080/","sub":"CLIENT","aud":"https://api.example.com",)"
                 R"("iat":1700000000,"exp":1700086400,"jti":"JTI","scope":"read:items","client_id":"CLIENT"})");
        wanted.user = domain::UserId(u"auth0|1"_s);
        wanted.hasUserInfo = true;
        wanted.permissions = QStringList{u"read:items"_s};
        QCOMPARE(accessTokenClaims(profileOf({server}), wanted),
                 R"({"iss":"http://127.0.0.1:8080/","sub":"auth0|1","aud":["https://api.example.com",)"
                 R"("http://127.0.0.1:8080/userinfo"],"iat":1700000000,"exp":1700086400,"jti":"JTI",)"
                 R"("scope":"read:items","client_id":"CLIENT","permissions":["read:items"]})");
    }

    void emptyScopeIsAbsent()
    {
        const QByteArray claims = accessTokenClaims(profileOf({api(domain::SigningAlgorithm::RS256)}), content({}));
        QVERIFY(!claims.contains("scope"));
        QVERIFY(claims.contains(R"("exp":1700086400,"gty")"));
    }

    void lifetimeBounds_data()
    {
        QTest::addColumn<int>("lifetime");
        QTest::newRow("least") << domain::minTokenLifetime;
        QTest::newRow("most") << domain::maxTokenLifetime;
    }
    void lifetimeBounds()
    {
        QFETCH(const int, lifetime);
        domain::ResourceServer server = api(domain::SigningAlgorithm::RS256);
        server.tokenLifetime = lifetime;
        const QByteArray expected = "\"exp\":" + QByteArray::number(qint64(1700000000) + lifetime) + ',';
        QVERIFY(accessTokenClaims(profileOf({server}), content({})).contains(expected));
    }
};

QTEST_GUILESS_MAIN(tst_issuer_AccessToken)
#include "tst_issuer_AccessToken.moc"
