#include "models/store/CommitRules.h"
#include "tests/store/RandomChanges.h"

#include <functional>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

using Alteration = std::function<ChangeSet(const StoreSnapshot &)>;

ResourceServer systemApi()
{
    ResourceServer api = makeApi(0, {u"read:clients"_s});
    api.identifier = managementApiIdentifier();
    api.isSystem = true;
    return api;
}

template <typename T> ChangeSet creating(T value)
{
    ChangeSet changes;
    changes.create(std::move(value));
    return changes;
}

/// An update of the first ordinary API by `edit`.
Alteration editingApi(std::function<void(ResourceServer &)> edit)
{
    return [edit = std::move(edit)](const StoreSnapshot &tenant) {
        const ResourceServer before = *tenant.resourceServer(makeApi(1).id);
        ResourceServer after = before;
        edit(after);
        ChangeSet changes;
        changes.update(before, after);
        return changes;
    };
}

Alteration editingSystemApi(std::function<void(ResourceServer &)> edit)
{
    return [edit = std::move(edit)](const StoreSnapshot &) {
        ResourceServer after = systemApi();
        edit(after);
        ChangeSet changes;
        changes.update(systemApi(), after);
        return changes;
    };
}

} // namespace

Q_DECLARE_METATYPE(Alteration)

class tst_store_CommitRules : public QObject
{
    Q_OBJECT

private:
    const StoreSnapshot m_tenant = StoreSnapshot().applied(smallTenant()).applied(creating(systemApi()));

private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<Alteration>("edit");
        QTest::addColumn<QString>("rule");
        auto row = [](const char *name, const Alteration &edit, Rule rule) {
            QTest::newRow(name) << edit << ruleName(rule);
        };

