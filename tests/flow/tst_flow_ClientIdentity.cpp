#include "models/flow/ClientIdentity.h"
#include "models/flow/RefreshFlow.h"
#include "tests/flow/ServedLogins.h"

#include <QFile>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::flow;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// A client that authenticates with private_key_jwt is tested with a key that a person brings.
class tst_flow_ClientIdentity : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServedLogins> m_world;

    static base::Secret keyFile(const QString &name)
    {
        QFile file(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/support/TestKeys/"_s + name);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("a test key is missing");
        return base::Secret(QByteArrayView(file.readAll()));
    }
    domain::ClientApplication web() const { return *m_world->tenant.read()->client(domain::ClientId(LoginWorld::web)); }
    auto keyOf(const QString &file) const
    {
        return clientKeyOf(web(), keyFile(file), m_world->tools.privateKeys(), m_world->tools.keys());
    }
    FlowTranscript logIn(std::unique_ptr<PageBrowser> person)
    {
        AuthorizationCodeFlow flow(m_world->flowParts());
        QSignalSpy spy(&flow, &UserFlow::finished);
        flow.start(m_world->flowRequest(LoginWorld::web, {u"openid"_s, u"read:orders"_s, u"offline_access"_s}),
                   std::move(person));
        return ServedLogins::transcriptOf(spy);
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ServedLogins>();
        m_world->edit([](store::StoreSnapshot &tenant) {
            domain::ClientApplication &client = LoginWorld::client(tenant, LoginWorld::web);
            client.authentication = domain::ClientAuthentication::PrivateKeyJwt;
            client.publicKeys = {testKeyDer(u"public-spki.pem"_s)};
        });
    }
    void cleanup() { m_world.reset(); }

    void itsKeyIsTaken_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file : {"private-pkcs8.pem", "private-pkcs1.pem", "private.jwk"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void itsKeyIsTaken()
    {
        QFETCH(QString, file);
        auto key = keyOf(file);
        QVERIFY(key);
        m_world->identity.setKey(web().id, *std::move(key));
        const FlowTranscript login = logIn(m_world->person());
        QCOMPARE(outcomeName(login.outcome), u"verified"_s);
        // Each request has an assertion of its own: the server takes none twice.
        const auto &tokens = std::get<oauth::TokenResponse>(login.exchange->answer);
        RefreshFlow refresh(m_world->flowParts());
        QSignalSpy spy(&refresh, &UserFlow::finished);
        refresh.start(m_world->flowRequest(LoginWorld::web, {}), tokens.refreshToken);
        QCOMPARE(outcomeName(ServedLogins::transcriptOf(spy).outcome), u"verified"_s);
        // The assertion is worth something for a minute: what is shown of the request does without it.
        const QByteArray body = login.exchange->sent.body;
        QVERIFY(body.contains("client_assertion=") && !body.contains("client_secret"));
        QVERIFY(redactedRequest(login.exchange->sent).body.contains("client_assertion=REDACTED"));
    }

    void othersKeysAreNot_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("kind");
        using Kind = ClientKeyFault::Kind;
        QTest::newRow("of another client") << u"ec-private-pkcs8.pem"_s << int(Kind::OfNobody);
        QTest::newRow("its public key") << u"public-spki.pem"_s << int(Kind::NoKey);
        QTest::newRow("under a passphrase") << u"private-pkcs8-encrypted.pem"_s << int(Kind::NoKey);
        QTest::newRow("no key") << u"README.md"_s << int(Kind::NoKey);
    }
    void othersKeysAreNot()
    {
        QFETCH(QString, file);
        QFETCH(int, kind);
        const auto key = keyOf(file);
        QVERIFY(!key);
        QCOMPARE(int(key.error().kind), kind);
    }
    void aSharedSecretSignsNothing()
    {
        const auto key = clientKeyOf(web(), base::Secret(R"({"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMko"})"_ba),
                                     m_world->tools.privateKeys(), m_world->tools.keys());
        QVERIFY(!key);
        QCOMPARE(key.error().kind, ClientKeyFault::Kind::SignsNothing);
    }

    void withoutTheKeyNothingIsSent()
    {
        const FlowTranscript login = logIn(m_world->person());
        QVERIFY(login.error);
        QCOMPARE(login.error->code, base::ErrorCode::ClientKeyNeeded);
        QVERIFY(!login.exchange);
    }
    /// The key of one client does not speak for another.
    void keysAreKeptApart()
    {
        m_world->identity.setKey(domain::ClientId(LoginWorld::app), keyOf(u"private-pkcs8.pem"_s).value());
        QVERIFY(!m_world->identity.hasKey(web().id));
    }
};

QTEST_GUILESS_MAIN(tst_flow_ClientIdentity)
#include "tst_flow_ClientIdentity.moc"
