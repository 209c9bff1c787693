#include "ManagementWorld.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// The Management API over real HTTP: what is asked, what is answered, what is committed.
class tst_server_ManagementApi : public QObject
{
    Q_OBJECT

private:
    ManagementWorld m_world;

    static QByteArray listed(const ManagementWorld::Answered &answer, QStringView envelope, QStringView member)
    {
        const jose::JsonValue *list = answer.json.isArray() ? &answer.json : answer.json.member(envelope);
        QStringList texts;
        for (const jose::JsonValue &one : list ? list->elements : QList<jose::JsonValue>()) {
            const jose::JsonValue *value = one.member(member);
            texts.append(value ? value->string : u"-"_s);
        }
        return texts.join(u' ').toUtf8();
    }

private Q_SLOTS:
    void init() { m_world.reset(); }

    void theFirstApiHasAuth0sDefaults();
    void apisAreFoundByIdAndEncodedIdentifier();
    void aPatchReplacesScopesAndLeavesTheRest();
    void theSystemApiIsProtected();
    void bodiesAreRefusedInTheValidatorsWords_data();
    void bodiesAreRefusedInTheValidatorsWords();
    void keptMembersComeBackAsTheyCame();
    void lists_data();
    void lists();
    void checkpointsLeadThroughTheWholeList();
    void secretsAreGivenToWhoMayReadKeys();
    void deletesAreIdempotent();
    void durationsAreToldInHours();
    void keysAreRotatedAndRevoked();
    void theTrailNamesTheClient();
    void whatIsSentBackAsItWasToldChangesNothing_data();
    void whatIsSentBackAsItWasToldChangesNothing();
    void aStoreThatRefusesIsToldApart();
    void unknownRoutesLackAScope();
    void methodsAndMediaTypes();
};

void tst_server_ManagementApi::theFirstApiHasAuth0sDefaults()
{
    const auto made = m_world.ask("POST", "/resource-servers", "{\"identifier\":\"https://x/TestAccResourceServer\"}");
    QCOMPARE(made.status, 201);
    QCOMPARE(made.header("Content-Type"), "application/json; charset=utf-8");
    QCOMPARE(made.text(u"signing_alg"), u"RS256"_s);
    QCOMPARE(made.text(u"token_lifetime"), u"86400"_s);
    QCOMPARE(made.text(u"token_lifetime_for_web"), u"7200"_s);
    QCOMPARE(made.text(u"allow_offline_access"), u"false"_s);
    QCOMPARE(made.text(u"subject_type_authorization"),
             u"{\"client\":{\"policy\":\"require_client_grant\"},\"user\":{\"policy\":\"allow_all\"}}"_s);
    for (const QString &absent : {u"is_system"_s, u"scopes"_s, u"token_dialect"_s, u"enforce_policies"_s})
        QCOMPARE(made.text(absent), u"(absent)"_s);
    QCOMPARE(
        m_world.ask("POST", "/resource-servers", "{\"identifier\":\"https://x/TestAccResourceServer\"}").body,
        "{\"statusCode\":409,\"error\":\"Conflict\",\"message\":\"A resource server with the same identifier already "
        "exists\",\"errorCode\":\"resource_server_conflict\"}");
}

void tst_server_ManagementApi::apisAreFoundByIdAndEncodedIdentifier()
{
    for (const QByteArray path : {"https%3A%2F%2Forders.example.com", "https:%2F%2Forders.example.com",
                                  "https%253A%252F%252Forders.example.com", "111111111111111111111111"}) {
        const auto found = m_world.ask("GET", "/resource-servers/" + path);
        QCOMPARE(found.status, 200);
        QCOMPARE(found.text(u"identifier"), u"https://orders.example.com"_s);
    }
    const auto system = m_world.ask("GET", "/resource-servers/" + m_world.audience().toUtf8().toPercentEncoding());
    QCOMPARE(system.text(u"identifier"), m_world.audience());
    QCOMPARE(system.text(u"name"), u"Auth0 Management API"_s);
    QCOMPARE(m_world.ask("GET", "/resource-servers/nobody").body,
             "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"The resource server does not "
             "exist\",\"errorCode\":\"inexistent_resource_server\"}");
}

