#include "models/store/remote/KeptTenant.h"
#include "models/store/remote/RequestPace.h"
#include "tests/store/ScriptedTenant.h"
#include "tests/store/StoreSupport.h"
#include "ui/text/ErrorText.h"

using namespace gatehouse;
using namespace gatehouse::domain;
using base::ErrorCode;
using store::remote::TenantAddress;
using tests::await;
using tests::FakeClock;
using tests::Fault;
using tests::RemoteWorld;
using namespace Qt::StringLiterals;

namespace {

/// A certificate that vouches for itself.
constexpr auto certificate =
    "MIIBdjCCARugAwIBAgIUERgBkHy2rI7vFCFX1mJnsIKqtNEwCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEYWNtZTAgFw"
    "0yNjExMzAyMjM1NTVaGA8yMTI2MTEwNjIyMzU1NVowDzENMAsGA1UEAwwEYWNtZTBZMBMGByqGSM49AgEGCCqGSM49"
    "AwEHA0IABCXKEhmdPXH8VXE+6jRb8WuPgmrNgN4uZPiDjvXGwJxAeXPSPolvPyFFQ1LdrOocP/VHxEjevK5oB6sDrk"
    "j1OTWjUzBRMB0GA1UdDgQWBBTYf7y6XRytGyQ+WxNgRhKrUIQ5gzAfBgNVHSMEGDAWgBTYf7y6XRytGyQ+WxNgRhKr"
    "UIQ5gzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCCCCcFX/SMisrEVmyywlgrqTEyFr6C3wJD8I"
    "dRkbY5iAIhAJSX6HmMnJmuI/petborWkPcCAZWhimDZgZZhzA05sXZ";

} // namespace

class tst_store_RemoteReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void aTenantIsRead();
    void whatNobodyKnowsIsKept();
    void aTenantIsKeptAndReadAgain();
    void allPagesAreRead();
    void thousandsAreReadWithinTheLimit();
    void pagesThatRepeatEndTheReading();
    void whatMayNotBeReadIsNamed();
    void keysAreReadWithoutTheirScope();
    void theLimitIsKept();
    void theTenantsLimitIsWaitedFor();
    void theTenantsClockCounts();
    void aTokenIsFetchedOnceAndRenewed();
    void aPastedTokenSaysWhatItIsFor();
    void itCanBeCancelled();
};

void tst_store_RemoteReading::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("why");
    const auto good = [](const char *name, const QString &typed, const QString &origin) {
        QTest::newRow(name) << typed << origin << QString();
    };
    good("domain", u"acme.eu.auth0.com"_s, u"https://acme.eu.auth0.com"_s);
    good("blanks and capitals", u"  Acme.EU.auth0.com "_s, u"https://acme.eu.auth0.com"_s);
    good("as a browser shows it", u"https://login.example.com/"_s, u"https://login.example.com"_s);
    good("usual port", u"login.example.com:443"_s, u"https://login.example.com"_s);
    good("port", u"localhost:8791"_s, u"https://localhost:8791"_s);
    good("IPv6", u"https://[::1]:8791"_s, u"https://[::1]:8791"_s);
    good("this machine in the clear", u"http://127.0.0.1:8790/"_s, u"http://127.0.0.1:8790"_s);
    good("another script", u"bücher.example"_s, u"https://xn--bcher-kva.example"_s);
    const auto bad = [](const char *name, const QString &typed, const QString &why) {
        QTest::newRow(name) << typed << QString() << why;
    };
    bad("nothing", u" "_s, u"Domain"_s);
    bad("blank inside", u"acme auth0.com"_s, u"Domain"_s);
    bad("endless", QString(300, u'a'), u"Domain"_s);
    bad("port beyond", u"acme.example:70000"_s, u"Domain"_s);
    bad("port of nobody", u"acme.example:0"_s, u"Domain"_s);
    bad("dot at the end", u"acme.example."_s, u"Domain"_s);
    bad("another scheme", u"ftp://acme.example"_s, u"Scheme"_s);
    bad("file", u"file:///etc/passwd"_s, u"Domain"_s);
    bad("credentials", u"https://me:secret@acme.example"_s, u"Credentials"_s);
    bad("credentials of no address", u"https://me:secret@acme .example"_s, u"Domain"_s);
    bad("hidden host", u"https://acme.example@evil.example"_s, u"Credentials"_s);
    bad("API", u"https://acme.example/api/v2/"_s, u"Path"_s);
    bad("query", u"https://acme.example?x=1"_s, u"Path"_s);
    bad("in the clear", u"http://acme.example"_s, u"Http"_s);
    bad("looks like this machine", u"http://127.0.0.1.evil.example"_s, u"Http"_s);
    bad("a name below this machine's", u"http://tenant.localhost"_s, u"Http"_s);
    bad("begins like this machine", u"http://localhost.evil.example"_s, u"Http"_s);
    bad("all interfaces", u"http://0.0.0.0"_s, u"Http"_s);
}

