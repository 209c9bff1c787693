#include "models/jose/qca/QcaCrypto.h"
#include "models/store/AwaitedScopes.h"
#include "models/store/CommitRules.h"
#include "models/store/TenantEditor.h"
#include "models/store/sql/KeyCustody.h"
#include "tests/support/FakeClock.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace Qt::StringLiterals;

class tst_store_TenantEditor : public QObject
{
    Q_OBJECT

private:
    base::SystemRandom m_random;
    tests::FakeClock m_clock;
    jose::qca::QcaCrypto m_crypto;
    sql::KeyCustody m_custody{m_crypto.cipher(), m_crypto.signers(), m_random};
    TenantEditor m_editor{m_custody, m_clock, m_random};
    StoreSnapshot m_tenant;

    static Violation violation(const Refusal &refusal) { return std::get<Violation>(refusal); }

    /// As a backend would: the rules have the last word.
    void commit(const ChangeSet &changes)
    {
        const auto reconciled = reconcile(m_tenant, changes);
        QVERIFY2(reconciled, reconciled ? "" : qPrintable(reconciled.error().detail));
        m_tenant = m_tenant.applied(*reconciled);
    }

    ResourceServerId createApi(const QString &identifier, SigningAlgorithm algorithm = SigningAlgorithm::RS256)
    {
        const auto created = m_editor.createApi(m_tenant, {u"Orders"_s, identifier, algorithm});
        commit(created->changes);
        return created->id;
    }
    ClientId createClient(const QString &name)
    {
        const auto created = m_editor.createClient(m_tenant, name);
        commit(created->changes);
        return created->id;
    }

private Q_SLOTS:
    void initTestCase() { m_custody.openInMemory(); }

    void init()
    {
        m_tenant = {};
        m_clock.setNow(base::Instant(std::chrono::seconds(1700000000)));
        const auto first = m_editor.firstStart(m_crypto.signers());
        QVERIFY(first);
        commit(*first);
    }

    void theFirstTenantIsWhatTheOverviewShows()
    {
        QCOMPARE(m_tenant.resourceServers.size(), 2);
        const ResourceServer &management = m_tenant.resourceServers[0];
        QVERIFY(management.isSystem && !management.isSample);
        const ResourceServer &appointments = m_tenant.resourceServers[1];
        QVERIFY(appointments.isSample && !appointments.isSystem);
        QCOMPARE(appointments.scopeValues(), (QStringList{u"read:appointments"_s, u"write:appointments"_s}));
        QCOMPARE(m_tenant.clients.size(), 1);
        QVERIFY(m_tenant.clients[0].isSample);
        QCOMPARE(m_tenant.grant(m_tenant.clients[0].id, appointments.id)->scopes, appointments.scopeValues());
        QVERIFY(m_tenant.currentSigningKey());
        QVERIFY(m_tenant.tenant.apisSectionEnabled);
        QVERIFY(m_custody.signer(*m_tenant.currentSigningKey()));
    }

    void samplesGoInOneAction()
    {
        const ResourceServerId kept = createApi(u"urn:kept"_s);
        const ClientId sample = m_tenant.clients[0].id;
        commit(*m_editor.setGrant(m_tenant, sample, kept, {}));
        commit(*m_editor.removeSamples(m_tenant));
        QCOMPARE(m_tenant.resourceServers.size(), 2);
        QVERIFY(m_tenant.resourceServer(kept));
        QVERIFY(m_tenant.clients.isEmpty());
        QVERIFY(m_tenant.grants.isEmpty());
    }