void tst_server_ManagementApi::aPatchReplacesScopesAndLeavesTheRest()
{
    const auto patched = m_world.ask("PATCH", "/resource-servers/111111111111111111111111",
                                     "{\"scopes\":[{\"value\":\"read:orders\",\"description\":\"Read\"}]}");
    QCOMPARE(patched.status, 200);
    QCOMPARE(patched.text(u"scopes"), u"[{\"value\":\"read:orders\",\"description\":\"Read\"}]"_s);
    QCOMPARE(patched.text(u"token_lifetime"), u"3600"_s);
    // What the API has no longer, no grant gives, though it goes on naming it.
    QCOMPARE(m_world.ask("GET", "/client-grants/cgr_1").text(u"scope"), u"[\"read:orders\",\"write:orders\"]"_s);
    QCOMPARE(m_world.tenant.read()->grant(domain::ClientGrantId(u"cgr_1"_s))->scopes, QStringList{u"read:orders"_s});
    const auto shorter = m_world.ask("PATCH", "/resource-servers/111111111111111111111111", "{\"token_lifetime\":60}");
    QCOMPARE(shorter.text(u"token_lifetime_for_web"), u"60"_s);
}

void tst_server_ManagementApi::theSystemApiIsProtected()
{
    const QByteArray path = "/resource-servers/000000000000000000000000";
    QCOMPARE(m_world.ask("PATCH", path, "{\"name\":\"x\",\"scopes\":[]}").text(u"message"),
             u"Payload validation error: 'Additional properties not allowed: name,scopes'."_s);
    QCOMPARE(m_world.ask("PATCH", path, "{\"token_lifetime\":600}").status, 200);
    const auto gone = m_world.ask("DELETE", path);
    QCOMPARE(gone.status, 400);
    QCOMPARE(gone.text(u"message"), u"System resource servers cannot be deleted."_s);
    QCOMPARE(
        m_world.ask("POST", "/resource-servers", "{\"identifier\":\"" + m_world.audience().toUtf8() + "\"}").status,
        409);
}

void tst_server_ManagementApi::bodiesAreRefusedInTheValidatorsWords_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *method, const char *path, const QByteArray &body,
                        const QString &reason) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(path) << body << reason;
    };
    const char *apis = "/resource-servers";
    const char *one = "/resource-servers/111111111111111111111111";
    row("missing", "POST", apis, "{}", u"'Missing required property: identifier'."_s);
    row("unknown", "POST", apis, "{\"identifier\":\"x\",\"a\":1,\"b\":2}",
        u"'Additional properties not allowed: a,b'."_s);
    row("fixed", "PATCH", one, "{\"identifier\":\"x\"}", u"'Additional properties not allowed: identifier'."_s);
    row("nothing", "PATCH", one, "{}", u"'Too few properties defined (0), minimum 1'."_s);
    row("a list", "POST", apis, "[]", u"'Expected type object but found type array'."_s);
    row("type", "POST", apis, "{\"identifier\":1}",
        u"'Expected type string but found type integer' on property identifier."_s);
    row("too short", "POST", apis, "{\"identifier\":\"\"}",
        u"'String is too short (0 chars), minimum 1' on property identifier."_s);
    row("too long", "POST", apis, "{\"identifier\":\"" + QByteArray(601, 'x') + "\"}",
        u"'String is too long (601 chars), maximum 600' on property identifier."_s);
    row("pattern", "PATCH", one, "{\"name\":\"a<b\"}",
        u"'String does not match pattern ^[^<>]+$: a<b' on property name."_s);
    row("greater", "PATCH", one, "{\"token_lifetime\":2592001}",
        u"'Value 2592001 is greater than maximum 2592000' on property token_lifetime."_s);
    row("less", "PATCH", one, "{\"token_lifetime\":-1}",
        u"'Value -1 is less than minimum 1' on property token_lifetime."_s);
    row("no integer", "PATCH", one, "{\"token_lifetime\":1.5}",
        u"'Expected type integer but found type number' on property token_lifetime."_s);
    row("enum", "PATCH", one, "{\"signing_alg\":\"XX256\"}", u"'No enum match for: XX256' on property signing_alg."_s);
    row("within a list", "PATCH", one, "{\"scopes\":[{\"value\":\"a\"},{\"description\":\"b\"}]}",
        u"'Missing required property: value' on property scopes[1]."_s);
    row("within an object", "PATCH", one, "{\"proof_of_possession\":{\"mechanism\":\"dpop\",\"required\":1}}",
        u"'Expected type boolean but found type integer' on property proof_of_possession.required."_s);
    row("twice", "POST", "/clients", "{\"name\":\"n\",\"grant_types\":[\"a\",\"a\"]}",
        u"'Array items are not unique (indexes 0 and 1)' on property grant_types."_s);
    row("a client's id", "POST", "/clients", "{\"name\":\"n\",\"client_id\":\"x\"}",
        u"'Additional properties not allowed: client_id'."_s);
    row("metadata", "POST", "/clients", "{\"name\":\"n\",\"client_metadata\":{\"a\":1}}",
        u"'Expected type string but found type integer' on property client_metadata.a."_s);
}

