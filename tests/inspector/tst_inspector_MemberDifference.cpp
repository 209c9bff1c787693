#include "models/inspector/MemberDifference.h"

#include <QTest>

using namespace gatehouse;
using inspector::MemberDifference;
using Kind = MemberDifference::Kind;
using namespace Qt::StringLiterals;

class tst_inspector_MemberDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differs_data();
    void differs();
    void setsTellWhatCameAndWent();
    void nothingHasNoMembers();

private:
    static QList<MemberDifference> compare(const QByteArray &before, const QByteArray &after)
    {
        const auto left = jose::parseStrictJson(before);
        const auto right = jose::parseStrictJson(after);
        return inspector::compareMembers(left ? &*left : nullptr, right ? &*right : nullptr);
    }
};

void tst_inspector_MemberDifference::differs_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("seconds");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const QStringList &names,
                        int seconds = 0) { QTest::newRow(name) << before << after << names << seconds; };
    row("the same", R"({"a":1,"b":[2]})", R"({"b":[2],"a":1})", {});
    row("added, removed, changed", R"({"gone":1,"x":1})", R"({"x":2,"new":1})", {u"gone"_s, u"x"_s, u"new"_s});
    row("a number written otherwise", R"({"x":1.0})", R"({"x":1})", {u"x"_s});
    row("an audience in another order", R"({"aud":["a","b"]})", R"({"aud":["b","a"]})", {});
    row("one audience, as text and as array", R"({"aud":"a"})", R"({"aud":["a"]})", {});
    row("scopes in another order, one twice", R"({"scope":"a b"})", R"({"scope":"b a a"})", {});
    row("a text that is no set", R"({"name":"a b"})", R"({"name":"b a"})", {u"name"_s});
    row("an array that is no set", R"({"x":[1,2]})", R"({"x":[2,1]})", {u"x"_s});
    row("a time", R"({"exp":1000})", R"({"exp":4600})", {u"exp"_s}, 3600);
    row("a number that is no time", R"({"n":1000})", R"({"n":4600})", {u"n"_s});
    row("a time too far to tell", R"({"exp":1000})", R"({"exp":99999999999999999999})", {u"exp"_s});
}

void tst_inspector_MemberDifference::differs()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, names);
    QFETCH(int, seconds);
    QStringList found;
    for (const MemberDifference &one : compare(before, after)) {
        found.append(one.name);
        QCOMPARE(one.seconds.value_or(0), seconds);
    }
    QCOMPARE(found, names);
}

void tst_inspector_MemberDifference::setsTellWhatCameAndWent()
{
    const QList<MemberDifference> found = compare(R"({"scope":"a b b"})", R"({"scope":"b c c"})");
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().kind, Kind::Changed);
    QCOMPARE(found.first().added, QStringList{u"c"_s});
    QCOMPARE(found.first().removed, QStringList{u"a"_s});
}

void tst_inspector_MemberDifference::nothingHasNoMembers()
{
    QCOMPARE(compare("", R"({"a":1})").first().kind, Kind::Added);
    QCOMPARE(compare(R"({"a":1})", "").first().kind, Kind::Removed);
    QVERIFY(compare("", "").isEmpty());
}

QTEST_GUILESS_MAIN(tst_inspector_MemberDifference)
#include "tst_inspector_MemberDifference.moc"
