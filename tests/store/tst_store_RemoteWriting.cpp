#include "models/store/connection/ConnectionFault.h"
#include "tests/store/ScriptedTenant.h"
#include "tests/store/StoreSupport.h"

using namespace gatehouse;
using namespace gatehouse::domain;
using base::ErrorCode;
using store::StoreSnapshot;
using tests::await;
using tests::Fault;
using tests::JsonValue;
using tests::RemoteWorld;
using namespace Qt::StringLiterals;

class tst_store_RemoteWriting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatDiffersIsSent();
    void scopesAreMergedIntoWhatTheTenantHas();
    void unknownMembersOfObjectsStay();
    void flagsAreSentOneByOne();
    void identifiersAreEncoded();
    void aNewApiGetsTheTenantsId();
    void aDeletedApiComesBackWithWhatNobodyKnows();
    void whatATenantDoesNotAllowIsLeftOutAndTold();
    void whatATenantDropsIsTold();
    void whatIsDroppedOfAnyKindIsTold();
    void whatIsMadeAndNotFoundYetIsTheAnswer();
    void aSecretThatMayBeReplacedIsTold();
    void conflictsSendNothing();
    void theSystemApiKeepsItsScopes();
    void aSecretIsReplacedByTheTenant();
    void whatIsNotChangedElsewhereIsRefused();
    void aGrantThatIsThereAlreadyIsNotOverwritten();
    void ofSeveralChangesTheFirstStay();

private:
    static StoreSnapshot load(RemoteWorld &world) { return await(world.backend->load()).value_or(StoreSnapshot()); }
    static ResourceServer orders(const StoreSnapshot &tenant)
    {
        return *tenant.resourceServerByIdentifier(u"https://orders.example.com/"_s);
    }
    static base::Result<StoreSnapshot> commit(RemoteWorld &world, const ChangeSet &changes)
    {
        return await(world.backend->commit(changes, {u"alice"_s, u"window"_s}));
    }
};

void tst_store_RemoteWriting::onlyWhatDiffersIsSent()
{
    RemoteWorld world;
    const ResourceServer before = orders(load(world));
    ResourceServer after = before;
    after.name = u"Orders and more"_s;
    after.enforcePolicies = true;
    ChangeSet changes;
    changes.update(before, after);
    const auto written = commit(world, changes);
    VERIFY_RESULT(written);
    QCOMPARE(world.tenant->sent("PATCH"), (QByteArrayList{R"({"name":"Orders and more","enforce_policies":true})"}));
    QCOMPARE(orders(*written), after);
    QVERIFY(world.backend->takeDropped().isEmpty());
    QCOMPARE(orders(load(world)), after);
    // Undo is a change like any other.
    VERIFY_RESULT(commit(world, changes.inverse()));
    QCOMPARE(orders(load(world)), before);
}

void tst_store_RemoteWriting::scopesAreMergedIntoWhatTheTenantHas()
{
    RemoteWorld world;
    const ResourceServer before = orders(load(world));
    // Somebody else adds a scope.
    JsonValue &theirs = *world.tenant->find("resource-servers", before.id.text());
    for (jose::JsonMember &member : theirs.members) {
        if (member.name == "scopes"_L1)
            member.value.elements.append(tests::ScriptedTenant::json(R"({"value":"audit:orders","tier":"iron"})"));
    }
    ResourceServer after = before;
    after.scopes[0].description = u"Read them"_s;
    after.scopes.removeAt(1);
    ChangeSet changes;
    changes.update(before, after);
    VERIFY_RESULT(commit(world, changes));
    // What a scope has besides stays, too.
    QCOMPARE(
        world.tenant->sent("PATCH"),
        (QByteArrayList{
            R"({"scopes":[{"value":"read:orders","description":"Read them","tier":"gold"},{"value":"audit:orders","tier":"iron"}]})"}));
}

