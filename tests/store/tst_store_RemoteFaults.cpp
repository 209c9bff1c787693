#include "tests/store/ScriptedTenant.h"
#include "tests/store/StoreSupport.h"
#include "ui/text/ErrorText.h"

using namespace gatehouse;
using namespace gatehouse::domain;
using base::ErrorCode;
using store::StoreSnapshot;
using tests::await;
using tests::Fault;
using tests::RemoteWorld;
using namespace Qt::StringLiterals;

/// Every fault × every operation: no wrong state, no change twice, a sentence that says what happened.
class tst_store_RemoteFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readingFails_data();
    void readingFails();
    void logInFails_data();
    void logInFails();
    void writingFails_data();
    void writingFails();
    void passingTroubleIsNoTrouble();
};

namespace {

struct Trouble
{
    const char *name;
    Fault fault;
    ErrorCode code;
    bool isDone; ///< of a write: it happened all the same
};

constexpr std::array troubles{
    Trouble{"page", Fault::Page, ErrorCode::UnexpectedAnswer, false},
    Trouble{"truncated", Fault::Truncated, ErrorCode::UnexpectedAnswer, false},
    Trouble{"redirect", Fault::Redirect, ErrorCode::UnexpectedAnswer, false},
    Trouble{"reset", Fault::Reset, ErrorCode::ServerUnreachable, false},
    Trouble{"lost answer", Fault::LostAnswer, ErrorCode::ServerUnreachable, true},
    Trouble{"limited", Fault::Limited, ErrorCode::RateLimited, false},
    Trouble{"500", Fault::Failed, ErrorCode::UnexpectedAnswer, false},
    Trouble{"500 and done", Fault::FailedAfter, ErrorCode::UnexpectedAnswer, true},
    Trouble{"503 and done", Fault::Unavailable, ErrorCode::UnexpectedAnswer, true},
    Trouble{"expired", Fault::Expired, ErrorCode::LoginRefused, false},
    Trouble{"scope", Fault::MissingScope, ErrorCode::ScopeMissing, false},
    Trouble{"oversized", Fault::Oversized, ErrorCode::TooLarge, false},
    Trouble{"certificate", Fault::NoTrust, ErrorCode::TlsRefused, false},
    Trouble{"silent", Fault::Silent, ErrorCode::TimedOut, false},
};

void checkSentence(const base::Error &error)
{
    const ui::text::ErrorText text = ui::text::errorText(error);
    QVERIFY(!text.what.isEmpty() && !text.why.isEmpty());
    QVERIFY(text.action.endsWith(u'.'));
    QVERIFY2(!text.oneLine().contains(u"gatehouse serve"_s), qPrintable(text.oneLine()));
    QVERIFY(!text.oneLine().contains(u"canary"_s));
    QVERIFY(!ui::text::errorDetails(error).contains(u"canary"_s));
}

constexpr int forEver = 1000;

} // namespace

void tst_store_RemoteFaults::readingFails_data()
{
    QTest::addColumn<int>("trouble");
    QTest::addColumn<QByteArray>("path");
    for (const QByteArray &path :
         {"/resource-servers"_ba, "/clients"_ba, "/client-grants"_ba, "/keys"_ba, "/tenants"_ba}) {
        for (int i = 0; i < int(troubles.size()); ++i)
            QTest::addRow("%s %s", path.constData(), troubles[i].name) << i << path;
    }
}

void tst_store_RemoteFaults::readingFails()
{
    QFETCH(const int, trouble);
    QFETCH(const QByteArray, path);
    RemoteWorld world;
    const auto before = await(world.backend->load());
    VERIFY_RESULT(before);
    world.tenant->meet(troubles[trouble].fault, "GET", path, forEver);
    const auto answer = await(world.backend->load());
    if (troubles[trouble].code == ErrorCode::ScopeMissing) {
        VERIFY_RESULT(answer);
        QCOMPARE(world.backend->lastReading().missingScopes.size(), 1);
    } else {
        COMPARE_ERROR(answer, troubles[trouble].code);
        QCOMPARE(answer.error().subject, u"acme.example"_s);
        checkSentence(answer.error());
    }
    world.tenant->meet(Fault::None, {}, {}, 0);
    QVERIFY(*await(world.backend->load()) == *before);
    QVERIFY(world.tenant->strangers.isEmpty());
}

void tst_store_RemoteFaults::logInFails_data()
{
    QTest::addColumn<int>("trouble");
    for (int i = 0; i < int(troubles.size()); ++i)
        QTest::newRow(troubles[i].name) << i;
}

