#include "ManagementWorld.h"
#include "models/jose/JsonBuilder.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// What hangs on clients and users in the Management API: credentials, metadata, permissions; and lists that are led on
/// by a checkpoint.
class tst_server_ManagementMembers : public QObject
{
    Q_OBJECT

private:
    ManagementWorld m_world;
    const QByteArray m_alpha = "/clients/" + QByteArray(TokenTenant::alpha.latin1());

    static QByteArray pem(const QString &file)
    {
        QFile read(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/support/TestKeys/"_s + file);
        if (!read.open(QIODevice::ReadOnly))
            qFatal("no test key %s", qPrintable(file));
        return read.readAll();
    }
    static QByteArray credential(const QString &file, const QByteArray &more = {})
    {
        return "{\"credential_type\":\"public_key\",\"pem\":\"" + pem(file).replace('\n', "\\n") + '"' + more + '}';
    }
    const domain::ClientApplication &alpha()
    {
        m_snapshot = *m_world.tenant.read();
        return *m_snapshot.client(domain::ClientId(TokenTenant::alpha));
    }
    QByteArray addUser()
    {
        m_world.edit([](store::StoreSnapshot &tenant) {
            domain::User user;
            user.id = domain::UserId(u"auth0|jane"_s);
            user.email = u"jane@example.com"_s;
            user.name = u"Jane"_s;
            user.permissions = {{TokenTenant::apiId(u"1"_s), u"read:orders"_s}};
            tenant.users = {user};
        });
        return "/users/auth0%7Cjane/permissions";
    }
    static QByteArray permissions(const QByteArray &identifier, const QByteArray &scope)
    {
        return "{\"permissions\":[{\"resource_server_identifier\":\"" + identifier + "\",\"permission_name\":\"" +
               scope + "\"}]}";
    }

    store::StoreSnapshot m_snapshot;

private Q_SLOTS:
    void init() { m_world.reset(); }

    void aCredentialIsAddedUsedAndRemoved()
    {
        const auto made =
            m_world.ask("POST", m_alpha + "/credentials", credential(u"public-spki.pem"_s, ",\"name\":\"Laptop\""));
        QCOMPARE(made.status, 201);
        const QByteArray id = made.text(u"id").toLatin1();
        QVERIFY(id.startsWith("cred_"));
        QCOMPARE(made.text(u"name"), u"Laptop"_s);
        QCOMPARE(alpha().authentication, domain::ClientAuthentication::Secret); // not yet
        QCOMPARE(m_world.ask("GET", m_alpha + "/credentials/" + id).text(u"name"), u"Laptop"_s);
        QCOMPARE(m_world.ask("GET", m_alpha + "/credentials").json.elements.size(), 1);

        const QByteArray methods =
            "{\"client_authentication_methods\":{\"private_key_jwt\":{\"credentials\":[{\"id\":\"" + id + "\"}]}}}";
        QCOMPARE(m_world.ask("PATCH", m_alpha, methods).status, 200);
        QCOMPARE(alpha().authentication, domain::ClientAuthentication::PrivateKeyJwt);
        const auto refused = m_world.ask("DELETE", m_alpha + "/credentials/" + id);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.text(u"errorCode"), u"operation_not_supported"_s);

        QCOMPARE(m_world.ask("PATCH", m_alpha, "{\"client_authentication_methods\":null}").status, 200);
        QCOMPARE(alpha().authentication, domain::ClientAuthentication::Secret);
        QCOMPARE(m_world.ask("DELETE", m_alpha + "/credentials/" + id).status, 204);
        QVERIFY(alpha().publicKeys.isEmpty());
        QVERIFY(alpha().kept.isEmpty());
        QCOMPARE(m_world.ask("DELETE", m_alpha + "/credentials/" + id).status, 204);
        QCOMPARE(m_world.ask("GET", m_alpha + "/credentials/" + id).status, 404);
    }

