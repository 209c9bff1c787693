#include "ManagementWorld.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Users found and put in order in the Management API: what is understood is found, and the rest is refused.
class tst_server_ManagementSearch : public QObject
{
    Q_OBJECT

private:
    ManagementWorld m_world;

    void addUser(const QString &id, const QString &email, const QString &name, bool isBlocked = false)
    {
        m_world.edit([&](store::StoreSnapshot &tenant) {
            domain::User user;
            user.id = domain::UserId(u"auth0|"_s + id);
            user.email = email;
            user.name = name;
            user.isBlocked = isBlocked;
            user.createdAt = m_world.clock.now() + std::chrono::seconds(tenant.users.size());
            tenant.users.append(user);
        });
    }
    /// The ids of the users that a query finds, in order; or the message of its refusal.
    QString found(const QByteArray &query)
    {
        const auto answer = m_world.ask("GET", "/users?" + query);
        if (answer.status != 200)
            return QString::number(answer.status) + u' ' + answer.text(u"errorCode");
        const jose::JsonValue *list = answer.json.isArray() ? &answer.json : answer.json.member(u"users");
        QStringList ids;
        for (const jose::JsonValue &one : std::as_const(list->elements))
            ids.append(one.member(u"user_id")->string.sliced(6));
        return ids.join(u' ');
    }

private Q_SLOTS:
    void init()
    {
        m_world.reset();
        addUser(u"a"_s, u"zoe@example.com"_s, u"Adam Zest"_s);
        addUser(u"b"_s, u"u1@example.com"_s, {});
        addUser(u"c"_s, u"u2+x@example.com"_s, u"Bea"_s, true);
    }

    void termsAreFound_data()
    {
        QTest::addColumn<QString>("q");
        QTest::addColumn<QString>("ids");
        QTest::newRow("nothing") << u""_s << u"a b c"_s;
        QTest::newRow("everything") << u"*"_s << u"a b c"_s;
        QTest::newRow("a text") << u"EXAMPLE"_s << u"a b c"_s;
        QTest::newRow("a beginning") << u"u*"_s << u"b c"_s;
        QTest::newRow("a beginning that stands within") << u"est*"_s << u""_s;
        QTest::newRow("a phrase") << u"\"adam zest\""_s << u"a"_s;
        QTest::newRow("address") << u"email:U1@example.com"_s << u"b"_s;
        QTest::newRow("address with a sign") << u"email:u2+x@example.com"_s << u"c"_s;
        QTest::newRow("address in quotes") << u"email:\"zoe@example.com\""_s << u"a"_s;
        QTest::newRow("part of an address") << u"email:zoe"_s << u""_s;
        QTest::newRow("beginning of an address") << u"email:u*"_s << u"b c"_s;
        QTest::newRow("name") << u"name:\"Adam Zest\""_s << u"a"_s;
        QTest::newRow("the name that is shown") << u"name:u1*"_s << u"b"_s;
        QTest::newRow("an asterisk in quotes") << u"name:\"u1*\""_s << u""_s;
        QTest::newRow("id") << u"user_id:auth0|c"_s << u"c"_s;
        QTest::newRow("id in quotes") << u"user_id:\"auth0|c\""_s << u"c"_s;
        QTest::newRow("blocked") << u"blocked:true"_s << u"c"_s;
        QTest::newRow("verified") << u"email_verified:false"_s << u"a b c"_s;
    }
    void termsAreFound()
    {
        QFETCH(const QString, q);
        QFETCH(const QString, ids);
        QCOMPARE(found("q=" + q.toUtf8().toPercentEncoding()), ids);
    }

    void whatIsNotUnderstoodIsRefused_data()
    {
        QTest::addColumn<QString>("q");
        for (const QString &q : {u"email:a OR email:b"_s,
                                 u"email:a AND name:b"_s,
                                 u"NOT email:a"_s,
                                 u"OR"_s,
                                 u"adam zest"_s,
                                 u"name:adam zest"_s,
                                 u"email:*@example.com"_s,
                                 u"email:u*@example.com"_s,
                                 u"name:a?am"_s,
                                 u"(email:a)"_s,
                                 u"email:(a b)"_s,
                                 u"/u[12].*/"_s,
                                 u"email:/u1.*/"_s,
                                 u"email:[a TO b]"_s,
                                 u"email:{a TO b}"_s,
                                 u"-email:a"_s,
                                 u"+email:a"_s,
                                 u"!email:a"_s,
                                 u"email:a~"_s,
                                 u"email:a^2"_s,
                                 u"email:a\\*"_s,
                                 u"email:a&&name:b"_s,
                                 u"email:a||name:b"_s,
                                 u"_exists_:email"_s,
                                 u"nickname:a"_s,
                                 u"email:"_s,
                                 u"email:\"a"_s,
                                 u"\"a\" \"b\""_s,
                                 u"blocked:maybe"_s,
                                 u"blocked:t*"_s,
                                 u"created_at:>2020"_s,
                                 u"identities.connection:x"_s,
                                 u"email: a"_s})
            QTest::newRow(qPrintable(q)) << q;
    }
    void whatIsNotUnderstoodIsRefused()
    {
        QFETCH(const QString, q);
        QCOMPARE(found("q=" + q.toUtf8().toPercentEncoding()), u"400 invalid_query_string"_s);
    }

    void otherParameters_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("ids");
        const QString refused = u"400 invalid_query_string"_s;
        QTest::newRow("connection") << "connection=Username-Password-Authentication"_ba << u"a b c"_s;
        QTest::newRow("another connection") << "connection=nope"_ba << u""_s;
        QTest::newRow("engine") << "q=email%3Au*&search_engine=v3"_ba << u"b c"_s;
        QTest::newRow("another engine") << "search_engine=v4"_ba << refused;
        QTest::newRow("two searches") << "q=u1&q=u2"_ba << refused;
        QTest::newRow("by address") << "sort=email%3A1"_ba << u"b c a"_s;
        QTest::newRow("by address, descending") << "sort=email:-1"_ba << u"a c b"_s;
        QTest::newRow("by the name that is shown") << "sort=name:1"_ba << u"a c b"_s;
        QTest::newRow("by creation, descending") << "sort=created_at:-1"_ba << u"c b a"_s;
        QTest::newRow("by a flag, equals as they were") << "sort=blocked:-1"_ba << u"c a b"_s;
        QTest::newRow("one page of an order") << "sort=email:1&per_page=1&page=1"_ba << u"c"_s;
        QTest::newRow("no direction") << "sort=email"_ba << refused;
        QTest::newRow("another direction") << "sort=email:2"_ba << refused;
        QTest::newRow("two orders") << "sort=email:1,name:1"_ba << refused;
        QTest::newRow("an unknown field") << "sort=shoe_size:1"_ba << refused;
        QTest::newRow("with a checkpoint") << "sort=email:1&take=1"_ba << refused;
    }
    void otherParameters()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QString, ids);
        QCOMPARE(found(query), ids);
    }
};

QTEST_GUILESS_MAIN(tst_server_ManagementSearch)
#include "tst_server_ManagementSearch.moc"