void tst_store_RemoteFaults::logInFails()
{
    QFETCH(const int, trouble);
    RemoteWorld world;
    world.tenant->meet(troubles[trouble].fault, "POST", "/oauth/token", forEver);
    const auto answer = await(world.backend->load());
    QVERIFY(!answer);
    QCOMPARE(answer.error().step, base::ErrorStep::LogInToTenant);
    checkSentence(answer.error());
    // Nothing is asked of the tenant without a token.
    for (const auto &request : std::as_const(world.tenant->requests))
        QCOMPARE(request.url.path(), u"/oauth/token"_s);
    QVERIFY(world.tenant->requests.size() <= 3);
    QVERIFY(world.tenant->strangers.isEmpty());
}

void tst_store_RemoteFaults::writingFails_data()
{
    QTest::addColumn<int>("trouble");
    QTest::addColumn<QString>("operation");
    for (const QString &operation :
         {u"create API"_s, u"create client"_s, u"create grant"_s, u"update API"_s, u"update client"_s,
          u"update grant"_s, u"update tenant"_s, u"delete API"_s, u"delete client"_s, u"delete grant"_s}) {
        for (int i = 0; i < int(troubles.size()); ++i)
            QTest::addRow("%s %s", qPrintable(operation), troubles[i].name) << i << operation;
    }
}

void tst_store_RemoteFaults::writingFails()
{
    QFETCH(const int, trouble);
    QFETCH(const QString, operation);
    RemoteWorld world;
    const StoreSnapshot before = await(world.backend->load()).value_or(StoreSnapshot());
    const ResourceServer api = *before.resourceServerByIdentifier(u"https://orders.example.com/"_s);
    const ClientApplication client = *before.client(ClientId(u"cl2"_s));
    const ClientGrant grant = before.grants.first();
    ChangeSet changes;
    if (operation == "create API"_L1) {
        changes.create(tests::makeApi(7, {u"a"_s}));
    } else if (operation == "create client"_L1) {
        changes.create(tests::makeClient(7));
    } else if (operation == "create grant"_L1) {
        changes.create(tests::makeGrant(client, api, {u"read:orders"_s}));
    } else if (operation == "update API"_L1) {
        ResourceServer after = api;
        after.name = u"Renamed"_s;
        changes.update(api, after);
    } else if (operation == "update client"_L1) {
        ClientApplication after = client;
        after.name = u"Renamed"_s;
        changes.update(client, after);
    } else if (operation == "update grant"_L1) {
        ClientGrant after = grant;
        after.scopes.removeLast();
        changes.update(grant, after);
    } else if (operation == "update tenant"_L1) {
        Tenant after = before.tenant;
        after.name = u"Renamed"_s;
        changes.update(before.tenant, after);
    } else if (operation == "delete API"_L1) {
        changes.remove(api);
    } else if (operation == "delete client"_L1) {
        changes.remove(client);
    } else {
        changes.remove(grant);
    }
    const QByteArray method = operation.startsWith(u"create")   ? "POST"
                              : operation.startsWith(u"update") ? "PATCH"
                                                                : "DELETE";
    const qsizetype sentBefore = world.tenant->sent(method).size();
    // A tenant's objects alone: the token endpoint is asked by POST, too.
    world.tenant->meet(troubles[trouble].fault, method, "/api/v2/", forEver);
    const auto written = await(world.backend->commit(changes, {u"alice"_s, u"window"_s}));
    const qsizetype sent = world.tenant->sent(method).size() - sentBefore;
    world.tenant->meet(Fault::None, {}, {}, 0);
    const StoreSnapshot after = await(world.backend->load()).value_or(StoreSnapshot());
    if (troubles[trouble].isDone) {
        // The answer was lost, and reading tells that it was done.
        VERIFY_RESULT(written);
        QVERIFY(*written == after);
        QVERIFY(!(after == before));
        QCOMPARE(after.resourceServers.size() + after.clients.size(),
                 before.resourceServers.size() + before.clients.size() +
                     (operation == "create API"_L1 || operation == "create client"_L1   ? 1
                      : operation == "delete API"_L1 || operation == "delete client"_L1 ? -1
                                                                                        : 0));
    } else {
        COMPARE_ERROR(written, troubles[trouble].code);
        checkSentence(written.error());
        QVERIFY(after == before);
    }
    // What may not be repeated was sent once, but for what the tenant itself says it has not done.
    if (method != "DELETE" && troubles[trouble].fault != Fault::Limited && troubles[trouble].fault != Fault::Expired)
        QCOMPARE(sent, 1);
    QVERIFY(world.tenant->strangers.isEmpty());
}

void tst_store_RemoteFaults::passingTroubleIsNoTrouble()
{
    for (const Fault fault : {Fault::Reset, Fault::Failed, Fault::Limited, Fault::Expired, Fault::Silent}) {
        RemoteWorld world;
        world.tenant->meet(fault, "GET", "/clients");
        const auto read = await(world.backend->load());
        VERIFY_RESULT(read);
        QCOMPARE(read->clients.size(), 2);
    }
}

QTEST_GUILESS_MAIN(tst_store_RemoteFaults)
#include "tst_store_RemoteFaults.moc"