void tst_server_ManagementApi::bodiesAreRefusedInTheValidatorsWords()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, reason);
    const auto answer = m_world.ask(method, path, body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.text(u"message"), u"Payload validation error: "_s + reason);
    QCOMPARE(answer.text(u"errorCode"), u"invalid_body"_s);
    QCOMPARE(m_world.commitCount(), 0);
}

void tst_server_ManagementApi::keptMembersComeBackAsTheyCame()
{
    const QByteArray one = "/resource-servers/111111111111111111111111";
    const auto set = m_world.ask("PATCH", one,
                                 "{\"authorization_details\":[{\"type\":\"payment\",\"n\":1.50}],"
                                 "\"consent_policy\":\"transactional-authorization-with-mfa\"}");
    QCOMPARE(set.status, 200);
    QCOMPARE(m_world.ask("GET", one).text(u"authorization_details"), u"[{\"type\":\"payment\",\"n\":1.50}]"_s);
    const auto cleared = m_world.ask("PATCH", one, "{\"authorization_details\":null}");
    QCOMPARE(cleared.text(u"authorization_details"), u"(absent)"_s);
    QCOMPARE(cleared.text(u"consent_policy"), u"transactional-authorization-with-mfa"_s);

    const auto client = m_world.ask(
        "POST", "/clients",
        "{\"name\":\"Kept\",\"app_type\":\"regular_web\",\"description\":\"d\",\"client_metadata\":{\"a\":\"1\"},"
        "\"grant_types\":[\"password\",\"authorization_code\"],\"token_endpoint_auth_method\":"
        "\"client_secret_basic\",\"jwt_configuration\":{\"alg\":\"RS256\",\"secret_encoded\":true}}");
    QCOMPARE(client.status, 201);
    const QByteArray path = "/clients/" + client.text(u"client_id").toUtf8();
    const auto patched = m_world.ask(
        "PATCH", path, "{\"client_metadata\":{\"b\":\"2\",\"a\":null},\"jwt_configuration\":{\"alg\":\"HS256\"}}");
    QCOMPARE(patched.text(u"client_metadata"), u"{\"b\":\"2\"}"_s);
    QCOMPARE(patched.text(u"jwt_configuration"), u"{\"alg\":\"HS256\",\"secret_encoded\":true}"_s);
    QCOMPARE(patched.text(u"grant_types"), u"[\"password\",\"authorization_code\"]"_s);
    QCOMPARE(patched.text(u"token_endpoint_auth_method"), u"client_secret_basic"_s);
    QCOMPARE(patched.text(u"description"), u"d"_s);
    QCOMPARE(patched.text(u"oidc_conformant"), u"false"_s);
}

