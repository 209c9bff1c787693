#include "models/domain/Merge.h"

#include <QTest>

using namespace gatehouse::domain;
using namespace Qt::StringLiterals;

namespace {

ResourceServer api()
{
    ResourceServer server;
    server.id = ResourceServerId(u"0123456789abcdef01234567"_s);
    server.name = u"Orders"_s;
    server.identifier = u"urn:orders"_s;
    server.scopes = {{u"a"_s, {}}, {u"b"_s, {}}, {u"c"_s, {}}};
    return server;
}

} // namespace

class tst_domain_Merge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differentFieldsBothStay()
    {
        ResourceServer theirs = api();
        theirs.name = u"Their name"_s;
        ResourceServer mine = api();
        mine.tokenLifetime = 60;
        const auto merged = merge(theirs, api(), mine);
        QVERIFY(merged);
        QCOMPARE(merged->name, u"Their name"_s);
        QCOMPARE(merged->tokenLifetime, 60);
    }

    void theSameFieldToTwoValuesConflicts()
    {
        ResourceServer theirs = api();
        theirs.tokenLifetime = 30;
        ResourceServer mine = api();
        mine.tokenLifetime = 60;
        QCOMPARE(merge(theirs, api(), mine).error().field, u"token_lifetime"_s);
    }

    void whatClashesIsDecided()
    {
        ResourceServer theirs = api();
        theirs.tokenLifetime = 30;
        theirs.name = u"Theirs"_s;
        theirs.scopes = {{u"a"_s, u"their a"_s}, {u"c"_s, {}}};
        ResourceServer mine = api();
        mine.tokenLifetime = 60;
        mine.scopes = {{u"a"_s, u"my a"_s}, {u"b"_s, u"my b"_s}, {u"c"_s, {}}, {u"d"_s, {}}};
        QList<Clash> clashes;
        const auto decided = [&](Side side) {
            clashes.clear();
            return mergeDeciding<ResourceServer>(theirs, api(), mine, [&](const Clash &clash) {
                clashes.append(clash);
                return side;
            });
        };
        const ResourceServer ours = decided(Side::Ours);
        QCOMPARE(clashes, (QList<Clash>{{u"token_lifetime"_s, {}}, {u"scopes"_s, u"a"_s}, {u"scopes"_s, u"b"_s}}));
        QCOMPARE(ours.name, u"Theirs"_s); // nobody contradicts that
        QCOMPARE(ours.tokenLifetime, 60);
        QCOMPARE(ours.scopes, mine.scopes);
        const ResourceServer left = decided(Side::Theirs);
        QCOMPARE(left.tokenLifetime, 30);
        QCOMPARE(left.scopes, (QList<Scope>{{u"a"_s, u"their a"_s}, {u"c"_s, {}}, {u"d"_s, {}}}));
    }

    void theSameFieldToTheSameValueDoesNot()
    {
        ResourceServer both = api();
        both.tokenLifetime = 60;
        QVERIFY(merge(both, api(), both));
    }

    void scopes_data()
    {
        QTest::addColumn<QStringList>("theirs");
        QTest::addColumn<QStringList>("mine");
        QTest::addColumn<QStringList>("merged");
        QTest::newRow("both add") << QStringList{u"a"_s, u"b"_s, u"c"_s, u"t"_s}
                                  << QStringList{u"a"_s, u"b"_s, u"c"_s, u"m"_s}
                                  << QStringList{u"a"_s, u"b"_s, u"c"_s, u"m"_s, u"t"_s};
        QTest::newRow("both remove") << QStringList{u"b"_s, u"c"_s} << QStringList{u"a"_s, u"b"_s}
                                     << QStringList{u"b"_s};
        QTest::newRow("one adds, one removes") << QStringList{u"a"_s, u"b"_s, u"c"_s, u"t"_s}
                                               << QStringList{u"a"_s, u"c"_s} << QStringList{u"a"_s, u"c"_s, u"t"_s};
        QTest::newRow("the same twice") << QStringList{u"a"_s, u"b"_s, u"c"_s, u"x"_s}
                                        << QStringList{u"a"_s, u"b"_s, u"c"_s, u"x"_s}
                                        << QStringList{u"a"_s, u"b"_s, u"c"_s, u"x"_s};
    }
    void scopes()
    {
        QFETCH(QStringList, theirs);
        QFETCH(QStringList, mine);
        QFETCH(QStringList, merged);
        const auto with = [](const QStringList &values) {
            ResourceServer server = api();
            server.scopes.clear();
            for (const QString &value : values)
                server.scopes.append({value, {}});
            return server;
        };
        const auto result = merge(with(theirs), api(), with(mine));
        QVERIFY(result);
        QCOMPARE(result->scopeValues(), merged);
    }

    void editingWhatAnotherRemovedConflicts()
    {
        ResourceServer theirs = api();
        theirs.scopes.removeAt(1);
        ResourceServer mine = api();
        mine.scopes[1].description = u"edited"_s;
        QCOMPARE(merge(theirs, api(), mine).error().field, u"scopes"_s);
        QCOMPARE(merge(mine, api(), theirs).error().field, u"scopes"_s);
    }

    void oneScopeDescribedTwiceConflicts()
    {
        ResourceServer theirs = api();
        theirs.scopes[1].description = u"theirs"_s;
        ResourceServer mine = api();
        mine.scopes[1].description = u"mine"_s;
        QVERIFY(!merge(theirs, api(), mine));
    }
};

QTEST_GUILESS_MAIN(tst_domain_Merge)
#include "tst_domain_Merge.moc"