void tst_store_RemoteWriting::unknownMembersOfObjectsStay()
{
    RemoteWorld world;
    const ClientApplication before = *load(world).client(ClientId(u"cl1"_s));
    ClientApplication after = before;
    after.refresh.leeway = 5;
    after.grantTypes |= GrantType::RefreshToken;
    ChangeSet changes;
    changes.update(before, after);
    VERIFY_RESULT(commit(world, changes));
    const JsonValue sent = tests::ScriptedTenant::json(world.tenant->sent("PATCH").value(0));
    QCOMPARE(sent.members.size(), 2);
    QCOMPARE(
        sent.member(u"refresh_token")->toJson(),
        R"({"rotation_type":"rotating","expiration_type":"expiring","leeway":5,"token_lifetime":100,"idle_token_lifetime":50,"new_inner":7})"_ba);
    // A grant type that is not served here is not taken away.
    QVERIFY(sent.member(u"grant_types")->toJson().contains("\"implicit\""));
}

void tst_store_RemoteWriting::flagsAreSentOneByOne()
{
    RemoteWorld world;
    const Tenant before = load(world).tenant;
    Tenant after = before;
    after.apisSectionEnabled = false;
    ChangeSet changes;
    changes.update(before, after);
    VERIFY_RESULT(commit(world, changes));
    QCOMPARE(world.tenant->sent("PATCH"), (QByteArrayList{R"({"flags":{"enable_apis_section":false}})"}));
}

void tst_store_RemoteWriting::identifiersAreEncoded()
{
    QCOMPARE(store::remote::segment(u"https://a/b?c#d%2f ü"_s), "https%3A%2F%2Fa%2Fb%3Fc%23d%252f%20%C3%BC"_ba);
    RemoteWorld world;
    load(world);
    ResourceServer api = tests::makeApi(7, {u"a"_s});
    api.identifier = u"https://a/../b?c#d%2f"_s;
    ChangeSet changes;
    changes.create(api);
    world.tenant->meet(Fault::LostAnswer, "POST", "/resource-servers");
    VERIFY_RESULT(commit(world, changes));
    const auto asked =
        std::ranges::find_if(std::as_const(world.tenant->requests), [](const http::HttpRequest &request) {
            return request.url.path(QUrl::FullyEncoded).contains("https%3A%2F%2Fa"_L1);
        });
    QVERIFY(asked != world.tenant->requests.cend());
    QCOMPARE(asked->url.path(QUrl::FullyEncoded).toLatin1(),
             "/api/v2/resource-servers/https%3A%2F%2Fa%2F..%2Fb%3Fc%23d%252f"_ba);
}

void tst_store_RemoteWriting::aNewApiGetsTheTenantsId()
{
    RemoteWorld world;
    load(world);
    const ResourceServer api = tests::makeApi(7, {u"a"_s, u"b"_s});
    const ClientApplication client = tests::makeClient(7);
    ChangeSet changes;
    changes.create(api);
    changes.create(client);
    changes.create(tests::makeGrant(client, api, {u"b"_s}));
    const auto written = commit(world, changes);
    VERIFY_RESULT(written);
    QVERIFY(!written->resourceServer(api.id));
    const ResourceServer *made = written->resourceServerByIdentifier(api.identifier);
    QVERIFY(made);
    QCOMPARE(made->scopes, api.scopes);
    QCOMPARE(written->grantsOf(made->id).value(0).scopes, QStringList{u"b"_s});
    QCOMPARE(load(world), *written);
    // What is made here is no secret of ours: the tenant makes it.
    for (const QByteArray &body : world.tenant->sent("POST"))
        QVERIFY(!body.contains("secret\":") && !body.contains("record"));
    // Under the id that it had here it is still found: by undo.
    VERIFY_RESULT(commit(world, changes.inverse()));
    QCOMPARE(load(world).resourceServers.size(), 2);
    QCOMPARE(load(world).clients.size(), 2);
}

