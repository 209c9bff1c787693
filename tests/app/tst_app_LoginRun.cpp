#include "CommandLine.h"

#include <QTest>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// `test --flow code | refresh`: a person logs in through the server's pages.
class tst_app_LoginRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPersonLogsIn();
    void aRefreshTokenIsUsed();
    void withoutOfflineAccessThereIsNoRefreshToken();
    void aWrongPasswordIsRefused();
    void withoutCallbackTheNextStepIsNamed();
    void aMachineCannotLogIn();
    void wrongUse_data();
    void wrongUse();

private:
    Ran test(const QStringList &more, const QByteArray &password = "correct horse\n") const
    {
        return m_line.json(QStringList{u"test"_s, u"orders"_s, u"--client"_s, u"Web"_s, u"--user"_s,
                                       u"jane@example.com"_s, u"--password-file"_s, u"-"_s} +
                               more,
                           password);
    }

    CommandLine m_line;
};

void tst_app_LoginRun::initTestCase()
{
    m_line.takePort();
    m_line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s});
    m_line.run({u"scope"_s, u"import"_s, u"orders"_s}, "read:orders\nwrite:orders\n");
    m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"Web"_s, u"--type"_s, u"regular_web"_s, u"--callback"_s,
                u"https://app.example.com/cb"_s});
    m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"Bare"_s, u"--type"_s, u"native"_s});
    m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"Machine"_s});
    const Ran made = m_line.run(
        {u"user"_s, u"create"_s, u"--email"_s, u"jane@example.com"_s, u"--password-file"_s, u"-"_s}, "correct horse\n");
    QVERIFY2(made.exit == 0, made.all().constData());
}

void tst_app_LoginRun::aPersonLogsIn()
{
    const Ran ran = test({u"--flow"_s, u"code"_s});
    QVERIFY2(ran.exit == 0, ran.all().constData());
    const QJsonObject object = ran.object();
    QCOMPARE(object[u"outcome"_s].toString(), u"verified"_s);
    QCOMPARE(object[u"granted_scopes"_s].toArray(),
             (QJsonArray{u"openid"_s, u"profile"_s, u"email"_s, u"read:orders"_s, u"write:orders"_s}));
    QCOMPARE(object[u"checks"_s].toObject(),
             (QJsonObject{{u"state"_s, true}, {u"issuer"_s, true}, {u"nonce"_s, true}, {u"subject"_s, true}}));
    QCOMPARE(object[u"inspection"_s][u"verdict"_s].toString(), u"verified"_s);
    QCOMPARE(object[u"id_token_inspection"_s][u"verdict"_s].toString(), u"verified"_s);
    QCOMPARE(object[u"userinfo"_s][u"email"_s].toString(), u"jane@example.com"_s);
    QStringList exchanges;
    for (const QJsonArray array = object[u"exchanges"_s].toArray(); const QJsonValue &one : array)
        exchanges.append(one[u"exchange"_s].toString());
    QCOMPARE(exchanges, (QStringList{u"metadata"_s, u"authorize"_s, u"login"_s, u"page"_s, u"consent"_s, u"callback"_s,
                                     u"token"_s, u"userinfo"_s}));
    QVERIFY(!ran.out.contains("correct horse"));
    QVERIFY(ran.out.contains("code=REDACTED"));
    QVERIFY(!object.contains(u"access_token"_s));

    // What was consented to is remembered.
    const Ran again = test({u"--flow"_s, u"code"_s, u"--reveal"_s});
    QVERIFY2(again.exit == 0, again.all().constData());
    QVERIFY(!again.out.contains("\"consent\""));
    QVERIFY(again.object()[u"access_token"_s].toString().startsWith(u"eyJ"_s));
}

void tst_app_LoginRun::aRefreshTokenIsUsed()
{
    m_line.run({u"api"_s, u"update"_s, u"orders"_s, u"--allow-offline-access"_s, u"on"_s});
    const Ran ran = test({u"--flow"_s, u"refresh"_s});
    QVERIFY2(ran.exit == 0, ran.all().constData());
    QCOMPARE(ran.object()[u"outcome"_s].toString(), u"verified"_s);
    QVERIFY(ran.object()[u"granted_scopes"_s].toArray().contains(u"offline_access"_s));
    m_line.run({u"api"_s, u"update"_s, u"orders"_s, u"--allow-offline-access"_s, u"off"_s});
}

void tst_app_LoginRun::withoutOfflineAccessThereIsNoRefreshToken()
{
    const Ran ran = test({u"--flow"_s, u"refresh"_s});
    QCOMPARE(ran.exit, 1);
    QCOMPARE(ran.object()[u"outcome"_s].toString(), u"no-refresh-token"_s);
}

void tst_app_LoginRun::aWrongPasswordIsRefused()
{
    const Ran ran = test({u"--flow"_s, u"code"_s}, "wrong horse\n");
    QCOMPARE(ran.exit, 1);
    QCOMPARE(ran.object()[u"outcome"_s].toString(), u"login-refused"_s);
    QVERIFY(ran.object()[u"message"_s].toString().contains(u"Wrong email or password"_s));
}

void tst_app_LoginRun::withoutCallbackTheNextStepIsNamed()
{
    const Ran ran = test({u"--flow"_s, u"code"_s, u"--client"_s, u"Bare"_s});
    const Ran bare = m_line.run({u"test"_s, u"orders"_s, u"--client"_s, u"Bare"_s, u"--flow"_s, u"code"_s, u"--user"_s,
                                 u"jane@example.com"_s, u"--password-file"_s, u"-"_s},
                                "correct horse\n");
    QCOMPARE(ran.exit, 2);
    QCOMPARE(bare.exit, 1);
    QVERIFY2(bare.out.contains("--callback http://127.0.0.1/callback"), bare.all().constData());
}

void tst_app_LoginRun::aMachineCannotLogIn()
{
    const Ran ran = m_line.json({u"test"_s, u"orders"_s, u"--client"_s, u"Machine"_s, u"--flow"_s, u"code"_s,
                                 u"--user"_s, u"jane@example.com"_s, u"--password-file"_s, u"-"_s},
                                "correct horse\n");
    QCOMPARE(ran.exit, 1);
    QCOMPARE(ran.object()[u"outcome"_s].toString(), u"client-unfit"_s);
}

void tst_app_LoginRun::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QStringList test{u"test"_s, u"orders"_s, u"--client"_s, u"Web"_s};
    QTest::newRow("nobody") << test + QStringList{u"--flow"_s, u"code"_s};
    QTest::newRow("somebody, and no login") << test + QStringList{u"--user"_s, u"jane@example.com"_s};
    QTest::newRow("an unknown flow") << test + QStringList{u"--flow"_s, u"implicit"_s};
    QTest::newRow("a password of nobody") << test + QStringList{u"--password-file"_s, u"-"_s};
}

void tst_app_LoginRun::wrongUse()
{
    QFETCH(QStringList, arguments);
    QCOMPARE(m_line.run(arguments).exit, 2);
}

QTEST_GUILESS_MAIN(tst_app_LoginRun)
#include "tst_app_LoginRun.moc"