void tst_store_RemoteReading::addresses()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, origin);
    QFETCH(const QString, why);
    const auto address = TenantAddress::parse(typed);
    if (why.isEmpty()) {
        VERIFY_RESULT(address);
        QCOMPARE(address->origin(), origin);
        QCOMPARE(address->audience(), origin + u"/api/v2/"_s);
        QCOMPARE(*TenantAddress::parse(address->issuer()), *address);
    } else {
        COMPARE_ERROR(address, ErrorCode::ConnectionUnfit);
        QCOMPARE(address.error().detail, why);
        QVERIFY(!ui::text::errorText(address.error()).oneLine().contains(u"secret"_s));
        QVERIFY(ui::text::errorText(address.error()).action.endsWith(u'.'));
    }
}

void tst_store_RemoteReading::aTenantIsRead()
{
    RemoteWorld world;
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    QCOMPARE(tenant->tenant.name, u"Acme"_s);
    QCOMPARE(tenant->resourceServers.size(), 2);
    QVERIFY(tenant->resourceServers.first().isSystem);
    const ResourceServer *orders = tenant->resourceServerByIdentifier(u"https://orders.example.com/"_s);
    QVERIFY(orders);
    QCOMPARE(orders->name, u"Orders"_s);
    QCOMPARE(orders->tokenLifetime, 3600);
    QCOMPARE(orders->scopeValues(), (QStringList{u"read:orders"_s, u"write:orders"_s}));
    const ClientApplication *shop = tenant->client(ClientId(u"cl1"_s));
    QVERIFY(shop);
    QCOMPARE(shop->type, ClientType::RegularWeb);
    QVERIFY(shop->refresh.isRotating && shop->refresh.hasLifetime);
    QVERIFY(shop->allows(GrantType::ClientCredentials));
    QCOMPARE(tenant->grants.size(), 1);
    QCOMPARE(tenant->grants.first().resourceServerId, orders->id);
    QCOMPARE(tenant->grants.first().scopes.size(), 2);
    const auto reading = world.backend->lastReading();
    QCOMPARE(reading.lostGrants, 1);
    QCOMPARE(reading.odd, (QList<store::remote::Oddity>{{u"Old SSO"_s, u"app_type"_s}}));
    QVERIFY(world.tenant->strangers.isEmpty());
    // Secrets are not asked for.
    for (const auto &request : std::as_const(world.tenant->requests)) {
        if (request.url.path().endsWith("/clients"_L1))
            QVERIFY(request.url.query().contains("fields=client_secret"_L1));
    }
}

void tst_store_RemoteReading::whatNobodyKnowsIsKept()
{
    RemoteWorld world;
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    QCOMPARE(tenant->resourceServers.last().kept.value(u"new_member"_s), u"{\"deep\":[1.50,\"ü\"]}"_s.toUtf8());
    QCOMPARE(tenant->client(ClientId(u"cl1"_s))->kept.value(u"new_client_member"_s), "[1]"_ba);
    QCOMPARE(tenant->tenant.kept.value(u"new_setting"_s), "{\"a\":1}"_ba);
}

