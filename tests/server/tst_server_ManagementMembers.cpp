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
        QCOMPARE(made.text(u"app_type"), u"(absent)"_s);
        QCOMPARE(made.text(u"token_endpoint_auth_method"), u"(absent)"_s);
        QCOMPARE(page.text(u"app_type"), u"spa"_s);
        QCOMPARE(page.text(u"token_endpoint_auth_method"), u"none"_s);
    }

    /// Contract section 0, 6: what was never set is absent; what was set to what holds anyway is there.
    void whatNobodySetIsAbsent_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QByteArray>("usual");
        QTest::addColumn<QByteArray>("other");
        const auto row = [](const QString &member, const QByteArray &usual, const QByteArray &other, bool isApi) {
            QTest::newRow(qPrintable(member)) << (isApi ? "/resource-servers"_ba : "/clients"_ba)
                                              << (isApi ? R"({"identifier":"urn:fresh"})"_ba : R"({"name":"Fresh"})"_ba)
                                              << (isApi ? u"id"_s : u"client_id"_s) << member << usual << other;
        };
        row(u"scopes"_s, "[]", R"([{"value":"a"}])", true);
        row(u"token_dialect"_s, "\"access_token\"", "\"rfc9068_profile\"", true);
        row(u"enforce_policies"_s, "false", "true", true);
        row(u"app_type"_s, "\"regular_web\"", "\"native\"", false);
        row(u"token_endpoint_auth_method"_s, "\"client_secret_post\"", "\"client_secret_basic\"", false);
    }
    void whatNobodySetIsAbsent()
    {
        QFETCH(const QByteArray, list);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, id);
        QFETCH(const QString, member);
        QFETCH(const QByteArray, usual);
        QFETCH(const QByteArray, other);
        const auto made = m_world.ask("POST", list, body);
        QCOMPARE(made.status, 201);
        QVERIFY(!made.json.member(member));
        const QByteArray path = list + '/' + made.text(id).toLatin1();
        QVERIFY(!m_world.ask("GET", path).json.member(member));
        for (const QByteArray &value : {usual, other, usual}) {
            const auto set = m_world.ask("PATCH", path, "{\"" + member.toLatin1() + "\":" + value + '}');
            QCOMPARE(set.status, 200);
            const jose::JsonValue *told = set.json.member(member);
            QVERIFY(told);
            QCOMPARE(told->toJson(), value);
            QCOMPARE(m_world.ask("GET", path).body, set.body);
            const qsizetype before = m_world.commitCount();
            QCOMPARE(m_world.ask("PATCH", path, "{\"" + member.toLatin1() + "\":" + value + '}').body, set.body);
            QCOMPARE(m_world.commitCount(), before);
        }
        // Made from the start as it would be anyway.
        const QByteArray again = QByteArray(body).replace("fresh", "again").replace("Fresh", "Again").chopped(1) +
                                 ",\"" + member.toLatin1() + "\":" + usual + '}';
        QVERIFY(m_world.ask("POST", list, again).json.member(member));
    }

    /// What somebody asks for is refused rather than made something else.
    void webLifetimesAreNoLonger_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("web");
        const auto row = [](const char *name, const QByteArray &body, const QString &reason, const QString &web) {
            QTest::newRow(name) << body << reason << web;
        };
        row("above", R"({"token_lifetime_for_web":3601})", u"Value 3601 is greater than maximum 3600"_s, {});
        row("above the new one", R"({"token_lifetime":60,"token_lifetime_for_web":61})",
            u"Value 61 is greater than maximum 60"_s, {});
        row("above all", R"({"token_lifetime_for_web":99999999})", u"Value 99999999 is greater than maximum 2592000"_s,
            {});
        row("as long", R"({"token_lifetime_for_web":3600})", {}, u"3600"_s);
        row("both longer", R"({"token_lifetime_for_web":9000,"token_lifetime":9000})", {}, u"9000"_s);
        row("the lifetime alone", R"({"token_lifetime":60})", {}, u"60"_s);
        row("written otherwise", R"({"token_lifetime_for_web":1.2e3})", {}, u"1200"_s);
    }
    void webLifetimesAreNoLonger()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, reason);
        QFETCH(const QString, web);
        const auto answer = m_world.ask("PATCH", "/resource-servers/111111111111111111111111", body);
        QCOMPARE(answer.status, reason.isEmpty() ? 200 : 400);
        if (reason.isEmpty()) {
            QCOMPARE(answer.text(u"token_lifetime_for_web"), web);
            return;
        }
        QCOMPARE(answer.text(u"message"),
                 u"Payload validation error: '%1' on property token_lifetime_for_web."_s.arg(reason));
        QCOMPARE(m_world.commitCount(), 0);
        QCOMPARE(m_world
                     .ask("POST", "/resource-servers",
                          R"({"identifier":"urn:w","token_lifetime":60,"token_lifetime_for_web":7200})")
                     .status,
                 400);
    }

    void refusalsNameTheMemberAndTheValue_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *method, const char *path, const QByteArray &body,
                            const QString &message) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(path) << body << message;
        };
        const char *one = "/resource-servers/111111111111111111111111";
        row("friendly name", "PATCH", "/tenants/settings", R"({"friendly_name":"<b>"})",
            u"'String does not match pattern ^[^<>]+$: <b>' on property friendly_name."_s);
        row("friendly name in lines", "PATCH", "/tenants/settings", R"({"friendly_name":"a\nb"})",
            u"'Object didn't pass validation for format control-characters: a\\u000Ab' on property friendly_name."_s);
        row("identifier in lines", "POST", "/resource-servers", R"({"identifier":"a\nb"})",
            u"'String does not match pattern ^[\\x21-\\x7E]+$: \\u000A' on property identifier."_s);
        row("name in lines", "PATCH", one, R"({"name":"a\nb"})",
            u"'Object didn't pass validation for format control-characters: a\\u000Ab' on property name."_s);
        row("lifetime 0", "PATCH", one, R"({"token_lifetime":0})",
            u"'Value 0 is less than minimum 1' on property token_lifetime."_s);
        row("lifetime below 0", "PATCH", one, R"({"token_lifetime":-1})",
            u"'Value -1 is less than minimum 1' on property token_lifetime."_s);
        row("a name within metadata", "POST", "/clients",
            R"({"name":"n","client_metadata":{")" + QByteArray(256, 'k') + R"(":"v"}})",
            u"'String is too long (256 chars), maximum 255' on property client_metadata."_s);
        row("how a secret is encoded", "PATCH", "/clients/BetaBetaBetaBetaBetaBetaBetaBe02",
            R"({"jwt_configuration":{"secret_encoded":true}})",
            u"'Additional properties not allowed: secret_encoded' on property jwt_configuration."_s);
    }
    void refusalsNameTheMemberAndTheValue()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, message);
        const auto answer = m_world.ask(method, path, body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.text(u"message"), u"Payload validation error: "_s + message);
    }

    void algorithmsThatAreNotServedAreNotTaken()
    {
        for (const QByteArray algorithm : {"PS256", "RS512"}) {
            const QByteArray member = "\"signing_alg\":\"" + algorithm + "\"}";
            const auto made = m_world.ask("POST", "/resource-servers", "{\"identifier\":\"urn:x\"," + member);
            QCOMPARE(made.status, 403);
            QCOMPARE(made.text(u"errorCode"), u"insufficient_entitlement"_s);
            QCOMPARE(m_world.ask("PATCH", "/resource-servers/111111111111111111111111", '{' + member).status, 403);
        }
        QCOMPARE(m_world.commitCount(), 0);
    }

    void aSummaryIsWhatClientsAreCalled()
    {
        const auto as = [&](const QString &scopes, const QByteArray &query) {
            return m_world
                .raw("GET", "/api/v2" + m_alpha + query,
                     "Authorization: Bearer " + m_world.token(TokenTenant::alpha, scopes) + "\r\n")
                .body;
        };
        const QByteArray alpha = TokenTenant::alpha.latin1();
        QCOMPARE(as(u"read:client_summary"_s, {}),
                 "{\"client_id\":\"" + alpha + "\",\"name\":\"" + alpha + "\",\"app_type\":\"non_interactive\"}");
        // And no more of it than was asked for.
        QCOMPARE(as(u"read:client_summary"_s, "?fields=name"), "{\"name\":\"" + alpha + "\"}");
        QCOMPARE(as(u"read:client_credentials"_s, "?fields=name,grant_types"), "{\"name\":\"" + alpha + "\"}");
        QCOMPARE(as(u"read:client_credentials"_s, "?fields=grant_types"), "{}");
        QCOMPARE(as(u"read:client_summary"_s, "?fields=client_id,name&include_fields=false"),
                 "{\"app_type\":\"non_interactive\"}");
    }

    /// Packed, it would be read as something else.
    void packedBodiesAreRefused()
    {
        const QByteArray one = "/resource-servers/111111111111111111111111";
        for (const QByteArray coding : {"gzip", "deflate", "br", "identity, gzip", ""}) {
            const auto answer = m_world.ask("PATCH", one, "{\"name\":\"A\"}", "Content-Encoding: " + coding + "\r\n");
            QCOMPARE(answer.status, 415);
            QCOMPARE(answer.text(u"message"), u"Send the body without a Content-Encoding."_s);
        }
        QCOMPARE(m_world.commitCount(), 0);
        QCOMPARE(m_world.ask("PATCH", one, "{\"name\":\"A\"}", "Content-Encoding: Identity\r\n").status, 200);
        QCOMPARE(m_world.ask("GET", one, {}, "Content-Encoding: gzip\r\n").status, 200);
    }

    void clientsAreNotSearchedByWhatIsNotThere()
    {
        QCOMPARE(m_world.ask("GET", "/clients?q=client_grant.organization_id%3Aorg_1").status, 400);
    }
};

QTEST_GUILESS_MAIN(tst_server_ManagementMembers)
#include "tst_server_ManagementMembers.moc"