void tst_store_RemoteWriting::aDeletedApiComesBackWithWhatNobodyKnows()
{
    RemoteWorld world;
    const StoreSnapshot tenant = load(world);
    ChangeSet deletion;
    deletion.remove(tenant.grants.first());
    deletion.remove(orders(tenant));
    VERIFY_RESULT(commit(world, deletion));
    QCOMPARE(world.tenant->kinds["resource-servers"].size(), 1);
    VERIFY_RESULT(commit(world, deletion.inverse()));
    const JsonValue made = world.tenant->kinds["resource-servers"].last();
    QCOMPARE(made.member(u"new_member")->toJson(), u"{\"deep\":[1.50,\"ü\"]}"_s.toUtf8());
    QVERIFY(made.member(u"id")->string != orders(tenant).id.text());
    QCOMPARE(orders(load(world)).scopes, orders(tenant).scopes);
    QCOMPARE(load(world).grants.size(), 1);
    // And once more, in both directions.
    VERIFY_RESULT(commit(world, deletion));
    VERIFY_RESULT(commit(world, deletion.inverse()));
    QCOMPARE(load(world).grants.size(), 1);
}

void tst_store_RemoteWriting::whatATenantDoesNotAllowIsLeftOutAndTold()
{
    RemoteWorld world;
    const StoreSnapshot tenant = load(world);
    ChangeSet deletion;
    deletion.remove(tenant.grants.first());
    deletion.remove(orders(tenant));
    VERIFY_RESULT(commit(world, deletion));
    world.tenant->forbidden = {u"new_member"_s};
    VERIFY_RESULT(commit(world, deletion.inverse()));
    QCOMPARE(world.backend->takeDropped(), (QList<store::remote::Dropped>{{u"Orders"_s, {u"new_member"_s}}}));
    QVERIFY(!world.tenant->kinds["resource-servers"].last().member(u"new_member"));
}

void tst_store_RemoteWriting::whatATenantDropsIsTold()
{
    RemoteWorld world;
    const ResourceServer before = orders(load(world));
    ResourceServer after = before;
    after.name = u"Renamed"_s;
    after.dialect = TokenDialect::Rfc9068;
    ChangeSet changes;
    changes.update(before, after);
    world.tenant->ignored = {u"token_dialect"_s};
    const auto written = commit(world, changes);
    VERIFY_RESULT(written);
    QCOMPARE(orders(*written).name, u"Renamed"_s);
    QCOMPARE(orders(*written).dialect, TokenDialect::AccessToken);
    QCOMPARE(world.backend->takeDropped(), (QList<store::remote::Dropped>{{u"Renamed"_s, {u"token_dialect"_s}}}));
    QVERIFY(world.backend->takeDropped().isEmpty());
}

void tst_store_RemoteWriting::whatIsDroppedOfAnyKindIsTold()
{
    RemoteWorld world;
    const StoreSnapshot tenant = load(world);
    const auto dropped = [&](const QString &member, const ChangeSet &changes) {
        world.tenant->ignored = {member};
        const auto written = commit(world, changes);
        const QList<store::remote::Dropped> told = world.backend->takeDropped();
        return written && told.size() == 1 ? told.first().members : QStringList();
    };
    const ClientApplication client = *tenant.client(ClientId(u"cl1"_s));
    ClientApplication called = client;
    called.callbacks = {u"https://shop.example.com/other"_s};
    ChangeSet changes;
    changes.update(client, called);
    QCOMPARE(dropped(u"callbacks"_s, changes), QStringList{u"callbacks"_s});

    ClientGrant granted = tenant.grants.first();
    granted.scopes.append(u"write:orders"_s);
    changes = {};
    changes.update(tenant.grants.first(), granted);
    QCOMPARE(dropped(u"scope"_s, changes), QStringList{u"scope"_s});

    Tenant renamed = tenant.tenant;
    renamed.name = u"Renamed"_s;
    changes = {};
    changes.update(tenant.tenant, renamed);
    QCOMPARE(dropped(u"friendly_name"_s, changes), QStringList{u"friendly_name"_s});

    ResourceServer api = tests::makeApi(8, {u"read"_s});
    api.tokenLifetime = 60;
    changes = {};
    changes.create(api);
    QCOMPARE(dropped(u"token_lifetime"_s, changes), QStringList{u"token_lifetime"_s});

    ClientApplication made = tests::makeClient(8);
    made.callbacks = {u"https://made.example.com/cb"_s};
    changes = {};
    changes.create(made);
    QCOMPARE(dropped(u"callbacks"_s, changes), QStringList{u"callbacks"_s});
}

