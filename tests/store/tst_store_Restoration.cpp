#include "models/store/AuditReading.h"
#include "models/store/Restoration.h"
#include "tests/support/TestTenant.h"

using namespace gatehouse;
using namespace gatehouse::store;
using namespace Qt::StringLiterals;

/// An object becomes again what it was after an entry of the trail, as far as the trail can say.
class tst_store_Restoration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_tenant = std::make_unique<tests::TestTenant>(); }

    void apiComesBackFieldByField();
    void clientComesBackWithoutItsOldSecret();
    void grantLeavesOutWhatIsNoLongerDefined();
    void lastVersionIsNoChange();
    void whatIsGoneIsNamed();
    void rulesStillHold();
    void keysHaveNoVersions();

private:
    QList<domain::AuditEntry> trail()
    {
        if (!m_tenant->settle())
            return {};
        QObject context;
        std::optional<QList<domain::AuditEntry>> found;
        readAudit(m_tenant->store, {}).then(&context, [&found](const auto &read) {
            found = read.value_or(QList<domain::AuditEntry>());
        });
        return QTest::qWaitFor([&found] { return found.has_value(); }) ? *found : QList<domain::AuditEntry>();
    }
    Edit<Restoration> plan(const domain::AuditEntry &entry)
    {
        return planRestoration(m_tenant->editor, m_tenant->store.snapshot(), trail(), entry);
    }
    const StoreSnapshot &snapshot() const { return m_tenant->store.snapshot(); }

    std::unique_ptr<tests::TestTenant> m_tenant;
};

void tst_store_Restoration::apiComesBackFieldByField()
{
    const auto api = m_tenant->addApi(u"Orders"_s, {u"read"_s, u"write"_s});
    const domain::AuditEntry wanted = trail().first();
    const domain::ResourceServer before = m_tenant->api(api);
    domain::ResourceServer edited = before;
    edited.name = u"Orders: new"_s;
    edited.tokenLifetime = 60;
    edited.allowOfflineAccess = true;
    edited.userPolicy = domain::UserPolicy::RequireClientGrant;
    edited.scopes = {{u"write"_s, u"Now: with a colon"_s}, {u"delete"_s, {}}};
    edited.kept.insert(u"token_encryption"_s, "{}");
    m_tenant->submit(m_tenant->editor.replaceApi(snapshot(), edited, {}));
    edited.name = u"Orders once more"_s;
    m_tenant->submit(m_tenant->editor.replaceApi(snapshot(), edited, {}));
    QCOMPARE(m_tenant->api(api).name, u"Orders once more"_s);

    const Edit<Restoration> restoration = plan(wanted);
    QVERIFY(restoration);
    QVERIFY2(restoration->lost.isEmpty(), qPrintable(restoration->lost.join(u' ')));
    m_tenant->store.submit(restoration->changes);
    domain::ResourceServer after = m_tenant->api(api);
    // A scope that was removed comes back at the end.
    QCOMPARE(after.scopeValues(), QStringList({u"write"_s, u"read"_s}));
    after.scopes = before.scopes;
    QCOMPARE(after, before);
    // It is a change like any other, and can be taken back.
    m_tenant->store.submit(restoration->changes.inverse());
    QCOMPARE(m_tenant->api(api).name, u"Orders once more"_s);
}

void tst_store_Restoration::clientComesBackWithoutItsOldSecret()
{
    const auto id = m_tenant->addClient(u"Sync"_s);
    const domain::AuditEntry wanted = trail().first();
    const domain::ClientApplication before = *snapshot().client(id);
    m_tenant->submit(m_tenant->editor.rotateClientSecret(snapshot(), id));
    domain::ClientApplication edited = *snapshot().client(id);
    edited.name = u"Sync 2"_s;
    edited.type = domain::ClientType::RegularWeb;
    edited.callbacks = {u"https://a.example.com/cb"_s, u"https://b.example.com/cb"_s};
    edited.grantTypes = domain::GrantType::AuthorizationCode | domain::GrantType::RefreshToken;
    m_tenant->submit(m_tenant->editor.updateClient(snapshot(), edited));
    const domain::SealedSecret rotated = snapshot().client(id)->secret;

    const Edit<Restoration> restoration = plan(wanted);
    QVERIFY(restoration);
    QCOMPARE(restoration->lost, QStringList{u"client_secret"_s});
    m_tenant->store.submit(restoration->changes);
    domain::ClientApplication after = *snapshot().client(id);
    QCOMPARE(after.secret, rotated);
    after.secret = before.secret;
    QCOMPARE(after, before);
}

