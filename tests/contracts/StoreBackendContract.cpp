#include "tests/contracts/StoreBackendContract.h"

#include "tests/store/RandomChanges.h"

namespace gatehouse::tests {

using namespace domain;
using namespace store;
using namespace Qt::StringLiterals;
using base::ErrorCode;

void StoreBackendContract::init()
{
    startAfresh();
    m_backend = open(m_clock);
}

void StoreBackendContract::cleanup()
{
    m_backend.reset();
}

base::Result<StoreSnapshot> StoreBackendContract::commit(const ChangeSet &changes)
{
    return await(m_backend->commit(possible(changes), m_author));
}

StoreSnapshot StoreBackendContract::load()
{
    return await(m_backend->load()).value_or(StoreSnapshot());
}

void EmbeddedStoreContract::aNewStoreIsEmpty()
{
    const auto loaded = await(m_backend->load());
    VERIFY_RESULT(loaded);
    QVERIFY(*loaded == StoreSnapshot());
    QCOMPARE(loaded->revision, 0);
    QVERIFY(m_backend->capabilities().write);
    const auto audit = await(m_backend->audit(0, 10));
    VERIFY_RESULT(audit);
    QVERIFY(audit->isEmpty());
}

void StoreBackendContract::whatIsCommittedIsLoaded()
{
    const auto committed = commit(smallTenant());
    VERIFY_RESULT(committed);
    QVERIFY(isSame(*committed, StoreSnapshot().applied(smallTenant())));
    QVERIFY(isSame(load(), *committed));
}

void EmbeddedStoreContract::everyFieldIsKept()
{
    ResourceServer api = makeApi(1, {u"b"_s, u"a"_s, u"c"_s});
    api.signingAlgorithm = SigningAlgorithm::HS256;
    api.tokenLifetime = 2592000;
    api.skipConsent = true;
    api.allowOfflineAccess = true;
    api.signingSecret = {QByteArray("\0\x01\xff sealed", 10)};
    api.isSample = true;
    api.tokenLifetimeForWeb = 60;
    api.dialect = TokenDialect::Rfc9068Authz;
    api.enforcePolicies = true;
    api.userPolicy = UserPolicy::RequireClientGrant;
    api.clientPolicy = ClientPolicy::DenyAll;
    api.previousSigningSecret = {"sealed before"_ba};
    api.signingSecretSince = base::Instant(std::chrono::milliseconds(1'700'000'000'000));
    api.createdAt = base::Instant(std::chrono::milliseconds(1'700'000'000'123));
    ResourceServer system = makeApi(2);
    system.isSystem = true;
    ClientApplication client = makeClient(1);
    client.isSample = true;
    client.type = ClientType::Native;
    client.isFirstParty = false;
    client.callbacks = {u"http://127.0.0.1/cb"_s, u"com.example.app:/cb?a=b"_s};
    client.logoutUrls = {u"https://app.example.com/"_s};
    client.origins = {u"https://app.example.com"_s};
    client.grantTypes = GrantType::AuthorizationCode | GrantType::RefreshToken;
    client.authentication = ClientAuthentication::PrivateKeyJwt;
    client.publicKeys = {QByteArray("\0\x30 key", 6)};
    client.refresh = {.isRotating = true,
                      .leeway = 5,
                      .hasLifetime = true,
                      .lifetime = 100,
                      .hasIdleLifetime = true,
                      .idleLifetime = 50};
    ClientGrant userGrant = makeGrant(client, api, {u"b"_s});
    userGrant.id = ClientGrantId(u"cgr_user"_s);
    userGrant.subject = SubjectType::User;
    User user = makeUser(1);
    user.isBlocked = true;
    user.isEmailVerified = true;
    user.permissions = {{api.id, u"c"_s}, {api.id, u"a"_s}};
    Consent consent;
    consent.id = ConsentId(u"con_1"_s);
    consent.userId = user.id;
    consent.clientId = client.id;
    consent.resourceServerId = api.id;
    consent.scopes = {u"a"_s, u"openid"_s};
    consent.grantedAt = base::Instant(std::chrono::milliseconds(1'700'000'000'123));
    Consent openIdOnly = consent;
    openIdOnly.id = ConsentId(u"con_2"_s);
    openIdOnly.resourceServerId = {};
    ClientGrant grant = makeGrant(client, api, {u"c"_s, u"a"_s});
    grant.isSample = true;
    SigningKey old = makeKey(1, SigningKey::State::Previous);
    SigningKey revoked = makeKey(2, SigningKey::State::Revoked);
    revoked.privateKey = {};
    ChangeSet changes;
    changes.update(Tenant{}, Tenant{.name = u"Ténant ☃"_s,
                                    .apisSectionEnabled = false,
                                    .serverPort = 8123,
                                    .httpsPort = 8124,
                                    .authorityCertificate = "\0certificate"_ba,
                                    .authorityKey = {"sealed \0 key"_ba},
                                    .managementApiEnabled = false});
    changes.create(api);
    changes.create(system);
    changes.create(client);
    changes.create(grant);
    changes.create(old);
    changes.create(revoked);
    SigningKey current = makeKey(3);
    current.certificate = QByteArray("\x30\0 certificate", 14);
    current.currentSince = base::Instant(std::chrono::milliseconds(1'700'000'000'123));
    changes.create(current);
    SigningKey next = makeKey(4, SigningKey::State::Next);
    changes.create(next);
    changes.create(userGrant);
    changes.create(user);
    changes.create(consent);
    changes.create(openIdOnly);
    VERIFY_RESULT(commit(changes));
    QCOMPARE(digest(load()), digest(StoreSnapshot().applied(changes)));
    QVERIFY(load() == StoreSnapshot().applied(changes));
}

void EmbeddedStoreContract::theRevisionCounts()
{
    QCOMPARE(commit(smallTenant())->revision, 1);
    RandomChanges random(1);
    for (int i = 2; i < 6; ++i)
        QCOMPARE(commit(random.next(load()))->revision, i);
    QCOMPARE(load().revision, 5);
}

void EmbeddedStoreContract::aCommitAtARevisionGoesOverThatAlone()
{
    const StoreSnapshot read = *commit(smallTenant());
    const auto renamed = [&](int api) {
        const ResourceServer before = *read.resourceServerByIdentifier(makeApi(api).identifier);
        ResourceServer after = before;
        after.name = u"Renamed"_s;
        ChangeSet changes;
        changes.update(before, after);
        return changes;
    };
    // Asked for at once, and of different APIs: they would merge.
    const auto first = m_backend->commitAt(renamed(1), m_author, read.revision);
    const auto second = m_backend->commitAt(renamed(2), m_author, read.revision);
    VERIFY_RESULT(await(first));
    COMPARE_ERROR(await(second), ErrorCode::Conflict);
    QCOMPARE(load().revision, read.revision + 1);
    QCOMPARE(await(m_backend->audit(0, 10))->size(), 2);
    VERIFY_RESULT(await(m_backend->commitAt(renamed(2), m_author, read.revision + 1)));
    COMPARE_ERROR(await(m_backend->commitAt(renamed(1), m_author, read.revision + 7)), ErrorCode::Conflict);
}

void StoreBackendContract::twoWritersMerge()
{
    const StoreSnapshot read = *commit(smallTenant());
    const ResourceServer before = *read.resourceServerByIdentifier(makeApi(1).identifier);
    ResourceServer renamed = before;
    renamed.name = u"Renamed"_s;
    ResourceServer extended = before;
    extended.scopes.append({u"delete:appointments"_s, u"Cancel"_s});
    ChangeSet first;
    first.update(before, renamed);
    ChangeSet second;
    second.update(before, extended);
    VERIFY_RESULT(commit(first));
    const auto merged = commit(second);
    VERIFY_RESULT(merged);
    QCOMPARE(merged->resourceServer(before.id)->name, u"Renamed"_s);
    QCOMPARE(merged->resourceServer(before.id)->scopes.size(), 3);
    QVERIFY(isSame(load(), *merged));
}

void StoreBackendContract::conflictsChangeNothing()
{
    const StoreSnapshot read = *commit(smallTenant());
    ClientApplication mine = makeClient(1);
    mine.name = u"Mine"_s;
    ClientApplication theirs = makeClient(1);
    theirs.name = u"Theirs"_s;
    ChangeSet first;
    first.update(makeClient(1), theirs);
    ChangeSet second;
    second.create(makeApi(8)); // the harmless half is not written either
    second.update(makeClient(1), mine);
    VERIFY_RESULT(commit(first));
    const StoreSnapshot before = load();
    const auto refused = commit(second);
    COMPARE_ERROR(refused, ErrorCode::Conflict);
    QCOMPARE(refused.error().detail, u"name"_s);
    QVERIFY(isSame(load(), before));
}

void StoreBackendContract::refusalsChangeNothing()
{
    VERIFY_RESULT(commit(smallTenant()));
    const StoreSnapshot before = load();
    ResourceServer twin = makeApi(9);
    twin.identifier = makeApi(1).identifier;
    ChangeSet changes;
    changes.create(makeClient(9));
    changes.create(twin);
    const auto refused = commit(changes);
    COMPARE_ERROR(refused, ErrorCode::Refused);
    QCOMPARE(refused.error().detail, ruleName(Rule::AlreadyUsed));
    QVERIFY(isSame(load(), before));
}

void EmbeddedStoreContract::whatFailsIsNotAudited()
{
    VERIFY_RESULT(commit(smallTenant()));
    ClientApplication theirs = makeClient(1);
    theirs.name = u"Theirs"_s;
    ClientApplication mine = makeClient(1);
    mine.name = u"Mine"_s;
    ChangeSet first;
    first.update(makeClient(1), theirs);
    ChangeSet second;
    second.update(makeClient(1), mine);
    VERIFY_RESULT(commit(first));
    COMPARE_ERROR(commit(second), ErrorCode::Conflict);
    ResourceServer twin = makeApi(9);
    twin.identifier = makeApi(1).identifier;
    ChangeSet third;
    third.create(twin);
    COMPARE_ERROR(commit(third), ErrorCode::Refused);
    QCOMPARE(load().revision, 2);
    QCOMPARE(await(m_backend->audit(0, 10))->size(), 2);
}

void StoreBackendContract::anEmptyChangeIsNoRevision()
{
    VERIFY_RESULT(commit(smallTenant()));
    const Revision before = load().revision;
    const auto audited = await(m_backend->audit(0, 10));
    ChangeSet gone;
    gone.remove(makeApi(55));
    const auto after = commit(gone);
    VERIFY_RESULT(after);
    QCOMPARE(after->revision, before);
    QCOMPARE(await(m_backend->audit(0, 10))->size(), audited->size());
}

void EmbeddedStoreContract::theAuditTellsWhoWhenAndWhat()
{
    VERIFY_RESULT(commit(smallTenant()));
    m_clock.advance(std::chrono::milliseconds(1234));
    const ClientGrant grant = *load().grant(makeClient(1).id, makeApi(1).id);
    ClientApplication rotated = makeClient(2);
    rotated.secret = {"canary record"_ba};
    ChangeSet changes;
    changes.remove(grant);
    changes.update(makeClient(2), rotated);
    VERIFY_RESULT(commit(changes));
    const auto audit = await(m_backend->audit(0, 1));
    VERIFY_RESULT(audit);
    QCOMPARE(audit->size(), 1);
    const AuditEntry &entry = audit->first();
    QCOMPARE(entry.user, u"alice"_s);
    QCOMPARE(entry.source, u"window"_s);
    QCOMPARE(entry.at, m_clock.now());
    QCOMPARE(entry.items.size(), 2);
    QCOMPARE(entry.items[0].entity, Entity::ClientGrant);
    QCOMPARE(entry.items[0].action, Action::Deleted);
    QVERIFY(entry.items[0].name.contains(u"Client 1"_s) && entry.items[0].name.contains(u"API 1"_s));
    QCOMPARE(entry.items[1].action, Action::Updated);
    QCOMPARE(entry.items[1].fields, (QList<FieldChange>{{u"client_secret"_s, u"(sealed)"_s, u"(sealed)"_s}}));
}

void EmbeddedStoreContract::theAuditComesInPages()
{
    RandomChanges random(2);
    for (int i = 0; i < 25; ++i)
        VERIFY_RESULT(commit(random.next(load())));
    QList<qint64> sequences;
    qint64 before = 0;
    while (true) {
        const auto page = await(m_backend->audit(before, 10));
        VERIFY_RESULT(page);
        QVERIFY(page->size() <= 10);
        if (page->isEmpty())
            break;
        for (const AuditEntry &entry : *page)
            sequences.append(entry.sequence);
        before = sequences.last();
    }
    QCOMPARE(sequences.size(), 25);
    QVERIFY(std::ranges::is_sorted(sequences, std::ranges::greater()));
    QVERIFY(await(m_backend->audit(0, 0))->isEmpty());
}

void StoreBackendContract::aThousandScopes()
{
    ResourceServer api = makeApi(1);
    for (int i = 0; i < maxScopesPerApi; ++i)
        api.scopes.append({u"scope:%1"_s.arg(i), u"Number %1"_s.arg(i)});
    ChangeSet changes;
    changes.create(api);
    changes.create(makeClient(1));
    changes.create(makeGrant(makeClient(1), api, api.scopeValues()));
    VERIFY_RESULT(commit(changes));
    QVERIFY(isSame(load(), StoreSnapshot().applied(changes)));

    // One gone, one described anew, one more in front: the order is kept whatever happens to it.
    ResourceServer edited = api;
    edited.scopes.removeAt(500);
    edited.scopes[10].description = u"Ten"_s;
    edited.scopes.prepend({u"first"_s, {}});
    const StoreSnapshot loaded = load();
    const auto now = [&](const StoreSnapshot &tenant) { return *tenant.resourceServerByIdentifier(api.identifier); };
    const ClientGrant grant = loaded.grantsOf(now(loaded).id).first();
    ClientGrant narrowed = grant;
    narrowed.scopes.removeAt(500);
    ChangeSet edit;
    edit.update(grant, narrowed);
    edit.update(api, edited);
    const auto committed = commit(edit);
    VERIFY_RESULT(committed);
    QCOMPARE(now(*committed).scopes, edited.scopes);
    QVERIFY(isSame(load(), *committed));
    const auto undone = commit(edit.inverse());
    VERIFY_RESULT(undone);
    QCOMPARE(now(load()).scopes, api.scopes);
    QCOMPARE(load().grantsOf(now(load()).id).first().scopes, grant.scopes);
}

void StoreBackendContract::aDeletedApiComesBackWhole()
{
    ResourceServer api = makeApi(5, {u"a"_s, u"b"_s});
    api.signingAlgorithm = SigningAlgorithm::HS256;
    api.signingSecret = {"sealed record"_ba};
    api.createdAt = {}; // older than the others
    ChangeSet creation = smallTenant();
    creation.create(api);
    creation.create(makeGrant(makeClient(1), api, {u"b"_s}));
    const StoreSnapshot before = *commit(creation);
    ChangeSet deletion;
    deletion.remove(makeGrant(makeClient(1), api, {u"b"_s}));
    deletion.remove(api);
    const auto without = commit(deletion);
    VERIFY_RESULT(without);
    QVERIFY(!without->resourceServerByIdentifier(api.identifier));
    const auto again = commit(deletion.inverse());
    VERIFY_RESULT(again);
    QVERIFY(isSame(*again, before));
    QVERIFY(isSame(load(), before));
}

void EmbeddedStoreContract::aDeletedApiComesBackWithItsId()
{
    ResourceServer api = makeApi(5);
    api.createdAt = {}; // older than the others
    ChangeSet creation = smallTenant();
    creation.create(api);
    VERIFY_RESULT(commit(creation));
    ChangeSet deletion;
    deletion.remove(api);
    VERIFY_RESULT(commit(deletion));
    VERIFY_RESULT(commit(deletion.inverse()));
    QCOMPARE(load().resourceServers.first().id, api.id);
}

void StoreBackendContract::manyChangesInARow()
{
    RandomChanges random(3);
    StoreSnapshot expected;
    for (int i = 0; i < 150; ++i) {
        const ChangeSet changes = possible(random.next(expected));
        const auto committed = commit(changes);
        VERIFY_RESULT(committed);
        expected = expected.applied(changes);
        QVERIFY2(isSame(*committed, expected), qPrintable(u"change %1"_s.arg(i)));
    }
    QVERIFY(isSame(load(), expected));
}

void StoreBackendContract::hostileText()
{
    ClientApplication client = makeClient(1);
    client.name = u"'; DROP TABLE client; -- \u202E \"&amp;\\ ☃ %s"_s;
    ChangeSet changes;
    changes.create(client);
    VERIFY_RESULT(commit(changes));
    const auto found = load();
    QVERIFY(std::ranges::contains(found.clients, client.name, &ClientApplication::name));
    if (m_backend->capabilities().audit)
        QCOMPARE(await(m_backend->audit(0, 1))->first().items.first().name, client.name);
}

} // namespace gatehouse::tests
