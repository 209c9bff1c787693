#include "models/items/ObjectIndex.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using items::MatchRank;
using items::ObjectIndex;
using items::ObjectKind;

namespace {

store::StoreSnapshot tenant()
{
    store::StoreSnapshot snapshot;
    domain::ResourceServer orders;
    orders.id = domain::ResourceServerId(u"api1"_s);
    orders.name = u"Orders API"_s;
    orders.identifier = u"https://orders.example.com/"_s;
    orders.scopes = {{.value = u"read:orders"_s, .description = {}}, {.value = u"write:orders"_s, .description = {}}};
    domain::ResourceServer border = orders;
    border.id = domain::ResourceServerId(u"api2"_s);
    border.name = u"Border checks"_s;
    border.identifier = u"urn:border"_s;
    border.scopes = {};
    snapshot.resourceServers = {border, orders};
    domain::ClientApplication sync;
    sync.id = domain::ClientId(u"kNaU4Mr3"_s);
    sync.name = u"Order Sync"_s;
    snapshot.clients = {sync};
    domain::User jane;
    jane.id = domain::UserId(u"auth0|1"_s);
    jane.email = u"jane@example.com"_s;
    jane.name = u"Jane Doe"_s;
    domain::User nameless = jane;
    nameless.id = domain::UserId(u"auth0|2"_s);
    nameless.email = u"order@example.com"_s;
    nameless.name.clear();
    snapshot.users = {jane, nameless};
    return snapshot;
}

QStringList addresses(const QList<items::NamedObject> &objects)
{
    QStringList list;
    for (const items::NamedObject &object : objects)
        list.append(object.address);
    return list;
}

} // namespace

class tst_items_ObjectIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsByAnyPartOfAName_data();
    void findsByAnyPartOfAName();
    void beginningsComeFirst();
    void ranks_data();
    void ranks();
    void answersTheBestOfMany();
};

void tst_items_ObjectIndex::findsByAnyPartOfAName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("nothing typed") << u"  "_s << QStringList();
    QTest::newRow("no such thing") << u"payments"_s << QStringList();
    QTest::newRow("case is ignored") << u"JANE"_s << QStringList{u"users/auth0|1"_s};
    QTest::newRow("client ID") << u"kNaU4"_s << QStringList{u"clients/kNaU4Mr3"_s};
    QTest::newRow("identifier") << u"urn:b"_s << QStringList{u"api/api2"_s};
    QTest::newRow("a user without a name") << u"order@"_s << QStringList{u"users/auth0|2"_s};
    QTest::newRow("words of name and detail") << u"write api"_s << QStringList{u"api/api1/scopes"_s};
    QTest::newRow("every word counts") << u"write jane"_s << QStringList();
}

void tst_items_ObjectIndex::findsByAnyPartOfAName()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, found);
    const ObjectIndex index(tenant());
    QCOMPARE(index.size(), 7);
    QCOMPARE(addresses(index.find(text, 50)), found);
}

void tst_items_ObjectIndex::beginningsComeFirst()
{
    const ObjectIndex index(tenant());
    const QStringList found = addresses(index.find(u"order"_s, 50));
    // What begins so, then what has a word that does, then what only contains it.
    QCOMPARE(found.first(3), (QStringList{u"api/api1"_s, u"clients/kNaU4Mr3"_s, u"users/auth0|2"_s}));
    QCOMPARE(found.sliced(3, 2), (QStringList{u"api/api1/scopes"_s, u"api/api1/scopes"_s}));
    QCOMPARE(found.last(), u"api/api2"_s);
    QCOMPARE(addresses(index.find(u"order"_s, 2)), found.first(2));
}

void tst_items_ObjectIndex::ranks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<MatchRank>>("rank");
    QTest::newRow("exact") << u"token inspector"_s << std::optional(MatchRank::Exact);
    QTest::newRow("begins") << u"tok"_s << std::optional(MatchRank::Begins);
    QTest::newRow("begins a word") << u"insp"_s << std::optional(MatchRank::BeginsAWord);
    QTest::newRow("two beginnings") << u"insp tok"_s << std::optional(MatchRank::BeginsAWord);
    QTest::newRow("contains") << u"spect"_s << std::optional(MatchRank::Contains);
    QTest::newRow("detail") << u"go to"_s << std::optional(MatchRank::InDetail);
    QTest::newRow("missing") << u"token x"_s << std::optional<MatchRank>();
}

void tst_items_ObjectIndex::ranks()
{
    QFETCH(const QString, text);
    QFETCH(const std::optional<MatchRank>, rank);
    QVERIFY(ObjectIndex::rank(text, u"Token Inspector"_s, u"Go to"_s) == rank);
}

void tst_items_ObjectIndex::answersTheBestOfMany()
{
    store::StoreSnapshot many = tenant();
    for (int i = 0; i < 10'000; ++i)
        many.resourceServers.last().scopes.append({.value = u"read:thing%1"_s.arg(i), .description = {}});
    const ObjectIndex index(many);
    QCOMPARE(index.size(), 10'007);
    QCOMPARE(index.find(u"thing9999"_s, 60).size(), 1);
    QCOMPARE(index.find(u"read"_s, 60).size(), 60);
    QBENCHMARK
    {
        index.find(u"ing99"_s, 60);
    }
}

QTEST_GUILESS_MAIN(tst_items_ObjectIndex)
#include "tst_items_ObjectIndex.moc"