void tst_store_RemoteReading::aTenantIsKeptAndReadAgain()
{
    RemoteWorld world;
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    const base::Instant at{std::chrono::seconds(1'700'000'000)};
    const QByteArray json = toJson(store::remote::KeptTenant{.tenant = *tenant, .at = at});
    QVERIFY(!json.contains("canary"));
    const auto kept = store::remote::keptTenantOf(json);
    QVERIFY(kept);
    QVERIFY(kept->tenant == *tenant);
    QCOMPARE(kept->at, at);
    // Anything else is nothing.
    for (const QByteArray &bad : {QByteArray(), "[]"_ba, json.first(json.size() / 2), "{\"at\":1}"_ba})
        QVERIFY(!store::remote::keptTenantOf(bad));
}

void tst_store_RemoteReading::allPagesAreRead()
{
    RemoteWorld world;
    world.tenant->kinds["clients"].clear();
    for (int i = 0; i < 250; ++i) {
        const QByteArray n = QByteArray::number(i);
        world.tenant->kinds["resource-servers"].append(tests::ScriptedTenant::json(
            "{\"id\":\"api-" + n + "\",\"name\":\"API " + n + "\",\"identifier\":\"urn:api:" + n + "\"}"));
        world.tenant->kinds["clients"].append(
            tests::ScriptedTenant::json("{\"client_id\":\"c-" + n + "\",\"name\":\"Client " + n + "\"}"));
    }
    int last = 0;
    world.backend->setProgressListener([&last](int objects) {
        QVERIFY(objects > last);
        last = objects;
    });
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    QCOMPARE(tenant->resourceServers.size(), 252);
    QCOMPARE(tenant->clients.size(), 250);
    QCOMPARE(last, 252 + 250 + 2);
    // One for the token, three pages of each, one of the grants, keys and settings.
    QCOMPARE(world.tenant->requests.size(), 1 + 3 + 3 + 1 + 2);
}

void tst_store_RemoteReading::thousandsAreReadWithinTheLimit()
{
    constexpr int apis = 1000;
    constexpr int clients = 500;
    constexpr int grants = 5000;
    constexpr int scopes = 50;
    constexpr int perSecond = store::remote::RequestPace::usualPerSecond;
    RemoteWorld world(perSecond);
    QByteArrayList scopeList;
    for (int i = 0; i < scopes; ++i)
        scopeList.append("{\"value\":\"scope:" + QByteArray::number(i) + "\",\"description\":\"What it is for\"}");
    const QByteArray scopesJson = '[' + scopeList.join(',') + ']';
    for (int i = 0; i < apis; ++i) {
        const QByteArray n = QByteArray::number(i);
        world.tenant->kinds["resource-servers"].append(
            tests::ScriptedTenant::json("{\"id\":\"api-" + n + "\",\"name\":\"API " + n +
                                        "\",\"identifier\":\"urn:api:" + n + "\",\"scopes\":" + scopesJson + '}'));
    }
    for (int i = 0; i < clients; ++i) {
        const QByteArray n = QByteArray::number(i);
        world.tenant->kinds["clients"].append(
            tests::ScriptedTenant::json("{\"client_id\":\"c-" + n + "\",\"name\":\"Client " + n + "\"}"));
    }
    for (int i = 0; i < grants; ++i) {
        world.tenant->kinds["client-grants"].append(tests::ScriptedTenant::json(
            "{\"id\":\"g-" + QByteArray::number(i) + "\",\"client_id\":\"c-" + QByteArray::number(i % clients) +
            "\",\"audience\":\"urn:api:" + QByteArray::number(i % apis) + "\",\"scope\":[\"scope:1\"]}"));
    }
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    QCOMPARE(tenant->resourceServers.size(), apis + 2);
    QCOMPARE(tenant->clients.size(), clients + 2);
    QCOMPARE(tenant->grants.size(), grants + 1);
    // A hundred a page, and no request that is not needed.
    QCOMPARE(world.tenant->requests.size(), 1 + 11 + 6 + 51 + 2);
    for (qsizetype i = 1; i + perSecond < world.tenant->moments.size(); ++i)
        QVERIFY(world.tenant->moments.at(i + perSecond) - world.tenant->moments.at(i) >= std::chrono::seconds(1));
    QVERIFY(world.tenant->rested < std::chrono::seconds(10));
}

void tst_store_RemoteReading::pagesThatRepeatEndTheReading()
{
    RemoteWorld world;
    for (int i = 0; i < 250; ++i) {
        const QByteArray n = QByteArray::number(i);
        world.tenant->kinds["resource-servers"].append(
            tests::ScriptedTenant::json("{\"id\":\"api-" + n + "\",\"identifier\":\"urn:api:" + n + "\"}"));
    }
    world.tenant->repeatsPages = true;
    const auto tenant = await(world.backend->load());
    COMPARE_ERROR(tenant, ErrorCode::UnexpectedAnswer);
    QCOMPARE(tenant.error().detail, u"pages"_s);
    QVERIFY(world.tenant->requests.size() < 20);
}

void tst_store_RemoteReading::whatMayNotBeReadIsNamed()
{
    RemoteWorld world;
    world.tenant->meet(Fault::MissingScope, "GET", "/client-grants");
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    QCOMPARE(tenant->resourceServers.size(), 2);
    QVERIFY(tenant->grants.isEmpty());
    QCOMPARE(world.backend->lastReading().missingScopes, QStringList{u"read:this update:this"_s});
    // Who may read nothing at all has no tenant.
    world.tenant->meet(Fault::MissingScope, "GET", "/api/v2/", 5);
    COMPARE_ERROR(await(world.backend->load()), ErrorCode::ScopeMissing);
}

void tst_store_RemoteReading::keysAreReadWithoutTheirScope()
{
    RemoteWorld world;
    world.tenant->published = "{\"keys\":[{\"kid\":\"now\",\"x5c\":[\""_ba + certificate +
                              "\"]},{\"kid\":\"bare\"},{\"kid\":\"odd\",\"x5c\":[\"AAAA\"]}]}";
    world.tenant->meet(Fault::MissingScope, "GET", "/keys/signing");
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    QCOMPARE(tenant->signingKeys.size(), 1);
    QCOMPARE(tenant->currentSigningKey()->id, KeyId(u"now"_s));
    QVERIFY(!tenant->signingKeys.first().publicKey.isEmpty());
    QVERIFY(world.backend->lastReading().missingScopes.isEmpty());
    // What everybody may read is asked for without the token.
    const auto asked = std::ranges::find_if(world.tenant->requests, [](const http::HttpRequest &request) {
        return request.url.path() == "/.well-known/jwks.json"_L1;
    });
    QVERIFY(asked != world.tenant->requests.end());
    for (const auto &header : std::as_const(asked->headers))
        QVERIFY(header.first != "Authorization");
}

void tst_store_RemoteReading::theLimitIsKept()
{
    RemoteWorld world(8);
    VERIFY_RESULT(await(world.backend->load()));
    // Five requests to the API, an eighth of a second apart.
    QCOMPARE(world.tenant->rested, std::chrono::milliseconds(4 * 125));
}

void tst_store_RemoteReading::theTenantsLimitIsWaitedFor()
{
    RemoteWorld world;
    world.tenant->meet(Fault::Limited, "GET", "/clients", 3);
    VERIFY_RESULT(await(world.backend->load()));
    QVERIFY(world.tenant->rested >= std::chrono::milliseconds(500 + 1000 + 2000));
    world.tenant->meet(Fault::Limited, "GET", "/clients", 100);
    const auto limited = await(world.backend->load());
    COMPARE_ERROR(limited, ErrorCode::RateLimited);
    QVERIFY(ui::text::errorText(limited.error()).why.contains(u"waited several times"_s));
    // A time that nobody waits here is told as the tenant's own.
    const auto rested = world.tenant->rested;
    world.tenant->retryAfter = "7200";
    const auto refused = await(world.backend->load());
    COMPARE_ERROR(refused, ErrorCode::RateLimited);
    QVERIFY2(ui::text::errorText(refused.error()).why.contains(u"2 hours"_s),
             qPrintable(ui::text::errorText(refused.error()).why));
    QCOMPARE(world.tenant->rested, rested);
}

void tst_store_RemoteReading::theTenantsClockCounts()
{
    FakeClock clock;
    base::SystemRandom random;
    store::remote::RequestPace pace(clock, random, 0);
    http::HttpResponse answer{.status = 429, .reason = {}, .headers = {}, .body = {}};
    const auto wait = [&] { return pace.afterFailure(&answer, 0); };
    constexpr std::chrono::milliseconds jitter{255};
    answer.headers = {{"Retry-After", "3"}};
    QVERIFY(wait() >= std::chrono::seconds(3) && wait() <= std::chrono::seconds(3) + jitter);
    // The tenant's clock is an hour ahead of ours: it is its own that it counts by.
    answer.headers = {{"Date", "Tue, 14 Nov 2023 23:13:20 GMT"}, {"X-RateLimit-Reset", "1700003602"}};
    QVERIFY(wait() >= std::chrono::seconds(2) && wait() <= std::chrono::seconds(2) + jitter);
    answer.headers = {{"Date", "Tue, 14 Nov 2023 23:13:20 GMT"}, {"Retry-After", "Tue, 14 Nov 2023 23:13:25 GMT"}};
    QVERIFY(wait() >= std::chrono::seconds(5) && wait() <= std::chrono::seconds(5) + jitter);
    answer.headers = {{"Retry-After", "-5"}};
    QVERIFY(wait() <= jitter);
    answer.headers = {{"Retry-After", "soon"}};
    QVERIFY(wait() >= std::chrono::milliseconds(500));
    // Nothing remains: nothing is sent before the reset, and never later than a minute, whatever it says.
    answer.headers = {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "1700000010"}};
    pace.onAnswer(answer);
    QCOMPARE(pace.untilNext(), std::chrono::seconds(10));
    answer.headers = {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "99999999999"}};
    pace.onAnswer(answer);
    QCOMPARE(pace.untilNext(), std::chrono::seconds(60));
    // A machine that slept for a day does not wait for what is long past.
    clock.advance(std::chrono::hours(24));
    QCOMPARE(pace.untilNext(), std::chrono::seconds(0));
}