    void idsHaveTheContractsShape()
    {
        const ResourceServerId api = createApi(u"urn:a"_s);
        QVERIFY(QRegularExpression(u"^[0-9a-f]{24}$"_s).match(api.text()).hasMatch());
        QVERIFY(api.text().startsWith(QString::number(1700000000, 16)));
        const ClientId client = createClient(u"Sync"_s);
        QVERIFY(QRegularExpression(u"^[0-9A-Za-z]{32}$"_s).match(client.text()).hasMatch());
        const auto secret = m_custody.clientSecret(*m_tenant.client(client));
        QVERIFY(QRegularExpression(u"^[0-9A-Za-z_-]{64}$"_s)
                    .match(QString::fromLatin1(secret->bytes().toByteArray()))
                    .hasMatch());
        commit(*m_editor.setGrant(m_tenant, client, api, {}));
        QVERIFY(
            QRegularExpression(u"^cgr_[0-9A-Za-z]{16}$"_s).match(m_tenant.grant(client, api)->id.text()).hasMatch());
    }

    void defaultsOfANewApi()
    {
        const ResourceServer *api = m_tenant.resourceServer(createApi(u"urn:a"_s));
        QCOMPARE(api->signingAlgorithm, SigningAlgorithm::RS256);
        QCOMPARE(api->tokenLifetime, 86400);
        QVERIFY(!api->skipConsent && !api->allowOfflineAccess);
        QVERIFY(api->signingSecret.isEmpty());
    }

    void anHs256ApiHasASecretOf256BitsAtLeast()
    {
        const ResourceServerId id = createApi(u"urn:a"_s, SigningAlgorithm::HS256);
        const auto before = m_custody.signingSecret(*m_tenant.resourceServer(id));
        QVERIFY(before->size() >= 43); // 43 characters of 64 hold 258 bits
        commit(*m_editor.replaceSigningSecret(m_tenant, id));
        const auto after = m_custody.signingSecret(*m_tenant.resourceServer(id));
        QVERIFY(!before->equals(*after));
    }

    void anRs256ApiHasNone()
    {
        const auto refused = m_editor.replaceSigningSecret(m_tenant, createApi(u"urn:a"_s));
        QCOMPARE(violation(refused.error()).field, Field::SigningSecret);
    }

    void anIdentifierIsUsedOnce()
    {
        createApi(u"https://api.example.com"_s);
        const auto again = m_editor.createApi(m_tenant, {u"Other"_s, u"https://api.example.com"_s, {}});
        QCOMPARE(violation(again.error()).rule, Rule::AlreadyUsed);
        // The slash makes another API (contract section 0).
        QVERIFY(m_editor.createApi(m_tenant, {u"Other"_s, u"https://api.example.com/"_s, {}}));
    }

    void whatOnlyTenantsElsewhereSignWithIsNotCreated()
    {
        for (const auto algorithm : {SigningAlgorithm::RS512, SigningAlgorithm::PS256, SigningAlgorithm::Unknown}) {
            const auto refused = m_editor.createApi(m_tenant, {u"Orders"_s, u"urn:other"_s, algorithm});
            QCOMPARE(violation(refused.error()).field, Field::SigningAlgorithm);
            QCOMPARE(violation(refused.error()).rule, Rule::Unknown);
            QCOMPARE(violation(refused.error()).value, signingAlgorithmName(algorithm));
        }
    }

    void everyViolationOfANewApiIsListed()
    {
        const QList<Violation> violations = TenantEditor::checkNewApi(m_tenant, {u"a<b"_s, u"with blank"_s, {}});
        QCOMPARE(violations.size(), 2);
        QCOMPARE(violations[0].field, Field::ApiName);
        QCOMPARE(violations[1].field, Field::ApiIdentifier);
    }

    void whatIsFixedStaysFixed()
    {
        const ResourceServerId id = createApi(u"urn:a"_s);
        ResourceServer wanted = *m_tenant.resourceServer(id);
        wanted.identifier = u"urn:b"_s;
        QCOMPARE(violation(m_editor.updateApi(m_tenant, wanted).error()).rule, Rule::Immutable);
        wanted = *m_tenant.resourceServer(id);
        wanted.signingAlgorithm = SigningAlgorithm::HS256;
        QCOMPARE(violation(m_editor.updateApi(m_tenant, wanted).error()).rule, Rule::Immutable);
    }