void tst_server_ManagementApi::lists_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("envelope");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QByteArray>("found");
    const QByteArray all = "AUDIENCE https://orders.example.com https://ledger.example.com/ urn:archive";
    const auto row = [](const char *name, const char *path, const QString &envelope, const QString &member,
                        const QByteArray &found) {
        QTest::newRow(name) << QByteArray(path) << envelope << member << found;
    };
    row("plain", "/resource-servers", {}, u"identifier"_s, all);
    row("totals", "/resource-servers?include_totals=true", u"resource_servers"_s, u"identifier"_s, all);
    row("page", "/resource-servers?page=1&per_page=3&include_totals=true", u"resource_servers"_s, u"identifier"_s,
        "urn:archive");
    row("past the end", "/resource-servers?page=9&include_totals=true", u"resource_servers"_s, u"identifier"_s, "");
    row("identifiers", "/resource-servers?identifiers=urn%3Aarchive&identifiers=urn:none", {}, u"identifier"_s,
        "urn:archive");
    row("fields", "/resource-servers?identifiers=urn:archive&fields=id&include_fields=true", {}, u"identifier"_s, "-");
    row("without fields", "/resource-servers?identifiers=urn:archive&fields=identifier&include_fields=false", {},
        u"id"_s, "333333333333333333333333");
    row("clients", "/clients?include_totals=true&is_global=false", u"clients"_s, u"name"_s,
        "AlphaAlphaAlphaAlphaAlphaAlpha01 BetaBetaBetaBetaBetaBetaBetaBe02");
    row("global client", "/clients?is_global=true", {}, u"name"_s, "All Applications");
    row("types", "/clients?app_type=spa,native", {}, u"name"_s, "");
    row("third parties", "/clients?is_first_party=false", {}, u"name"_s, "");
    row("grants of an API", "/client-grants?audience=urn:archive", {}, u"id"_s, "cgr_3");
    row("grants of a client", "/client-grants?client_id=nobody", {}, u"id"_s, "");
    row("actions", "/actions/actions?page=0&per_page=100&include_totals=true", u"actions"_s, u"id"_s, "");
}

void tst_server_ManagementApi::lists()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QString, envelope);
    QFETCH(const QString, member);
    QFETCH(const QByteArray, found);
    const auto answer = m_world.ask("GET", path);
    QCOMPARE(answer.status, 200);
    QCOMPARE(listed(answer, envelope, member), QByteArray(found).replace("AUDIENCE", m_world.audience().toUtf8()));
    if (path.startsWith("/resource-servers?page=1")) {
        QCOMPARE(answer.text(u"total"), u"4"_s);
        QCOMPARE(answer.text(u"start"), u"3"_s);
        QCOMPARE(answer.text(u"limit"), u"3"_s);
    }
    const QByteArray base =
        "http://127.0.0.1:" + QByteArray::number(m_world.server.port()) + "/api/v2/resource-servers";
    QCOMPARE(m_world.ask("GET", "/resource-servers?per_page=3&page=0").header("Link"),
             '<' + base + "?page=0&per_page=3>; rel=\"first\", <" + base + "?page=1&per_page=3>; rel=\"next\", <" +
                 base + "?page=1&per_page=3>; rel=\"last\"");
    for (const QByteArray bad : {"per_page=101", "per_page=0", "page=-1", "page=x", "include_totals=maybe"}) {
        const auto refused = m_world.ask("GET", "/resource-servers?" + bad);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.text(u"errorCode"), u"invalid_query_string"_s);
    }
}