void tst_store_RemoteWriting::whatIsMadeAndNotFoundYetIsTheAnswer()
{
    RemoteWorld world;
    load(world);
    world.tenant->meet(Fault::NotYet, "GET", "/resource-servers/made-");
    ChangeSet changes;
    changes.create(tests::makeApi(8, {u"read"_s}));
    const auto written = commit(world, changes);
    VERIFY_RESULT(written);
    QCOMPARE(written->resourceServerByIdentifier(tests::makeApi(8).identifier)->scopeValues(), QStringList{u"read"_s});
}

void tst_store_RemoteWriting::aSecretThatMayBeReplacedIsTold()
{
    RemoteWorld world;
    const StoreSnapshot tenant = load(world);
    const ClientApplication before = *tenant.client(ClientId(u"cl1"_s));
    ClientApplication after = before;
    after.secret = store::remote::RemoteCustody::wish();
    ChangeSet changes;
    changes.update(before, after);
    world.tenant->meet(Fault::LostAnswer, "POST", "/rotate-secret");
    const auto lost = commit(world, changes);
    COMPARE_ERROR(lost, ErrorCode::ConnectionUnfit);
    QCOMPARE(store::remote::faultOf(lost.error()), store::remote::ConnectionFault::SecretUnclear);
}

void tst_store_RemoteWriting::conflictsSendNothing()
{
    RemoteWorld world;
    const StoreSnapshot tenant = load(world);
    for (jose::JsonMember &member : world.tenant->find("clients", u"cl1"_s)->members) {
        if (member.name == "name"_L1)
            member.value.string = u"Theirs"_s;
    }
    const ClientApplication before = *tenant.client(ClientId(u"cl1"_s));
    ClientApplication after = before;
    after.name = u"Mine"_s;
    ChangeSet rename;
    rename.create(tests::makeApi(8)); // the harmless half is not sent either
    rename.update(before, after);
    const auto refused = commit(world, rename);
    COMPARE_ERROR(refused, ErrorCode::Conflict);
    QCOMPARE(refused.error().detail, u"name"_s);
    ChangeSet deletion;
    deletion.remove(before);
    COMPARE_ERROR(commit(world, deletion), ErrorCode::Conflict);
    for (const QByteArray &method : {"POST"_ba, "PATCH"_ba, "DELETE"_ba})
        QVERIFY(world.tenant->sent(method).isEmpty());
    // What another has deleted is no conflict for who wants it gone, and one for who wants it otherwise.
    world.tenant->kinds["clients"].removeFirst();
    COMPARE_ERROR(commit(world, rename), ErrorCode::Conflict);
    VERIFY_RESULT(commit(world, deletion));
}

void tst_store_RemoteWriting::theSystemApiKeepsItsScopes()
{
    RemoteWorld world;
    const ResourceServer before = load(world).resourceServers.first();
    QVERIFY(before.isSystem);
    ResourceServer after = before;
    after.tokenLifetime = 600;
    ChangeSet allowed;
    allowed.update(before, after);
    VERIFY_RESULT(commit(world, allowed));
    QCOMPARE(world.tenant->sent("PATCH"), (QByteArrayList{R"({"token_lifetime":600})"}));
    ResourceServer scoped = after;
    scoped.scopes.append({u"more:scopes"_s, {}});
    ChangeSet forbidden;
    forbidden.update(after, scoped);
    COMPARE_ERROR(commit(world, forbidden), ErrorCode::Refused);
    ChangeSet deletion;
    deletion.remove(after);
    COMPARE_ERROR(commit(world, deletion), ErrorCode::Refused);
    QCOMPARE(world.tenant->sent("PATCH").size(), 1);
    QVERIFY(world.tenant->sent("DELETE").isEmpty());
}

