#include "models/store/Endings.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::domain;
using namespace Qt::StringLiterals;

/// Which changes of the tenant end sessions and refresh tokens.
class tst_store_Endings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofUsers_data();
    void ofUsers();
    void ofConsents_data();
    void ofConsents();
};

namespace {

User user(const QByteArray &password, bool isBlocked = false, const QString &name = {})
{
    User made;
    made.id = UserId(u"auth0|1"_s);
    made.password.record = password;
    made.isBlocked = isBlocked;
    made.name = name;
    return made;
}

Consent consent(const QStringList &scopes)
{
    Consent made;
    made.userId = UserId(u"auth0|1"_s);
    made.clientId = ClientId(u"client"_s);
    made.scopes = scopes;
    return made;
}

} // namespace

void tst_store_Endings::ofUsers_data()
{
    QTest::addColumn<std::optional<User>>("before");
    QTest::addColumn<std::optional<User>>("after");
    QTest::addColumn<bool>("ends");

    using Maybe = std::optional<User>;
    QTest::newRow("created") << Maybe() << Maybe(user("a")) << false;
    QTest::newRow("deleted") << Maybe(user("a")) << Maybe() << true;
    QTest::newRow("blocked") << Maybe(user("a")) << Maybe(user("a", true)) << true;
    QTest::newRow("unblocked") << Maybe(user("a", true)) << Maybe(user("a")) << false;
    QTest::newRow("new password") << Maybe(user("a")) << Maybe(user("b")) << true;
    QTest::newRow("new name") << Maybe(user("a")) << Maybe(user("a", false, u"Jane"_s)) << false;
    QTest::newRow("new name while blocked") << Maybe(user("a", true)) << Maybe(user("a", true, u"Jane"_s)) << false;
}

void tst_store_Endings::ofUsers()
{
    QFETCH(std::optional<User>, before);
    QFETCH(std::optional<User>, after);
    QFETCH(bool, ends);
    const store::Endings endings = store::endingsOf({{Changed<User>{before, after}}});
    QCOMPARE(endings.users.size(), ends ? 1 : 0);
    QCOMPARE(endings.isEmpty(), !ends);
}

void tst_store_Endings::ofConsents_data()
{
    QTest::addColumn<std::optional<Consent>>("before");
    QTest::addColumn<std::optional<Consent>>("after");
    QTest::addColumn<bool>("ends");

    using Maybe = std::optional<Consent>;
    QTest::newRow("given") << Maybe() << Maybe(consent({u"a"_s})) << false;
    QTest::newRow("revoked") << Maybe(consent({u"a"_s})) << Maybe() << true;
    QTest::newRow("for more") << Maybe(consent({u"a"_s})) << Maybe(consent({u"b"_s, u"a"_s})) << false;
    QTest::newRow("for less") << Maybe(consent({u"a"_s, u"b"_s})) << Maybe(consent({u"b"_s})) << true;
    QTest::newRow("for something else") << Maybe(consent({u"a"_s})) << Maybe(consent({u"b"_s})) << true;
}

void tst_store_Endings::ofConsents()
{
    QFETCH(std::optional<Consent>, before);
    QFETCH(std::optional<Consent>, after);
    QFETCH(bool, ends);
    const store::Endings endings = store::endingsOf({{Changed<Consent>{before, after}}});
    QCOMPARE(endings.consents.size(), ends ? 1 : 0);
    QCOMPARE(endings.isEmpty(), !ends);
}

QTEST_GUILESS_MAIN(tst_store_Endings)
#include "tst_store_Endings.moc"
