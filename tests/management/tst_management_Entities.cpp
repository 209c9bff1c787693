#include "models/management/Entities.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::management;
using namespace Qt::StringLiterals;

/// Entities in and out of JSON.
class tst_management_Entities : public QObject
{
    Q_OBJECT

private:
    template <typename Object>
    static std::optional<Problem> put(const Description<Object> &description, Object &object, const QByteArray &json,
                                      Uses use = Use::Update)
    {
        Draft<Object> draft{.value = object};
        auto problem = assign(description, draft, *jose::parseStrictJson(json), use);
        object = draft.value;
        return problem;
    }

private Q_SLOTS:
    void whatComesOutGoesInWithoutAChange();
    void refreshPoliciesAreChangedInPart();
    void foreignGrantTypesAreKept();
    void nullClears();
    void tooMuchIsRefused();
    void noMemberIsListedTwice();
};

void tst_management_Entities::whatComesOutGoesInWithoutAChange()
{
    domain::ResourceServer api;
    api.name = u"Orders"_s;
    api.scopes = {{u"read"_s, u"Read"_s}, {u"write"_s, {}}};
    api.userPolicy = domain::UserPolicy::DenyAll;
    jose::JsonValue json = toJson(resourceServerDescription(), api, {.leavesOutUnset = true});
    json.members.removeIf(
        [](const jose::JsonMember &member) { return member.name == "id"_L1 || member.name == "identifier"_L1; });
    domain::ResourceServer before = api;
    before.tokenLifetimeForWeb = 60;
    domain::ResourceServer after = before;
    QVERIFY(!put(resourceServerDescription(), after, json.toJson()));
    QCOMPARE(after, api);

    domain::Tenant tenant;
    domain::Tenant told = tenant;
    QVERIFY(!put(tenantDescription(), told, toJson(tenantDescription(), tenant, {}).toJson()));
    QCOMPARE(told, tenant);
}

void tst_management_Entities::refreshPoliciesAreChangedInPart()
{
    domain::ClientApplication client;
    client.type = domain::ClientType::Native;
    domain::applyTypeDefaults(client);
    QVERIFY(!put(clientDescription(), client, "{\"refresh_token\":{\"leeway\":7}}"));
    QCOMPARE(client.refresh.leeway, 7);
    QVERIFY(client.refresh.isRotating && client.refresh.hasLifetime);
    QVERIFY(!put(clientDescription(), client,
                 "{\"refresh_token\":{\"expiration_type\":\"expiring\",\"infinite_token_lifetime\":true}}"));
    QVERIFY(!client.refresh.hasLifetime && client.refresh.hasIdleLifetime);
    QVERIFY(!put(clientDescription(), client, "{\"refresh_token\":{\"expiration_type\":\"non-expiring\"}}"));
    QVERIFY(!client.refresh.hasLifetime && !client.refresh.hasIdleLifetime);
}

void tst_management_Entities::foreignGrantTypesAreKept()
{
    domain::ClientApplication client;
    client.type = domain::ClientType::RegularWeb;
    QVERIFY(!put(clientDescription(), client, "{\"grant_types\":[\"implicit\",\"refresh_token\",\"password\"]}"));
    QCOMPARE(client.grantTypes, domain::GrantTypes(domain::GrantType::RefreshToken));
    // What the window adds and takes away is told beside what it does not know.
    client.grantTypes = domain::GrantType::AuthorizationCode;
    QCOMPARE(toJson(clientDescription(), client, {}).member(u"grant_types")->toJson(),
             "[\"implicit\",\"password\",\"authorization_code\"]");
}

void tst_management_Entities::nullClears()
{
    domain::ResourceServer api;
    QVERIFY(!put(resourceServerDescription(), api, "{\"authorization_details\":[{\"type\":\"a\"}]}"));
    QCOMPARE(api.kept.size(), 1);
    QVERIFY(!put(resourceServerDescription(), api, "{\"authorization_details\":null}"));
    QVERIFY(api.kept.isEmpty());
    QVERIFY(put(resourceServerDescription(), api, "{\"name\":null}"));
}

void tst_management_Entities::tooMuchIsRefused()
{
    domain::User user;
    const QByteArray large = "{\"app_metadata\":{\"a\":\"" + QByteArray(domain::maxKeptBytes, 'x') + "\"}}";
    const auto problem = put(userDescription(), user, large);
    QVERIFY(problem);
    QCOMPARE(problem->status, 413);
}

void tst_management_Entities::noMemberIsListedTwice()
{
    const auto isListedOnce = [](const auto &description) {
        QStringList names;
        for (const auto &member : description)
            names.append(member.name);
        return names.removeDuplicates() == 0;
    };
    QVERIFY(isListedOnce(resourceServerDescription()));
    QVERIFY(isListedOnce(clientDescription()));
    QVERIFY(isListedOnce(clientGrantDescription()));
    QVERIFY(isListedOnce(userDescription()));
    QVERIFY(isListedOnce(tenantDescription()));
}

QTEST_GUILESS_MAIN(tst_management_Entities)
#include "tst_management_Entities.moc"