    void settingsAreCheckedAndSaved()
    {
        const ResourceServerId id = createApi(u"urn:a"_s);
        ResourceServer wanted = *m_tenant.resourceServer(id);
        wanted.tokenLifetime = 0;
        QCOMPARE(violation(m_editor.updateApi(m_tenant, wanted).error()).rule, Rule::OutOfRange);
        wanted.tokenLifetime = 60;
        wanted.skipConsent = true;
        wanted.allowOfflineAccess = true;
        wanted.name = u"Renamed"_s;
        commit(*m_editor.updateApi(m_tenant, wanted));
        QCOMPARE(*m_tenant.resourceServer(id), wanted);
    }

    void theManagementApiRefuses_data()
    {
        QTest::addColumn<int>("edit");
        QTest::newRow("delete") << 0;
        QTest::newRow("rename") << 1;
        QTest::newRow("offline access") << 2;
        QTest::newRow("add scope") << 3;
        QTest::newRow("edit scope") << 4;
        QTest::newRow("remove scope") << 5;
    }
    void theManagementApiRefuses()
    {
        QFETCH(int, edit);
        const ResourceServer management = m_tenant.resourceServers[0];
        ResourceServer wanted = management;
        wanted.name = edit == 1 ? u"Mine"_s : wanted.name;
        wanted.allowOfflineAccess = edit == 2;
        const QString scope = management.scopes[0].value;
        const auto refused = edit == 0   ? m_editor.deleteApi(m_tenant, management.id)
                             : edit <= 2 ? m_editor.updateApi(m_tenant, wanted)
                             : edit == 3 ? m_editor.addScopes(m_tenant, management.id, {{u"new:scope"_s, {}}})
                             : edit == 4 ? m_editor.editScope(m_tenant, management.id, scope, {scope, u"other"_s})
                                         : m_editor.removeScopes(m_tenant, management.id, {scope});
        QVERIFY(!refused);
        QCOMPARE(violation(refused.error()).rule, Rule::SystemApi);
    }

    void theManagementApiAllowsLifetimeAndConsent()
    {
        ResourceServer wanted = m_tenant.resourceServers[0];
        wanted.tokenLifetime = 3600;
        wanted.skipConsent = true;
        commit(*m_editor.updateApi(m_tenant, wanted));
        QCOMPARE(m_tenant.resourceServers[0].tokenLifetime, 3600);
    }

    void aRenamedScopeIsRenamedInGrants()
    {
        const ResourceServerId api = createApi(u"urn:a"_s);
        commit(*m_editor.addScopes(m_tenant, api, {{u"read"_s, {}}, {u"read:all"_s, {}}}));
        const ClientId client = createClient(u"Sync"_s);
        commit(*m_editor.setGrant(m_tenant, client, api, {u"read:all"_s, u"read"_s}));
        commit(*m_editor.editScope(m_tenant, api, u"read"_s, {u"view"_s, u"See"_s}));
        QCOMPARE(m_tenant.grant(client, api)->scopes, (QStringList{u"view"_s, u"read:all"_s}));
        QCOMPARE(m_tenant.resourceServer(api)->scopeValues(), (QStringList{u"view"_s, u"read:all"_s}));
    }

    void aRemovedScopeLeavesTheGrants()
    {
        const ResourceServerId api = createApi(u"urn:a"_s);
        commit(*m_editor.addScopes(m_tenant, api, {{u"a"_s, {}}, {u"b"_s, {}}}));
        const ClientId client = createClient(u"Sync"_s);
        commit(*m_editor.setGrant(m_tenant, client, api, {u"a"_s, u"b"_s}));
        commit(*m_editor.removeScopes(m_tenant, api, {u"a"_s}));
        QCOMPARE(m_tenant.grant(client, api)->scopes, QStringList{u"b"_s});
        QCOMPARE(violation(m_editor.removeScopes(m_tenant, api, {u"a"_s}).error()).rule, Rule::Unknown);
    }