void tst_store_Restoration::grantLeavesOutWhatIsNoLongerDefined()
{
    const auto api = m_tenant->addApi(u"Orders"_s, {u"read"_s, u"write"_s, u"delete"_s});
    const auto client = m_tenant->addClient(u"Sync"_s);
    m_tenant->grant(client, api, {u"read"_s, u"write"_s});
    const domain::AuditEntry wanted = trail().first();
    m_tenant->grant(client, api, {u"delete"_s});
    domain::ResourceServer smaller = m_tenant->api(api);
    smaller.scopes.removeIf([](const domain::Scope &scope) { return scope.value == u"write"; });
    m_tenant->submit(m_tenant->editor.replaceApi(snapshot(), smaller, {}));
    const Edit<Restoration> restoration = plan(wanted);
    QVERIFY(restoration);
    QCOMPARE(restoration->lost, QStringList{u"scope"_s});
    m_tenant->store.submit(restoration->changes);
    QCOMPARE(snapshot().grant(client, api)->scopes, QStringList{u"read"_s});
}

void tst_store_Restoration::lastVersionIsNoChange()
{
    m_tenant->addApi(u"Orders"_s, {u"read"_s});
    const Edit<Restoration> restoration = plan(trail().first());
    QVERIFY(restoration && restoration->changes.isEmpty());
}

void tst_store_Restoration::whatIsGoneIsNamed()
{
    const auto client = m_tenant->addClient(u"Sync"_s);
    const domain::AuditEntry wanted = trail().first();
    m_tenant->submit(m_tenant->editor.deleteClient(snapshot(), client));
    const Edit<Restoration> restoration = plan(wanted);
    QVERIFY(restoration && restoration->changes.isEmpty());
    QCOMPARE(restoration->gone, QStringList{u"Sync"_s});
}

/// A name that another client has in the meantime stays that one's.
void tst_store_Restoration::rulesStillHold()
{
    const auto first = m_tenant->addClient(u"Sync"_s);
    const domain::AuditEntry wanted = trail().first();
    m_tenant->submit(m_tenant->editor.renameClient(snapshot(), first, u"Old sync"_s));
    const auto second = m_tenant->addClient(u"Sync"_s);
    QVERIFY(!second.isEmpty());
    const Edit<Restoration> restoration = plan(wanted);
    QVERIFY(!restoration);
    const auto *violation = std::get_if<domain::Violation>(&restoration.error());
    QVERIFY(violation && violation->rule == domain::Rule::AlreadyUsed);
}

void tst_store_Restoration::keysHaveNoVersions()
{
    using domain::Entity;
    const auto entryOf = [](const QList<Entity> &entities) {
        domain::AuditEntry entry;
        for (const Entity entity : entities) {
            domain::AuditItem item;
            item.entity = entity;
            entry.items.append(item);
        }
        return entry;
    };
    for (const Entity entity : {Entity::Api, Entity::Client, Entity::ClientGrant, Entity::User}) {
        QVERIFY(hasVersions(entryOf({entity})));
        QVERIFY(hasVersions(entryOf({Entity::SigningKey, entity})));
    }
    QVERIFY(!hasVersions(entryOf({Entity::SigningKey, Entity::Tenant, Entity::Consent})));
    QVERIFY(!hasVersions(entryOf({})));
}

QTEST_GUILESS_MAIN(tst_store_Restoration)
#include "tst_store_Restoration.moc"
