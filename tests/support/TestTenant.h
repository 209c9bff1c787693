#pragma once

#include "models/store/MemoryBackend.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/TenantEditor.h"
#include "tests/support/FakeClock.h"
#include "tests/support/PlainCustody.h"

#include <QTest>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// Signs nothing: for tests that never issue a token.
class NoSigners final : public jose::SignerFactory
{
public:
    base::Result<std::unique_ptr<jose::Signer>> rsaSigner(jose::Algorithm, const base::Secret &) const override
    {
        return base::failure(base::ErrorCode::Internal, base::ErrorStep::MakeSigner);
    }
    std::unique_ptr<jose::Signer> hmacSigner(jose::Algorithm, const base::Secret &) const override { return {}; }
    base::Result<jose::GeneratedKey> generateRsa(int) const override
    {
        return base::failure(base::ErrorCode::Internal, base::ErrorStep::MakeSigner);
    }
};

/// A loaded tenant in memory, and edits in one line each. `expect` of the edits is that they are legal: a refusal fails
/// the test by an empty change set.
class TestTenant
{
public:
    TestTenant()
        : custody(signers)
        , backend(clock)
        , store(backend, {.user = u"tester"_s, .source = u"window"_s})
        , editor(custody, clock, random)
    {
        store.load();
        waitUntilLoaded();
    }

    domain::ResourceServerId addApi(const QString &name, const QStringList &scopes = {},
                                    domain::SigningAlgorithm algorithm = domain::SigningAlgorithm::RS256)
    {
        clock.advance(std::chrono::milliseconds(10)); // lists are in order of creation
        const auto created =
            editor.createApi(store.snapshot(), {name, u"https://%1.example.com/"_s.arg(++m_count), algorithm});
        if (!created)
            return {};
        store.submit(created->changes);
        addScopes(created->id, scopes);
        return created->id;
    }

    /// The Management API, with two scopes.
    domain::ResourceServerId addSystemApi()
    {
        domain::ResourceServer api;
        api.id = domain::ResourceServerId(u"0123456789abcdef01234567"_s);
        api.name = u"Gatehouse Management API"_s;
        api.identifier = domain::managementApiIdentifier();
        api.isSystem = true;
        api.scopes = {{u"read:clients"_s, u"Read clients"_s}, {u"create:clients"_s, u"Create clients"_s}};
        domain::ChangeSet changes;
        changes.create(api);
        store.submit(changes);
        return api.id;
    }

    void addScopes(const domain::ResourceServerId &api, const QStringList &values)
    {
        QList<domain::Scope> scopes;
        for (const QString &value : values)
            scopes.append({value, u"May "_s + value});
        submit(editor.addScopes(store.snapshot(), api, scopes));
    }

    domain::ClientId addClient(const QString &name)
    {
        clock.advance(std::chrono::milliseconds(10));
        const auto created = editor.createClient(store.snapshot(), name);
        if (!created)
            return {};
        store.submit(created->changes);
        return created->id;
    }

    domain::UserId addUser(const QString &email, const QString &name = {})
    {
        clock.advance(std::chrono::milliseconds(10));
        const auto created =
            editor.createUser(store.snapshot(), {.email = email, .name = name}, base::Secret("hash of a password"_ba));
        if (!created)
            return {};
        store.submit(created->changes);
        return created->id;
    }

    const domain::User &user(const domain::UserId &id) const { return *store.snapshot().user(id); }

    void consent(const domain::UserId &user, const domain::ClientId &client, const domain::ResourceServerId &api,
                 const QStringList &scopes)
    {
        submit(editor.giveConsent(store.snapshot(), {.user = user, .client = client, .api = api, .scopes = scopes}));
    }

    void grant(const domain::ClientId &client, const domain::ResourceServerId &api, const QStringList &scopes)
    {
        submit(editor.setGrant(store.snapshot(), client, api, scopes));
    }

    void submit(const store::Edit<domain::ChangeSet> &edit)
    {
        if (edit)
            store.submit(*edit);
        else
            qWarning("the test's edit was refused");
    }

    /// As another process would.
    bool commitElsewhere(const domain::ChangeSet &changes)
    {
        return backend.commitElsewhere(changes, {.user = u"other"_s, .source = u"command line"_s}).has_value();
    }

    const domain::ResourceServer &api(const domain::ResourceServerId &id) const
    {
        return *store.snapshot().resourceServer(id);
    }

    /// Lets everything that was submitted be committed.
    bool settle()
    {
        return QTest::qWaitFor([this] { return store.isSettled(); });
    }

    FakeClock clock;
    base::SystemRandom random;
    NoSigners signers;
    PlainCustody custody;
    store::MemoryBackend backend;
    store::ResourceServerStore store;
    store::TenantEditor editor;

private:
    void waitUntilLoaded()
    {
        if (!QTest::qWaitFor([this] { return store.isLoaded(); }))
            qFatal("the tenant in memory does not load");
    }

    int m_count = 0;
};

} // namespace gatehouse::tests