    void aThousandScopesAndNotOneMore()
    {
        const ResourceServerId api = createApi(u"urn:a"_s);
        QList<Scope> scopes;
        for (int i = 0; i < 1001; ++i)
            scopes.append({u"s:%1"_s.arg(i), {}});
        QCOMPARE(violation(m_editor.addScopes(m_tenant, api, scopes).error()).rule, Rule::TooMany);
        scopes.removeLast();
        commit(*m_editor.addScopes(m_tenant, api, scopes));
        QCOMPARE(violation(m_editor.addScopes(m_tenant, api, {{u"x"_s, {}}}).error()).rule, Rule::TooMany);
    }

    void aGrantNamesOnlyWhatExists()
    {
        const ResourceServerId api = createApi(u"urn:a"_s);
        const ClientId client = createClient(u"Sync"_s);
        QCOMPARE(violation(m_editor.setGrant(m_tenant, client, api, {u"nope"_s}).error()).rule, Rule::NotDefinedByApi);
        QCOMPARE(violation(m_editor.setGrant(m_tenant, ClientId(u"x"_s), api, {}).error()).field, Field::Client);
        QCOMPARE(violation(m_editor.setGrant(m_tenant, client, ResourceServerId(u"x"_s), {}).error()).field,
                 Field::Api);
        QCOMPARE(violation(m_editor.removeGrant(m_tenant, client, api).error()).rule, Rule::Unknown);
    }

    void whatAGrantAwaitsIsGrantedWhenItIsDefined()
    {
        const ResourceServerId api = createApi(u"urn:a"_s);
        const ClientId client = createClient(u"Sync"_s);
        ClientGrant wanted;
        wanted.clientId = client;
        wanted.resourceServerId = api;
        commit(*m_editor.addScopes(m_tenant, api, {{u"a"_s, {}}}));
        commit(*m_editor.setGrant(m_tenant, grantNaming(wanted, {u"x"_s, u"a"_s, u"y"_s, u"z"_s}, {u"a"_s})));
        const auto grant = [&] { return *m_tenant.grant(client, api); };
        QCOMPARE(grant().scopes, QStringList{u"a"_s});
        QCOMPARE(awaitedScopes(grant()), (QStringList{u"x"_s, u"y"_s, u"z"_s}));
        commit(*m_editor.addScopes(m_tenant, api, {{u"y"_s, {}}}));
        QCOMPARE(grant().scopes, (QStringList{u"a"_s, u"y"_s}));
        commit(*m_editor.editScope(m_tenant, api, u"a"_s, {u"x"_s, {}}));
        QCOMPARE(grant().scopes, (QStringList{u"x"_s, u"y"_s}));
        QCOMPARE(awaitedScopes(grant()), QStringList{u"z"_s});
        // Who takes a scope away here takes it from the grants, too.
        commit(*m_editor.removeScopes(m_tenant, api, {u"y"_s}));
        commit(*m_editor.setGrant(m_tenant, client, api, {}));
        QVERIFY(grant().scopes.isEmpty());
        QCOMPARE(awaitedScopes(grant()), QStringList{u"z"_s});
    }

    void anOlderManagementApiIsCompleted()
    {
        const auto found = std::ranges::find_if(m_tenant.resourceServers, &ResourceServer::isSystem);
        QVERIFY(found != m_tenant.resourceServers.end());
        const QString missing = found->scopes.takeLast().value;
        const ResourceServer management = *found;
        const ClientId client = createClient(u"Sync"_s);
        ClientGrant wanted;
        wanted.clientId = client;
        wanted.resourceServerId = management.id;
        commit(*m_editor.setGrant(m_tenant, grantNaming(wanted, {missing, u"read:clients"_s}, {u"read:clients"_s})));
        commit(*m_editor.completeManagementApi(m_tenant));
        QCOMPARE(m_tenant.resourceServer(management.id)->scopes.size(), managementApiScopes().size());
        QCOMPARE(m_tenant.grant(client, management.id)->scopes, (QStringList{u"read:clients"_s, missing}));
        QVERIFY(m_editor.completeManagementApi(m_tenant)->isEmpty());
    }

