#include "ui/text/ChangeText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::domain;
using ui::text::changeText;
using namespace Qt::StringLiterals;

namespace {

struct Names : NameLookup
{
    QString clientName(const ClientId &) const override { return u"Reports"_s; }
    QString apiName(const ResourceServerId &) const override { return u"Orders"_s; }
    QString userName(const UserId &) const override { return u"jane@example.com"_s; }
};

ResourceServer orders()
{
    ResourceServer api;
    api.id = ResourceServerId(u"000000000000000000000001"_s);
    api.name = u"Orders"_s;
    api.identifier = u"https://orders"_s;
    api.scopes = {{u"read:orders"_s, u"Read orders"_s}};
    return api;
}

template <typename Edit> ChangeSet updated(Edit edit)
{
    ChangeSet changes;
    ResourceServer after = orders();
    edit(after);
    changes.update(orders(), after);
    return changes;
}

ChangeSet created(bool andGrant)
{
    ChangeSet changes;
    changes.create(orders());
    if (andGrant)
        changes.create(ClientGrant{});
    return changes;
}

} // namespace

class tst_text_Changes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreTold_data();
    void changesAreTold();
    void namesAreShownVisibly();
};

void tst_text_Changes::changesAreTold_data()
{
    QTest::addColumn<ChangeSet>("changes");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *name, const ChangeSet &changes, const char *told) {
        QTest::newRow(name) << changes << QString::fromUtf8(told);
    };
    row("nothing", {}, "Changed nothing");
    row("API created", created(false), "Created API Orders");
    row("API deleted, its grants with it", created(true).inverse(), "Deleted API Orders");
    row("one scope added", updated([](auto &api) { api.scopes.append({u"write:orders"_s, u"Write"_s}); }),
        "Added scope write:orders to Orders");
    row("three scopes added", updated([](auto &api) {
            for (const char *value : {"a", "b", "c"})
                api.scopes.append({QString::fromLatin1(value), {}});
        }),
        "Added 3 scopes to Orders");
    row("scope removed", updated([](auto &api) { api.scopes.clear(); }), "Removed scope read:orders from Orders");
    row("scope described anew", updated([](auto &api) { api.scopes[0].description.clear(); }),
        "Changed scope read:orders of Orders");
    row("lifetime", updated([](auto &api) { api.tokenLifetime = 60; }), "Changed Token Expiration of Orders");
    row("two settings", updated([](auto &api) {
            api.tokenLifetime = 60;
            api.skipConsent = true;
        }),
        "Changed settings of Orders");
    row("renamed", updated([](auto &api) { api.name = u"Sales"_s; }), "Renamed API Orders to Sales");
    row("new secret", updated([](auto &api) { api.signingSecret.record = "x"; }),
        "Replaced the signing secret of Orders");
    ChangeSet grant;
    grant.create(ClientGrant{});
    row("authorized", grant, "Authorized Reports → Orders");
    row("grant withdrawn", grant.inverse(), "Withdrew the grant Reports → Orders");
    ChangeSet secret;
    ClientApplication before;
    before.name = u"Reports"_s;
    before.secret.record = "a";
    ClientApplication after = before;
    after.secret.record = "b";
    secret.update(before, after);
    row("secret rotated", secret, "Rotated the secret of Reports");
    ChangeSet tenant;
    Tenant off;
    off.apisSectionEnabled = false;
    tenant.update(Tenant{}, off);
    row("APIs section off", tenant, "Disabled the APIs section");
    ChangeSet management;
    Tenant closed;
    closed.managementApiEnabled = false;
    management.update(Tenant{}, closed);
    row("Management API off", management, "Switched the Management API off");
    row("Management API on", management.inverse(), "Switched the Management API on");
    ChangeSet first = created(false);
    first.create(SigningKey{});
    row("first start", first, "Created the tenant");
}

void tst_text_Changes::changesAreTold()
{
    QFETCH(ChangeSet, changes);
    QFETCH(QString, told);
    QCOMPARE(changeText(changes, Names{}), told);
}

void tst_text_Changes::namesAreShownVisibly()
{
    ChangeSet changes;
    ResourceServer api = orders();
    api.name = u"a\u202Eb%1"_s;
    changes.create(api);
    QCOMPARE(changeText(changes, Names{}), u"Created API a\\u202Eb%1"_s);
}

QTEST_GUILESS_MAIN(tst_text_Changes)
#include "tst_text_Changes.moc"