        row("id used twice", [](auto &) { return creating(makeApi(1)); }, Rule::AlreadyUsed);
        row(
            "object without id",
            [](auto &) {
                auto api = makeApi(9);
                api.id = {};
                return creating(api);
            },
            Rule::Required);
        row(
            "identifier used twice",
            [](auto &) {
                auto api = makeApi(9);
                api.identifier = makeApi(1).identifier;
                return creating(api);
            },
            Rule::AlreadyUsed);
        row("identifier changed", editingApi([](auto &api) { api.identifier = u"https://other.example/"_s; }),
            Rule::Immutable);
        row("algorithm changed", editingApi([](auto &api) { api.signingAlgorithm = SigningAlgorithm::HS256; }),
            Rule::Immutable);
        row(
            "an algorithm that only tenants elsewhere have",
            [](auto &) {
                auto api = makeApi(9);
                api.signingAlgorithm = SigningAlgorithm::PS256;
                return creating(api);
            },
            Rule::Unknown);
        row("made a system API", editingApi([](auto &api) { api.isSystem = true; }), Rule::Immutable);
        row(
            "a second system API",
            [](auto &) {
                auto api = makeApi(9);
                api.isSystem = true;
                return creating(api);
            },
            Rule::SystemApi);
        row("name with markup", editingApi([](auto &api) { api.name = u"<b>x"_s; }), Rule::AngleBrackets);
        row("name of half a surrogate pair", editingApi([](auto &api) { api.name = QString(QChar(0xd800)); }),
            Rule::ControlCharacters);
        row(
            "identifier with a blank",
            [](auto &) {
                auto api = makeApi(9);
                api.identifier = u"a b"_s;
                return creating(api);
            },
            Rule::Blank);
        row("lifetime 0", editingApi([](auto &api) { api.tokenLifetime = 0; }), Rule::OutOfRange);
        row("lifetime -1", editingApi([](auto &api) { api.tokenLifetime = -1; }), Rule::OutOfRange);
        row("lifetime 2592001", editingApi([](auto &api) { api.tokenLifetime = 2592001; }), Rule::OutOfRange);
        row("scope with a blank", editingApi([](auto &api) { api.scopes.append({u"a b"_s, {}}); }), Rule::Blank);
        row("scope twice", editingApi([](auto &api) { api.scopes.append(api.scopes.first()); }), Rule::AlreadyUsed);
        row("1001 scopes", editingApi([](auto &api) {
                for (qsizetype i = api.scopes.size(); i < 1001; ++i)
                    api.scopes.append({u"s:%1"_s.arg(i), {}});
            }),
            Rule::TooMany);
        row("scope description with a line feed", editingApi([](auto &api) { api.scopes[0].description = u"a\nb"_s; }),
            Rule::ControlCharacters);
        row("scope removed that a grant holds", editingApi([](auto &api) { api.scopes.removeFirst(); }),
            Rule::NotDefinedByApi);
        row(
            "API deleted under its grants",
            [](auto &tenant) {
                ChangeSet changes;
                changes.remove(*tenant.resourceServer(makeApi(1).id));
                return changes;
            },
            Rule::Unknown);
        row(
            "client deleted under its grants",
            [](auto &) {
                ChangeSet changes;
                changes.remove(makeClient(1));
                return changes;
            },
            Rule::Unknown);
        row(
            "grant for an unknown client", [](auto &) { return creating(makeGrant(makeClient(7), makeApi(1))); },
            Rule::Unknown);
        row(
            "grant for an unknown API", [](auto &) { return creating(makeGrant(makeClient(1), makeApi(7))); },
            Rule::Unknown);
        row(
            "second grant for one pair",
            [](auto &) {
                auto grant = makeGrant(makeClient(1), makeApi(1));
                grant.id = ClientGrantId(u"cgr_another"_s);
                return creating(grant);
            },
            Rule::AlreadyUsed);
        row(
            "granted scope the API does not define",
            [](auto &) { return creating(makeGrant(makeClient(1), makeApi(2), {u"nope"_s})); }, Rule::NotDefinedByApi);
        row(
            "granted scope twice",
            [](auto &) { return creating(makeGrant(makeClient(1), makeApi(2), {u"read:orders"_s, u"read:orders"_s})); },
            Rule::AlreadyUsed);
        row(
            "grant moved to another client",
            [](auto &tenant) {
                const ClientGrant before = *tenant.grant(makeClient(1).id, makeApi(1).id);
                ClientGrant after = before;
                after.clientId = makeClient(2).id;
                ChangeSet changes;
                changes.update(before, after);
                return changes;
            },
            Rule::Immutable);
        row(
            "client without a name",
            [](auto &) {
                auto client = makeClient(9);
                client.name.clear();
                return creating(client);
            },
            Rule::Required);
        row("two current keys", [](auto &) { return creating(makeKey(2)); }, Rule::AlreadyUsed);
        row(
            "port 65536",
            [](auto &tenant) {
                Tenant after = tenant.tenant;
                after.serverPort = 65536;
                ChangeSet changes;
                changes.update(tenant.tenant, after);
                return changes;
            },
            Rule::OutOfRange);
        row(
            "Management API deleted",
            [](auto &) {
                ChangeSet changes;
                changes.remove(systemApi());
                return changes;
            },
            Rule::SystemApi);
        row("Management API renamed", editingSystemApi([](auto &api) { api.name = u"Mine"_s; }), Rule::SystemApi);
        row("Management API scope added", editingSystemApi([](auto &api) { api.scopes.append({u"x"_s, {}}); }),
            Rule::SystemApi);
        row("Management API offline access", editingSystemApi([](auto &api) { api.allowOfflineAccess = true; }),
            Rule::SystemApi);
    }

    void refuses()
    {
        QFETCH(Alteration, edit);
        QFETCH(QString, rule);
        const auto result = reconcile(m_tenant, edit(m_tenant));
        COMPARE_ERROR(result, ErrorCode::Refused);
        QCOMPARE(result.error().detail, rule);
    }

    void managementApiAllowsLifetimeAndConsent()
    {
        const auto result = reconcile(m_tenant, editingSystemApi([](auto &api) {
                                          api.tokenLifetime = 60;
                                          api.skipConsent = true;
                                      })(m_tenant));
        VERIFY_RESULT(result);
        QCOMPARE(result->changes.size(), 1);
    }

    void fieldsOfTwoWritersMerge()
    {
        const ChangeSet mine = editingApi([](auto &api) { api.name = u"Mine"_s; })(m_tenant);
        const ChangeSet theirs = editingApi([](auto &api) {
            api.tokenLifetime = 60;
            api.scopes.append({u"new:scope"_s, {}});
        })(m_tenant);
        const StoreSnapshot now = m_tenant.applied(theirs);
        const auto result = reconcile(now, mine);
        VERIFY_RESULT(result);
        const ResourceServer merged = *now.applied(*result).resourceServer(makeApi(1).id);
        QCOMPARE(merged.name, u"Mine"_s);
        QCOMPARE(merged.tokenLifetime, 60);
        QVERIFY(merged.scope(u"new:scope"_s));
    }

    void oneFieldToTwoValuesIsAConflict()
    {
        const StoreSnapshot now = m_tenant.applied(editingApi([](auto &api) { api.name = u"Theirs"_s; })(m_tenant));
        const auto result = reconcile(now, editingApi([](auto &api) { api.name = u"Mine"_s; })(m_tenant));
        COMPARE_ERROR(result, ErrorCode::Conflict);
        QCOMPARE(result.error().detail, u"name"_s);
    }

    void deletingWhatSomebodyEditedIsAConflict()
    {
        ChangeSet deletion;
        deletion.remove(makeClient(2));
        deletion.remove(*m_tenant.grant(makeClient(2).id, makeApi(2).id));
        VERIFY_RESULT(reconcile(m_tenant, deletion));
        ClientApplication renamed = makeClient(2);
        renamed.name = u"Renamed"_s;
        ChangeSet theirs;
        theirs.update(makeClient(2), renamed);
        COMPARE_ERROR(reconcile(m_tenant.applied(theirs), deletion), ErrorCode::Conflict);
    }

    void deletingWhatIsGoneIsNothing()
    {
        ChangeSet deletion;
        deletion.remove(makeApi(77));
        const auto result = reconcile(m_tenant, deletion);
        VERIFY_RESULT(result);
        QVERIFY(result->isEmpty());
    }

    void editingWhatIsGoneIsAConflict()
    {
        ClientApplication renamed = makeClient(9);
        renamed.name = u"Other"_s;
        ChangeSet changes;
        changes.update(makeClient(9), renamed);
        COMPARE_ERROR(reconcile(m_tenant, changes), ErrorCode::Conflict);
    }

    void orderWithinASetIsFree()
    {
        // The API goes before its grant, a scope before the grant that held it: what counts is the end.
        ChangeSet changes;
        changes.remove(*m_tenant.resourceServer(makeApi(1).id));
        changes.remove(*m_tenant.grant(makeClient(1).id, makeApi(1).id));
        VERIFY_RESULT(reconcile(m_tenant, changes));
        VERIFY_RESULT(reconcile(m_tenant.applied(changes), changes.inverse()));
    }

    void theSameChangeTwiceIsNothing()
    {
        const ChangeSet changes = editingApi([](auto &api) { api.name = u"Twice"_s; })(m_tenant);
        const auto result = reconcile(m_tenant.applied(changes), changes);
        VERIFY_RESULT(result);
        QVERIFY(result->isEmpty());
    }

    void legalChangesPassUnchanged()
    {
        RandomChanges random(4711);
        StoreSnapshot now = m_tenant;
        for (int i = 0; i < 500; ++i) {
            const ChangeSet changes = random.next(now);
            const auto result = reconcile(now, changes);
            VERIFY_RESULT(result);
            QVERIFY(now.applied(*result) == now.applied(changes));
            now = now.applied(*result);
        }
    }
};

QTEST_GUILESS_MAIN(tst_store_CommitRules)
#include "tst_store_CommitRules.moc"