    void aDeletedApiComesBackWhole()
    {
        const ResourceServerId api = createApi(u"urn:a"_s, SigningAlgorithm::HS256);
        commit(*m_editor.addScopes(m_tenant, api, {{u"a"_s, u"A"_s}}));
        const ClientId client = createClient(u"Sync"_s);
        commit(*m_editor.setGrant(m_tenant, client, api, {u"a"_s}));
        const StoreSnapshot before = m_tenant;
        const auto deletion = m_editor.deleteApi(m_tenant, api);
        commit(*deletion);
        QVERIFY(!m_tenant.resourceServer(api) && !m_tenant.grant(client, api));
        commit(deletion->inverse());
        QCOMPARE(m_tenant.resourceServers, before.resourceServers);
        QCOMPARE(m_tenant.grants, before.grants);
        QVERIFY(m_custody.signingSecret(*m_tenant.resourceServer(api)));
    }

    void clientsAreRenamedRotatedAndDeleted()
    {
        const ClientId client = createClient(u"Sync"_s);
        QCOMPARE(violation(m_editor.createClient(m_tenant, u"Sync"_s).error()).rule, Rule::AlreadyUsed);
        QCOMPARE(violation(m_editor.renameClient(m_tenant, client, u"Calendar Sync"_s).error()).rule,
                 Rule::AlreadyUsed);
        commit(*m_editor.renameClient(m_tenant, client, u"Sync 2"_s));
        const auto before = m_custody.clientSecret(*m_tenant.client(client));
        commit(*m_editor.rotateClientSecret(m_tenant, client));
        QVERIFY(!before->equals(*m_custody.clientSecret(*m_tenant.client(client))));
        commit(*m_editor.deleteClient(m_tenant, client));
        QVERIFY(!m_tenant.client(client));
    }

    void namesOnACommandLine()
    {
        const ResourceServerId api = createApi(u"urn:a"_s);
        const ClientId client = createClient(u"Sync"_s);
        QCOMPARE(*TenantEditor::findApi(m_tenant, api.text()), api);
        QCOMPARE(*TenantEditor::findApi(m_tenant, u"urn:a"_s), api);
        QCOMPARE(*TenantEditor::findClient(m_tenant, u"Sync"_s), client);
        QCOMPARE(*TenantEditor::findClient(m_tenant, client.text()), client);
        QCOMPARE(violation(TenantEditor::findApi(m_tenant, u"urn:b"_s).error()).field, Field::Api);
        QCOMPARE(violation(TenantEditor::findClient(m_tenant, u"sync"_s).error()).rule, Rule::Unknown);
    }

    void theAuthorityIsKeptSealed()
    {
        const base::Secret key("the authority's key"_ba);
        commit(*m_editor.setAuthority(m_tenant, {.certificate = "certificate", .key = key}));
        QCOMPARE(m_tenant.tenant.authorityCertificate, "certificate");
        const auto opened = m_custody.authorityKey(m_tenant.tenant);
        QVERIFY(opened && opened->equals(key));
    }

    void portsAreInRange()
    {
        QCOMPARE(violation(m_editor.setServerPort(m_tenant, 0).error()).rule, Rule::OutOfRange);
        QCOMPARE(violation(m_editor.setServerPort(m_tenant, 65536).error()).rule, Rule::OutOfRange);
        commit(*m_editor.setServerPort(m_tenant, 8791));
        QCOMPARE(m_tenant.tenant.serverPort, 8791);
        QCOMPARE(violation(m_editor.setHttpsPort(m_tenant, 0).error()).rule, Rule::OutOfRange);
        QCOMPARE(violation(m_editor.setHttpsPort(m_tenant, 65536).error()).rule, Rule::OutOfRange);
        commit(*m_editor.setHttpsPort(m_tenant, 8792));
        QCOMPARE(m_tenant.tenant.httpsPort, 8792);
        commit(*m_editor.setApisSectionEnabled(m_tenant, false));
        QVERIFY(!m_tenant.tenant.apisSectionEnabled);
    }
};

QTEST_GUILESS_MAIN(tst_store_TenantEditor)
#include "tst_store_TenantEditor.moc"