void tst_server_ManagementApi::checkpointsLeadThroughTheWholeList()
{
    QByteArrayList ids;
    QByteArray path = "/client-grants?include_totals=true&take=1";
    for (int i = 0; i < 10 && !path.isEmpty(); ++i) {
        const auto answer = m_world.ask("GET", path);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.text(u"total"), u"(absent)"_s);
        ids.append(listed(answer, u"client_grants", u"id"));
        // One that goes meanwhile takes nothing of the rest along.
        if (i == 1)
            QCOMPARE(m_world.ask("DELETE", "/client-grants/" + ids.last()).status, 204);
        const auto *next = answer.json.member(u"next");
        path = next ? "/client-grants?take=1&from=" + next->string.toUtf8() : QByteArray();
    }
    QCOMPARE(ids.size(), 4);
    QCOMPARE(QSet<QByteArray>(ids.cbegin(), ids.cend()).size(), 4);
    QCOMPARE(m_world.ask("GET", "/clients?from=*&take=1").status, 400);
}

void tst_server_ManagementApi::secretsAreGivenToWhoMayReadKeys()
{
    const QByteArray path = "/api/v2/clients/" + QByteArray(TokenTenant::alpha.latin1());
    const auto as = [&](const QString &scopes) {
        return m_world.raw("GET", path, "Authorization: Bearer " + m_world.token(TokenTenant::alpha, scopes) + "\r\n");
    };
    QCOMPARE(as(u"read:clients read:client_keys"_s).text(u"client_secret"), QString(TokenTenant::alphaSecret));
    QCOMPARE(as(u"read:clients"_s).text(u"client_secret"), u"(absent)"_s);
    QCOMPARE(as(u"read:clients"_s).text(u"grant_types"), u"[\"client_credentials\"]"_s);
    const auto credentials = as(u"read:client_credentials"_s);
    QCOMPARE(credentials.text(u"client_secret"), QString(TokenTenant::alphaSecret));
    QCOMPARE(credentials.text(u"grant_types"), u"(absent)"_s);
    // Changing a secret takes more than changing a client.
    const auto patch = [&](const QString &scopes) {
        return m_world.raw("PATCH", path,
                           "Content-Type: application/json\r\nAuthorization: Bearer " +
                               m_world.token(TokenTenant::alpha, scopes) + "\r\n",
                           "{\"client_secret\":\"another-secret\"}");
    };
    QCOMPARE(patch(u"update:clients"_s).text(u"message"), u"Insufficient scope, expected any of: update:client_keys"_s);
    QCOMPARE(patch(u"update:client_keys"_s).status, 200);
}

void tst_server_ManagementApi::deletesAreIdempotent()
{
    for (const QByteArray path :
         {"/resource-servers/333333333333333333333333", "/client-grants/cgr_1",
          "/clients/BetaBetaBetaBetaBetaBetaBetaBe02", "/users/auth0%7Cnobody", "/grants/con_x"}) {
        for (int i = 0; i < 2; ++i) {
            const auto gone = m_world.ask("DELETE", path);
            QCOMPARE(gone.status, 204);
            QCOMPARE(gone.body, QByteArray());
        }
    }
    QCOMPARE(m_world.commitCount(), 3);
    // The one that stands for all of them is told of, and stays.
    const auto all = m_world.ask("GET", "/clients?is_global=true&fields=client_id");
    const QByteArray path = "/clients/" + listed(all, {}, u"client_id");
    QCOMPARE(m_world.ask("GET", path).text(u"global"), u"true"_s);
    QCOMPARE(m_world.ask("DELETE", path).text(u"message"), u"Global client cannot be deleted."_s);
    QCOMPARE(m_world.ask("PATCH", path, "{\"name\":\"x\"}").status, 404);
}