void tst_store_RemoteReading::aTokenIsFetchedOnceAndRenewed()
{
    RemoteWorld world;
    const auto tokens = [&] {
        return std::ranges::count_if(std::as_const(world.tenant->requests), [](const http::HttpRequest &request) {
            return request.url.path() == "/oauth/token"_L1;
        });
    };
    VERIFY_RESULT(await(world.backend->load()));
    VERIFY_RESULT(await(world.backend->load()));
    QCOMPARE(tokens(), 1);
    // Revoked meanwhile.
    world.tenant->meet(Fault::Expired, "GET", "/clients");
    VERIFY_RESULT(await(world.backend->load()));
    QCOMPARE(tokens(), 2);
    world.clock.advance(std::chrono::hours(24));
    VERIFY_RESULT(await(world.backend->load()));
    QCOMPARE(tokens(), 3);
    // The secret goes to the token endpoint and nowhere else.
    for (const auto &request : std::as_const(world.tenant->requests))
        QCOMPARE(request.body.contains("canary-secret"), request.url.path() == "/oauth/token"_L1);
}

void tst_store_RemoteReading::aPastedTokenSaysWhatItIsFor()
{
    FakeClock clock;
    base::SystemRandom random;
    tests::ScriptedTenant tenant(clock);
    const QByteArray token = "eyJhbGciOiJSUzI1NiJ9." +
                             QByteArray(R"({"scope":"read:clients read:resource_servers"})")
                                 .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
                             ".c2ln";
    store::remote::ManagementClient client(tenant, clock, random, *TenantAddress::parse(u"acme.example"_s),
                                           store::remote::PastedToken{base::Secret(QByteArrayView(token))}, 0);
    const auto scopes = client.logIn();
    VERIFY_RESULT(scopes);
    QCOMPARE(*scopes, std::optional(QStringList{u"read:clients"_s, u"read:resource_servers"_s}));
    QVERIFY(tenant.requests.isEmpty());
    // What could not stand in a header is not sent.
    for (const QByteArray &bad : {"two words"_ba, "a\nb"_ba, "t\xc3\xb6ken"_ba, "a\x01"_ba}) {
        store::remote::ManagementClient other(tenant, clock, random, *TenantAddress::parse(u"acme.example"_s),
                                              store::remote::PastedToken{base::Secret(QByteArrayView(bad))}, 0);
        COMPARE_ERROR(other.get("/clients"), ErrorCode::ConnectionUnfit);
    }
    QVERIFY(tenant.requests.isEmpty());
    // There is no other when it has expired.
    tenant.meet(Fault::Expired, "GET", "/clients");
    COMPARE_ERROR(client.get("/clients"), ErrorCode::LoginRefused);
    QCOMPARE(tenant.requests.size(), 1);
    QCOMPARE(tenant.requests.first().headers.first().second, "Bearer " + token);
}

void tst_store_RemoteReading::itCanBeCancelled()
{
    FakeClock clock;
    base::SystemRandom random;
    tests::ScriptedTenant tenant(clock);
    tenant.meet(Fault::Limited, "GET", "/clients");
    store::remote::ManagementClient client(tenant, clock, random, *TenantAddress::parse(u"acme.example"_s),
                                           store::remote::ClientCredentials{u"id"_s, {}}, 0);
    client.onWait([&tenant](std::chrono::milliseconds) { tenant.cancel(); });
    COMPARE_ERROR(client.get("/clients"), ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(tst_store_RemoteReading)
#include "tst_store_RemoteReading.moc"