    void wrongCredentialsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("private key") << credential(u"private-pkcs8.pem"_s);
        QTest::newRow("too short") << credential(u"public-rsa1024.pem"_s);
        QTest::newRow("not RSA") << credential(u"ec-public.pem"_s);
        QTest::newRow("not a key") << "{\"credential_type\":\"public_key\",\"pem\":\"x\"}"_ba;
        QTest::newRow("no key") << "{\"credential_type\":\"public_key\"}"_ba;
        QTest::newRow("another type") << "{\"credential_type\":\"x509_cert\",\"pem\":\"x\"}"_ba;
        QTest::newRow("unknown member") << credential(u"public-spki.pem"_s, ",\"x\":1");
        QTest::newRow("list") << "[]"_ba;
    }
    void wrongCredentialsAreRefused()
    {
        QFETCH(QByteArray, body);
        const auto answer = m_world.ask("POST", m_alpha + "/credentials", body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.text(u"errorCode"), u"invalid_body"_s);
        QVERIFY(!answer.body.contains("PRIVATE KEY"));
        QCOMPARE(m_world.commitCount(), 0);
    }

    void theSameKeyTwiceIsAConflict()
    {
        QCOMPARE(m_world.ask("POST", m_alpha + "/credentials", credential(u"public-spki.pem"_s)).status, 201);
        QCOMPARE(m_world.ask("POST", m_alpha + "/credentials", credential(u"public-spki.pem"_s)).status, 409);
        QCOMPARE(m_world.ask("POST", "/clients/nobody/credentials", credential(u"public-spki.pem"_s)).status, 404);
    }

    void aClientIsCreatedWithItsKey()
    {
        const QByteArray method = "\"client_authentication_methods\":{\"private_key_jwt\":{\"credentials\":[" +
                                  credential(u"public-spki.pem"_s) + "]}}";
        const auto made =
            m_world.ask("POST", "/clients", "{\"name\":\"Signer\",\"app_type\":\"non_interactive\"," + method + '}');
        QCOMPARE(made.status, 201);
        QVERIFY(made.text(u"client_authentication_methods").contains("cred_"_L1));
        QCOMPARE(made.text(u"token_endpoint_auth_method"), u"(absent)"_s);
        QCOMPARE(m_world
                     .ask("POST", "/clients",
                          "{\"name\":\"Both\",\"token_endpoint_auth_method\":\"client_secret_post\"," + method + '}')
                     .status,
                 400);
    }

    void keysTakeAScopeOfTheirOwn()
    {
        const QByteArray bearer =
            "Authorization: Bearer " + m_world.token(TokenTenant::alpha, u"update:clients"_s) + "\r\n";
        const auto answer = m_world.raw("PATCH", "/api/v2" + m_alpha, bearer + "Content-Type: application/json\r\n",
                                        "{\"client_authentication_methods\":null}");
        QCOMPARE(answer.status, 403);
        QVERIFY(answer.text(u"message").contains("update:client_credentials"_L1));
    }

    /// Ten members at a time, as often as one likes, are more than ten.
    void mergedMetadataIsBounded()
    {
        for (int i = 0; i < 10; ++i)
            QCOMPARE(m_world.ask("PATCH", m_alpha, "{\"client_metadata\":{\"k" + QByteArray::number(i) + "\":\"v\"}}")
                         .status,
                     200);
        const auto refused = m_world.ask("PATCH", m_alpha, "{\"client_metadata\":{\"more\":\"v\"}}");
        QCOMPARE(refused.status, 400);
        QVERIFY(refused.text(u"message").contains("client_metadata"_L1));
        QCOMPARE(m_world.ask("PATCH", m_alpha, "{\"client_metadata\":{\"k0\":null,\"more\":\"v\"}}").status, 200);
    }

    void permissionsAreGivenListedAndTaken()
    {
        const QByteArray path = addUser();
        QCOMPARE(m_world.ask("POST", path, permissions("https://orders.example.com", "write:orders")).status, 201);
        auto listed = m_world.ask("GET", path + "?include_totals=true");
        QCOMPARE(listed.text(u"total"), u"2"_s);
        const jose::JsonValue &last = listed.json.member(u"permissions")->elements.last();
        QCOMPARE(last.member(u"permission_name")->string, u"write:orders"_s);
        QCOMPARE(last.member(u"resource_server_identifier")->string, u"https://orders.example.com"_s);
        QCOMPARE(m_world.commitCount(), 1);
        QCOMPARE(m_world.ask("POST", path, permissions("https://orders.example.com", "write:orders")).status, 201);
        QCOMPARE(m_world.commitCount(), 1); // had it already
        QCOMPARE(m_world.ask("DELETE", path, permissions("https://orders.example.com", "read:orders")).status, 204);
        QCOMPARE(m_world.tenant.read()->users.first().permissions.size(), 1);
    }

    void permissionsThatAreNoneAreRefused()
    {
        const QByteArray path = addUser();
        QCOMPARE(m_world.ask("POST", path, permissions("https://orders.example.com", "made:up")).status, 404);
        QCOMPARE(m_world.ask("POST", path, permissions("https://nobody.example", "read:orders")).status, 404);
        QCOMPARE(m_world.ask("DELETE", path, permissions("https://nobody.example", "x")).status, 204);
        QCOMPARE(m_world.ask("POST", path, "{\"permissions\":[{\"permission_name\":\"x\"}]}").status, 400);
        QCOMPARE(m_world.ask("POST", path, "{}").status, 400);
        QCOMPARE(m_world.ask("POST", "/users/auth0%7Cnobody/permissions", permissions("x", "y")).status, 404);
        QCOMPARE(m_world.commitCount(), 0);
    }

    void checkpointsThatWeNeverGaveAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::newRow("not base64url") << "*"_ba;
        QTest::newRow("another text") << "zzz"_ba.toBase64(QByteArray::Base64UrlEncoding);
        QTest::newRow("a time alone") << "1234567890123456 "_ba.toBase64(QByteArray::Base64UrlEncoding |
                                                                         QByteArray::OmitTrailingEquals);
    }
    void checkpointsThatWeNeverGaveAreRefused()
    {
        QFETCH(QByteArray, from);
        for (const char *list : {"/clients", "/client-grants", "/users"}) {
            const auto answer = m_world.ask("GET", list + "?take=1&from="_ba + from.toPercentEncoding());
            QCOMPARE(answer.status, 400);
            QVERIFY(answer.text(u"message").contains("checkpoint"_L1));
        }
    }

    /// Contract sections 1.2, 1.4 and 1.8.
    void smallThingsAreAsRecorded()
    {
        const auto made = m_world.ask("POST", "/clients", R"({"name":"Plain"})");
        QCOMPARE(made.status, 201);
        QCOMPARE(made.text(u"grant_types"),
                 uR"(["authorization_code","implicit","refresh_token","client_credentials"])"_s);
        const jose::JsonValue *refresh = made.json.member(u"refresh_token");
        QCOMPARE(QString::fromUtf8(refresh->member(u"token_lifetime")->toJson()), u"2592000"_s);
        QCOMPARE(QString::fromUtf8(refresh->member(u"idle_token_lifetime")->toJson()), u"1296000"_s);
        const auto page = m_world.ask("POST", "/clients", R"({"name":"Page","app_type":"spa"})");
        QCOMPARE(page.text(u"grant_types"), uR"(["authorization_code","implicit","refresh_token"])"_s);
        QCOMPARE(m_world.ask("GET", "/clients?external_client_id=x").body, "[]");
        const auto none = m_world.ask("GET", "/clients?per_page=0&include_totals=true");
        QCOMPARE(none.status, 200);
        QCOMPARE(none.text(u"clients"), u"[]"_s);
        QVERIFY(none.text(u"total").toInt() > 2);
        QCOMPARE(m_world.ask("GET", "/resource-servers?per_page=0").status, 400);
        // What lies below an object has a scope of its own, and none that the token has.
        QCOMPARE(m_world.ask("GET", "/client-grants/x/organizations").text(u"message"),
                 u"Insufficient scope, expected any of: read:organizations"_s);
        QCOMPARE(
            m_world.ask("POST", "/resource-servers", R"({"identifier":"urn:x","scopes":[{"value":"a"},{"value":"a"}]})")
                .text(u"message"),
            u"Payload validation error: 'Array items are not unique (indexes 0 and 1)' on property scopes."_s);
        QCOMPARE(
            m_world.ask("POST", "/resource-servers", R"({"identifier":"urn:x","token_lifetime":0})").text(u"message"),
            u"Payload validation error: 'Value 0 is less than minimum 1' on property token_lifetime."_s);
    }

    void clientsAreNotSearchedByWhatIsNotThere()
    {
        QCOMPARE(m_world.ask("GET", "/clients?q=client_grant.organization_id%3Aorg_1").status, 400);
    }
};

QTEST_GUILESS_MAIN(tst_server_ManagementMembers)
#include "tst_server_ManagementMembers.moc"