void tst_server_ManagementApi::durationsAreToldInHours()
{
    QCOMPARE(m_world.ask("GET", "/tenants/settings").text(u"session_lifetime"), u"168"_s);
    const auto set = m_world.ask("PATCH", "/tenants/settings",
                                 "{\"session_lifetime_in_minutes\":90,\"idle_session_lifetime_in_minutes\":120,"
                                 "\"friendly_name\":\"Acme\",\"flags\":{\"enable_apis_section\":false,\"x\":true}}");
    QCOMPARE(set.status, 200);
    QCOMPARE(set.text(u"session_lifetime"), u"1.5"_s);
    QCOMPARE(set.text(u"idle_session_lifetime"), u"2"_s);
    QCOMPARE(set.text(u"session_lifetime_in_minutes"), u"(absent)"_s);
    QCOMPARE(set.text(u"friendly_name"), u"Acme"_s);
    QVERIFY(!m_world.tenant.read()->tenant.apisSectionEnabled);
    QCOMPARE(m_world.ask("GET", "/tenants/settings?fields=flags").body,
             "{\"flags\":{\"enable_apis_section\":false,\"enable_pipeline2\":true,\"enable_client_connections\":true,"
             "\"enable_dynamic_client_registration\":false,\"x\":true}}");
}

void tst_server_ManagementApi::keysAreRotatedAndRevoked()
{
    const QByteArray first = TokenTenant::keyId.latin1();
    QCOMPARE(m_world.ask("PUT", "/keys/signing/" + first + "/revoke").status, 400);
    const auto rotated = m_world.ask("POST", "/keys/signing/rotate");
    QCOMPARE(rotated.status, 201);
    QCOMPARE(rotated.text(u"next"), u"true"_s);
    QCOMPARE(m_world.ask("GET", "/keys/signing/" + first).text(u"previous"), u"true"_s);
    QCOMPARE(m_world.ask("GET", "/keys/signing").json.elements.size(), 3);
    QCOMPARE(m_world.ask("PUT", "/keys/signing/nobody/revoke").status, 404);
    // The token that asks for it was signed with that very key.
    QCOMPARE(m_world.ask("PUT", "/keys/signing/" + first + "/revoke").text(u"revoked"), u"true"_s);
    QCOMPARE(m_world.ask("GET", "/keys/signing").text(u"message"),
             u"Invalid signature received for JSON Web Token validation"_s);
}

void tst_server_ManagementApi::theTrailNamesTheClient()
{
    QCOMPARE(m_world.ask("PATCH", "/resource-servers/111111111111111111111111", "{\"name\":\"A\"}").status, 200);
    QCOMPARE(m_world.commits.size(), 1);
    QCOMPARE(m_world.commits.first().author, (store::Author{QString(TokenTenant::alpha), u"Management API"_s}));
    // What one token asks within a minute of the request before is one deployment.
    const auto rename = [&](const QByteArray &name) {
        return m_world.ask("PATCH", "/resource-servers/111111111111111111111111", "{\"name\":\"" + name + "\"}").status;
    };
    m_world.clock.advance(std::chrono::seconds(59));
    QCOMPARE(rename("B"), 200);
    m_world.clock.advance(std::chrono::seconds(60));
    QCOMPARE(rename("C"), 200);
    QCOMPARE(m_world.commits.at(1).batch, m_world.commits.at(0).batch);
    QVERIFY(m_world.commits.at(2).batch != m_world.commits.at(1).batch);
}

void tst_server_ManagementApi::whatIsSentBackAsItWasToldChangesNothing_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QStringList>("without");
    QTest::newRow("API") << "/resource-servers/111111111111111111111111"_ba << QStringList{u"id"_s, u"identifier"_s};
    QTest::newRow("HS256 API") << "/resource-servers/222222222222222222222222"_ba
                               << QStringList{u"id"_s, u"identifier"_s};
    QTest::newRow("client") << "/clients/"_ba + TokenTenant::alpha.latin1()
                            << QStringList{u"client_id"_s, u"tenant"_s, u"global"_s, u"callback_url_template"_s,
                                           u"client_authentication_methods"_s};
    QTest::newRow("grant") << "/client-grants/cgr_1"_ba
                           << QStringList{u"id"_s, u"client_id"_s, u"audience"_s, u"subject_type"_s};
    QTest::newRow("settings") << "/tenants/settings"_ba << QStringList{};
}

