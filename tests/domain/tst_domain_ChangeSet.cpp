#include "models/domain/AuditEntry.h"

#include <QTest>

using namespace gatehouse::domain;
using namespace Qt::StringLiterals;

namespace {

struct Names : NameLookup
{
    QString clientName(const ClientId &) const override { return u"Sync"_s; }
    QString apiName(const ResourceServerId &) const override { return u"Orders"_s; }
    QString userName(const UserId &) const override { return u"jane@example.com"_s; }
};

ResourceServer api()
{
    ResourceServer server;
    server.id = ResourceServerId(u"0123456789abcdef01234567"_s);
    server.name = u"Orders"_s;
    server.identifier = u"urn:orders"_s;
    return server;
}

} // namespace

class tst_domain_ChangeSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theInverseRunsBackwards()
    {
        ChangeSet changes;
        changes.create(api());
        ClientGrant grant;
        grant.id = ClientGrantId(u"cgr_1"_s);
        changes.create(grant);
        const ChangeSet inverse = changes.inverse();
        QCOMPARE(inverse.changes.size(), 2);
        QCOMPARE(std::get<Changed<ClientGrant>>(inverse.changes[0]), (Changed<ClientGrant>{grant, std::nullopt}));
        QCOMPARE(std::get<Changed<ResourceServer>>(inverse.changes[1]), (Changed<ResourceServer>{api(), std::nullopt}));
        QCOMPARE(inverse.inverse(), changes);
    }

    void anUpdateThatChangesNothingIsNone()
    {
        ChangeSet changes;
        changes.update(api(), api());
        QVERIFY(changes.isEmpty());
    }

    void theTrailNamesEveryChangedField()
    {
        ResourceServer after = api();
        after.name = u"Orders 2"_s;
        after.tokenLifetime = 60;
        after.scopes = {{u"read:orders"_s, u"Read"_s}};
        ChangeSet changes;
        changes.update(api(), after);
        const QList<AuditItem> items = describe(changes, Names{});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items[0].action, Action::Updated);
        QCOMPARE(items[0].entity, Entity::Api);
        QCOMPARE(items[0].fields, (QList<FieldChange>{{u"name"_s, u"Orders"_s, u"Orders 2"_s},
                                                      {u"token_lifetime"_s, u"86400"_s, u"60"_s},
                                                      {u"scopes"_s, {}, u"read:orders: Read"_s}}));
    }

    void theTrailNeverHoldsASecret()
    {
        ClientApplication before;
        before.id = ClientId(u"c"_s);
        before.secret = SealedSecret{"sealed-one"};
        ClientApplication after = before;
        after.secret = SealedSecret{"sealed-two"};
        ChangeSet changes;
        changes.update(before, after);
        const QList<AuditItem> items = describe(changes, Names{});
        QCOMPARE(items[0].fields, (QList<FieldChange>{{u"client_secret"_s, u"(sealed)"_s, u"(sealed)"_s}}));
    }

    void aGrantIsNamedByClientAndApi()
    {
        ChangeSet changes;
        changes.remove(ClientGrant{ClientGrantId(u"cgr_1"_s), ClientId(u"c"_s), api().id, {u"read:orders"_s}, false});
        const QList<AuditItem> items = describe(changes, Names{});
        QCOMPARE(items[0].name, u"Sync → Orders"_s);
        QCOMPARE(items[0].action, Action::Deleted);
    }

    void namesOfEntitiesAndActionsReadBack()
    {
        for (const Entity entity : {Entity::Api, Entity::Client, Entity::ClientGrant, Entity::SigningKey,
                                    Entity::Tenant, Entity::User, Entity::Consent})
            QCOMPARE(parseEntity(entityName(entity)), entity);
        for (const Action action : {Action::Created, Action::Updated, Action::Deleted})
            QCOMPARE(parseAction(actionName(action)), action);
        QVERIFY(!parseEntity(u"nobody"_s));
    }
};

QTEST_GUILESS_MAIN(tst_domain_ChangeSet)
#include "tst_domain_ChangeSet.moc"