void tst_store_RemoteWriting::aSecretIsReplacedByTheTenant()
{
    RemoteWorld world;
    const ClientApplication before = *load(world).client(ClientId(u"cl1"_s));
    ClientApplication after = before;
    after.secret = store::remote::RemoteCustody::wish();
    ChangeSet changes;
    changes.update(before, after);
    const auto written = commit(world, changes);
    VERIFY_RESULT(written);
    QVERIFY(written->client(before.id)->secret.isEmpty());
    QCOMPARE(world.tenant->requests.last().url.path(), u"/api/v2/clients/cl1/rotate-secret"_s);
    // Nobody has kept the one before.
    COMPARE_ERROR(commit(world, changes.inverse()), ErrorCode::ConnectionUnfit);
    COMPARE_ERROR(world.custody.clientSecret(before), ErrorCode::ConnectionUnfit);
}

void tst_store_RemoteWriting::whatIsNotChangedElsewhereIsRefused()
{
    RemoteWorld world;
    const StoreSnapshot tenant = load(world);
    const auto refused = [&](const ChangeSet &changes) {
        const qsizetype sent = world.tenant->requests.size();
        const auto result = commit(world, changes);
        QVERIFY(!result && result.error().code == ErrorCode::ConnectionUnfit);
        QVERIFY(world.tenant->requests.size() <= sent + 1);
    };
    ChangeSet person;
    person.create(tests::makeUser(1));
    refused(person);
    ChangeSet key;
    key.create(tests::makeKey(1));
    refused(key);
    ChangeSet port;
    Tenant served = tenant.tenant;
    served.serverPort = 8790;
    port.update(tenant.tenant, served);
    refused(port);
    ChangeSet secret;
    ResourceServer api = orders(tenant);
    api.signingSecret = {"mine"_ba};
    secret.update(orders(tenant), api);
    refused(secret);
}

void tst_store_RemoteWriting::aGrantThatIsThereAlreadyIsNotOverwritten()
{
    RemoteWorld world;
    const StoreSnapshot tenant = load(world);
    const ClientGrant mine = tests::makeGrant(*tenant.client(ClientId(u"cl2"_s)), orders(tenant), {u"read:orders"_s});
    // Somebody made it meanwhile, with other scopes.
    world.tenant->kinds["client-grants"].append(tests::ScriptedTenant::json(
        R"({"id":"cgr_9","client_id":"cl2","audience":"https://orders.example.com/","scope":["write:orders"],"subject_type":"client"})"));
    world.tenant->meet(Fault::Reset, "POST", "/client-grants");
    ChangeSet changes;
    changes.create(mine);
    COMPARE_ERROR(commit(world, changes), ErrorCode::Conflict);
    QCOMPARE(world.tenant->find("client-grants", u"cgr_9"_s)->member(u"scope")->toJson(), "[\"write:orders\"]"_ba);
}

void tst_store_RemoteWriting::ofSeveralChangesTheFirstStay()
{
    RemoteWorld world;
    const StoreSnapshot tenant = load(world);
    int told = 0;
    world.backend->setExternalChangeListener([&told](store::ExternalChange) { ++told; });
    ChangeSet changes;
    changes.create(tests::makeApi(8));
    changes.create(tests::makeClient(8));
    changes.create(tests::makeClient(9));
    world.tenant->meet(Fault::MissingScope, "POST", "/clients");
    const auto refused = commit(world, changes);
    COMPARE_ERROR(refused, ErrorCode::PartlyDone);
    QCOMPARE(refused.error().subject, u"1/3"_s);
    QVERIFY(refused.error().detail.contains(u"scope-missing"_s));
    QCOMPARE(told, 1);
    QCOMPARE(load(world).resourceServers.size(), 3);
    QCOMPARE(load(world).clients.size(), 2);
    world.backend->setExternalChangeListener({});
}

QTEST_GUILESS_MAIN(tst_store_RemoteWriting)
#include "tst_store_RemoteWriting.moc"