void tst_server_ManagementApi::whatIsSentBackAsItWasToldChangesNothing()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QStringList, without);
    const auto told = m_world.ask("GET", path);
    jose::JsonValue body = told.json;
    body.members.removeIf([&](const jose::JsonMember &member) { return without.contains(member.name); });
    for (jose::JsonMember &member : body.members)
        member.value.members.removeIf([](const jose::JsonMember &inner) { return inner.name == "secret_encoded"_L1; });
    const auto sent = m_world.ask("PATCH", path, body.toJson());
    QCOMPARE(sent.body, told.body);
    QCOMPARE(m_world.commitCount(), 0);
}

void tst_server_ManagementApi::aStoreThatRefusesIsToldApart()
{
    const QByteArray one = "/resource-servers/111111111111111111111111";
    m_world.nextError = base::Error{.code = base::ErrorCode::StoreReadOnly,
                                    .step = base::ErrorStep::Commit,
                                    .subject = u"/secret/path"_s,
                                    .detail = {}};
    const auto readOnly = m_world.ask("PATCH", one, "{\"name\":\"A\"}");
    QCOMPARE(readOnly.status, 503);
    QCOMPARE(readOnly.header("Retry-After"), "1");
    QVERIFY(!readOnly.body.contains("secret"));
    m_world.nextError = base::Error{
        .code = base::ErrorCode::Conflict, .step = base::ErrorStep::Commit, .subject = u"x"_s, .detail = {}};
    QCOMPARE(m_world.ask("PATCH", one, "{\"name\":\"A\"}").status, 409);
}

void tst_server_ManagementApi::unknownRoutesLackAScope()
{
    const auto roles = m_world.ask("GET", "/roles?page=0");
    QCOMPARE(roles.status, 403);
    QCOMPARE(roles.body,
             "{\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\"Insufficient scope, expected any of: "
             "read:roles\",\"errorCode\":\"insufficient_scope\"}");
    QCOMPARE(m_world.ask("POST", "/connections-directory/x", "{}").text(u"message"),
             u"Insufficient scope, expected any of: create:connections_directory"_s);
    QCOMPARE(m_world.ask("DELETE", "/clients").status, 403);
    QCOMPARE(m_world.ask("GET", "/resource-servers/").status, 403);
}

void tst_server_ManagementApi::methodsAndMediaTypes()
{
    const QByteArray bearer = "Authorization: Bearer " + m_world.bearer() + "\r\n";
    QCOMPARE(m_world.raw("POST", "/api/v2/clients", bearer + "Content-Type: text/plain\r\n", "{}").status, 415);
    QCOMPARE(m_world.raw("POST", "/api/v2/clients", bearer + "Content-Type: application/json\r\n", "{").status, 400);
    QCOMPARE(m_world
                 .raw("POST", "/api/v2/clients", bearer + "Content-Type: application/json\r\n",
                      "{\"name\":\"a\",\"name\":\"b\"}")
                 .status,
             400);
    // None of it is for browsers' scripts (HTTP-04).
    const auto preflight = m_world.raw("OPTIONS", "/api/v2/clients", "Origin: https://evil.example\r\n");
    QCOMPARE(preflight.header("Access-Control-Allow-Origin"), "");
    QCOMPARE(m_world.raw("GET", "/api/v2/clients", bearer + "Origin: https://evil.example\r\n")
                 .header("Access-Control-Allow-Origin"),
             "");
    QCOMPARE(m_world
                 .raw("POST", "/api/v2/clients", bearer + "Content-Type: application/json\r\n",
                      '{' + QByteArray(1100 * 1024, ' ') + '}')
                 .status,
             413);
}

QTEST_GUILESS_MAIN(tst_server_ManagementApi)
#include "tst_server_ManagementApi.moc"
