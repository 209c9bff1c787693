#include "models/store/Contradictions.h"
#include "tests/store/StoreSupport.h"

using namespace gatehouse;
using namespace gatehouse::domain;
using store::Contradiction;
using Kind = Contradiction::Kind;
using namespace Qt::StringLiterals;

/// What a person changed here, against what somebody else changed there.
class tst_store_Contradictions : public QObject
{
    Q_OBJECT

private:
    ResourceServer m_api = tests::makeApi(1, {u"read"_s, u"write"_s});
    ClientApplication m_client = tests::makeClient(1);
    ClientGrant m_grant = tests::makeGrant(m_client, m_api, {u"read"_s});
    store::StoreSnapshot m_read;

    store::StoreSnapshot with(const ChangeSet &changes) const { return m_read.applied(changes); }
    template <typename Object> static ChangeSet changed(const Object &before, const Object &after)
    {
        ChangeSet changes;
        changes.update(before, after);
        return changes;
    }

private Q_SLOTS:
    void init()
    {
        m_read.resourceServers = {m_api};
        m_read.clients = {m_client};
        m_read.grants = {m_grant};
    }

    void aSettingIsDecided()
    {
        ResourceServer mine = m_api;
        mine.tokenLifetime = 60;
        mine.skipConsent = !mine.skipConsent;
        ResourceServer theirs = m_api;
        theirs.tokenLifetime = 30;
        theirs.allowOfflineAccess = !theirs.allowOfflineAccess;
        const ChangeSet refused = changed(m_api, mine);
        const store::StoreSnapshot now = with(changed(m_api, theirs));
        const QList<Contradiction> found = contradictions(refused, now);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first(), (Contradiction{.kind = Kind::Member,
                                               .entity = Entity::Api,
                                               .object = m_api.name,
                                               .member = u"token_lifetime"_s,
                                               .read = QString::number(m_api.tokenLifetime),
                                               .ours = u"60"_s,
                                               .theirs = u"30"_s}));
        const auto after = [&](Side side) {
            return *now.applied(settled(refused, now, {side})).resourceServer(m_api.id);
        };
        for (const Side side : {Side::Ours, Side::Theirs}) {
            const ResourceServer result = after(side);
            QCOMPARE(result.tokenLifetime, side == Side::Ours ? 60 : 30);
            // What nobody contradicts is there whatever was chosen.
            QCOMPARE(result.skipConsent, mine.skipConsent);
            QCOMPARE(result.allowOfflineAccess, theirs.allowOfflineAccess);
        }
    }

    void aScopeIsDecidedByItself()
    {
        ResourceServer mine = m_api;
        mine.scopes[0].description = u"Mine"_s;
        ResourceServer theirs = m_api;
        theirs.scopes = {{u"read"_s, u"Theirs"_s}};
        const ChangeSet refused = changed(m_api, mine);
        const store::StoreSnapshot now = with(changed(m_api, theirs));
        const QList<Contradiction> found = contradictions(refused, now);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().element, u"read"_s);
        QCOMPARE(found.first().read, u"read: May read"_s);
        QCOMPARE(found.first().ours, u"read: Mine"_s);
        QCOMPARE(found.first().theirs, u"read: Theirs"_s);
        const auto result = now.applied(settled(refused, now, {Side::Ours}));
        QCOMPARE(result.resourceServers.first().scopes, (QList<Scope>{{u"read"_s, u"Mine"_s}}));
    }

    void clientsAndGrantsAreDecided()
    {
        ClientApplication mine = m_client;
        mine.name = u"Mine"_s;
        ClientApplication theirs = m_client;
        theirs.name = u"Theirs"_s;
        const ChangeSet renamed = changed(m_client, mine);
        const store::StoreSnapshot now = with(changed(m_client, theirs));
        QCOMPARE(contradictions(renamed, now).first().theirs, u"Theirs"_s);
        QCOMPARE(now.applied(settled(renamed, now, {Side::Ours})).clients.first().name, u"Mine"_s);
        QVERIFY(settled(renamed, now, {Side::Theirs}).isEmpty());

        ClientGrant granted = m_grant;
        granted.scopes = {u"read"_s, u"write"_s};
        ChangeSet gone;
        gone.remove(m_grant);
        const store::StoreSnapshot without = with(gone);
        const ChangeSet grants = changed(m_grant, granted);
        QCOMPARE(contradictions(grants, without).first().kind, Kind::GoneThere);
        QCOMPARE(without.applied(settled(grants, without, {Side::Ours})).grants.first().scopes, granted.scopes);
        QVERIFY(settled(grants, without, {Side::Theirs}).isEmpty());
        // Two people who add a scope each do not contradict each other.
        ClientGrant other = m_grant;
        other.scopes = {u"read"_s, u"more"_s};
        const store::StoreSnapshot both = with(changed(m_grant, other));
        QVERIFY(contradictions(grants, both).isEmpty());
        QCOMPARE(both.applied(settled(grants, both, {})).grants.first().scopes,
                 (QStringList{u"read"_s, u"write"_s, u"more"_s}));
    }

    void whatIsDeletedHereAndChangedThere()
    {
        ResourceServer theirs = m_api;
        theirs.name = u"Theirs"_s;
        ChangeSet refused;
        refused.remove(m_grant);
        refused.remove(m_api);
        const store::StoreSnapshot now = with(changed(m_api, theirs));
        const QList<Contradiction> found = contradictions(refused, now);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().kind, Kind::GoneHere);
        QVERIFY(now.applied(settled(refused, now, {Side::Ours})).resourceServers.isEmpty());
        QCOMPARE(now.applied(settled(refused, now, {Side::Theirs})).resourceServers.first().name, u"Theirs"_s);
        // Without an answer it is theirs.
        QCOMPARE(settled(refused, now, {}), settled(refused, now, {Side::Theirs}));
    }
};

QTEST_GUILESS_MAIN(tst_store_Contradictions)
#include "tst_store_Contradictions.moc"
