#include "tests/store/RandomChanges.h"

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace gatehouse::store;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_store_StoreSnapshot : public QObject
{
    Q_OBJECT

private:
    const StoreSnapshot m_small = StoreSnapshot().applied(smallTenant());

private Q_SLOTS:
    void findsByEveryKey()
    {
        QCOMPARE(m_small.resourceServer(makeApi(1).id)->name, u"API 1"_s);
        QCOMPARE(m_small.resourceServerByIdentifier(makeApi(2).identifier)->id, makeApi(2).id);
        QVERIFY(!m_small.resourceServerByIdentifier(u"https://API-2.example.com/"_s)); // byte for byte
        QCOMPARE(m_small.client(makeClient(2).id)->name, u"Client 2"_s);
        const ClientGrant *grant = m_small.grant(makeClient(1).id, makeApi(1).id);
        QVERIFY(grant);
        QCOMPARE(m_small.grant(grant->id), grant);
        QVERIFY(!m_small.grant(makeClient(1).id, makeApi(2).id));
        QCOMPARE(m_small.grantsOf(makeApi(2).id).size(), 1);
        QCOMPARE(m_small.grantsOf(makeClient(1).id).size(), 1);
        QCOMPARE(m_small.currentSigningKey()->id, makeKey(1).id);
        QCOMPARE(m_small.clientName(makeClient(1).id), u"Client 1"_s);
        QCOMPARE(m_small.apiName(ResourceServerId(u"gone"_s)), u"gone"_s);
    }

    void revisionIsNoPartOfEquality()
    {
        StoreSnapshot later = m_small;
        later.revision = 7;
        QVERIFY(later == m_small);
        later.tenant.serverPort = 1;
        QVERIFY(!(later == m_small));
    }

    void whatComesBackStandsInItsPlace()
    {
        ChangeSet deletion;
        deletion.remove(*m_small.grant(makeClient(1).id, makeApi(1).id));
        deletion.remove(makeApi(1, {u"read:appointments"_s, u"write:appointments"_s}));
        const StoreSnapshot without = m_small.applied(deletion);
        QCOMPARE(without.resourceServers.size(), 1);
        const StoreSnapshot again = without.applied(deletion.inverse());
        QVERIFY(again == m_small);
        QCOMPARE(again.resourceServers.first().id, makeApi(1).id);
        QCOMPARE(again.grants.first().resourceServerId, makeApi(1).id);
    }

    void equalTimesAreOrderedById()
    {
        ChangeSet changes;
        for (const int number : {9, 7, 8}) {
            ResourceServer api = makeApi(number);
            api.createdAt = {};
            changes.create(api);
        }
        const StoreSnapshot snapshot = StoreSnapshot().applied(changes);
        QCOMPARE(snapshot.resourceServers.value(0).id, makeApi(7).id);
        QCOMPARE(snapshot.resourceServers.value(2).id, makeApi(9).id);
    }

    void anUpdateKeepsWhatOthersChanged()
    {
        const ResourceServer before = *m_small.resourceServer(makeApi(1).id);
        ResourceServer elsewhere = before;
        elsewhere.scopes.append({u"new:scope"_s, {}});
        ChangeSet theirs;
        theirs.update(before, elsewhere);
        ResourceServer renamed = before;
        renamed.name = u"Mine"_s;
        ChangeSet mine;
        mine.update(before, renamed);
        const StoreSnapshot both = m_small.applied(theirs).applied(mine);
        QCOMPARE(both.resourceServers.first().name, u"Mine"_s);
        QVERIFY(both.resourceServers.first().scope(u"new:scope"_s));
    }

    void whatIsGoneIsNoError()
    {
        ResourceServer renamed = makeApi(5);
        renamed.name = u"Other"_s;
        ChangeSet changes;
        changes.update(makeApi(5), renamed);
        changes.remove(makeClient(9));
        QVERIFY(m_small.applied(changes) == m_small);
        QVERIFY(m_small.changesTo(m_small).isEmpty());
    }

    void changesToLeadsFromAnyStateToAnyOther_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void changesToLeadsFromAnyStateToAnyOther()
    {
        QFETCH(quint32, seed);
        RandomChanges random(seed);
        QList<StoreSnapshot> states{StoreSnapshot(), m_small};
        for (int i = 0; i < 60; ++i) {
            const StoreSnapshot &now = states.last();
            const ChangeSet changes = random.next(now);
            const StoreSnapshot next = now.applied(changes);
            QVERIFY(next.applied(changes.inverse()) == now);
            states.append(next);
        }
        QRandomGenerator pick(seed);
        for (int i = 0; i < 60; ++i) {
            const StoreSnapshot &from = states.at(pick.bounded(states.size()));
            const StoreSnapshot &to = states.at(pick.bounded(states.size()));
            const ChangeSet changes = from.changesTo(to);
            QVERIFY(from.applied(changes) == to);
            // Minimal: one change for each object that differs, none for what is the same.
            QCOMPARE(changes.changes.size(), countDifferences(from, to));
            // Applicable: at no step does a grant name something that is not there.
            StoreSnapshot step = from;
            for (const Change &change : changes.changes) {
                step = step.applied({{change}});
                for (const ClientGrant &grant : std::as_const(step.grants))
                    QVERIFY(step.client(grant.clientId) && step.resourceServer(grant.resourceServerId));
                for (const Consent &consent : std::as_const(step.consents))
                    QVERIFY(step.client(consent.clientId) && step.user(consent.userId));
            }
        }
    }

private:
    template <typename T> static qsizetype countDifferences(const QList<T> &from, const QList<T> &to)
    {
        qsizetype count = 0;
        for (const T &value : from)
            count += !to.contains(value);
        for (const T &value : to)
            count += std::ranges::none_of(from, [&value](const T &old) { return old.id == value.id; });
        return count;
    }

    static qsizetype countDifferences(const StoreSnapshot &from, const StoreSnapshot &to)
    {
        return countDifferences(from.resourceServers, to.resourceServers) + countDifferences(from.clients, to.clients) +
               countDifferences(from.grants, to.grants) + countDifferences(from.signingKeys, to.signingKeys) +
               countDifferences(from.users, to.users) + countDifferences(from.consents, to.consents) +
               (from.tenant == to.tenant ? 0 : 1);
    }
};

QTEST_GUILESS_MAIN(tst_store_StoreSnapshot)
#include "tst_store_StoreSnapshot.moc"
