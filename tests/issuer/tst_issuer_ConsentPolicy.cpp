#include "models/issuer/ConsentPolicy.h"
#include "models/issuer/RedirectUri.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::issuer;
using namespace Qt::StringLiterals;

/// The two decisions that need nothing but their arguments: whether a person is asked, and whether a client is
/// answered.
class tst_issuer_ConsentPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// AS-15: first party × flag × callback × prompt × remembered, against a reference of five lines.
    void as15_matrix()
    {
        const QStringList callbacks{u"https://app.example.com/cb"_s, u"http://localhost:3000/cb"_s,
                                    u"http://127.0.0.1/cb"_s,        u"http://[::1]:8080/cb"_s,
                                    u"com.example.app:/cb"_s,        u"https://localhost.example.com/cb"_s};
        int shown = 0;
        int cases = 0;
        for (const QString &callback : callbacks) {
            const bool isLoopback = callbacks.indexOf(callback) >= 1 && callbacks.indexOf(callback) <= 3;
            for (int bits = 0; bits < 32; ++bits) {
                const ConsentQuestion question{.isPrompted = bool(bits & 1),
                                               .redirectUri = callback,
                                               .isFirstParty = bool(bits & 2),
                                               .asksForApi = bool(bits & 4),
                                               .allApisSkip = bool(bits & 8),
                                               .isRemembered = bool(bits & 16)};
                const bool expected = question.isPrompted || isLoopback ||
                                      (!question.isRemembered &&
                                       (!question.isFirstParty || (question.asksForApi && !question.allApisSkip)));
                QCOMPARE(showsConsent(consentReason(question)), expected);
                shown += expected;
                ++cases;
            }
        }
        QVERIFY(shown > cases / 5 && shown < cases);
    }

    /// Every name that this computer has for itself.
    void loopbacks()
    {
        for (const char *uri :
             {"http://localhost/cb", "http://LOCALHOST:1/cb", "http://localhost./cb", "http://a.localhost/cb",
              "http://127.0.0.1/cb", "https://127.0.0.2:9/cb", "http://127.255.255.254/cb", "http://127.1/cb",
              "http://2130706433/cb", "http://0x7f.1/cb", "http://0.0.0.0:9/cb", "http://0/cb", "http://[::1]/cb",
              "http://[0:0:0:0:0:0:0:1]/cb", "http://[::]/cb", "http://[::ffff:127.0.0.1]:9/cb"})
            QVERIFY2(isLoopbackCallback(QString::fromLatin1(uri)), uri);
        for (const char *uri :
             {"https://app.example.com/cb", "https://localhost.example.com/cb", "https://128.0.0.1/cb",
              "https://127.example.com/cb", "https://10.0.0.1/cb", "https://[2001:db8::1]/cb", "com.example.app:/cb"})
            QVERIFY2(!isLoopbackCallback(QString::fromLatin1(uri)), uri);
    }

    /// AS-01: byte for byte.
    void as01_redirects_data()
    {
        QTest::addColumn<QString>("registered");
        QTest::addColumn<QString>("asked");
        const QString web = u"https://app.example.com/cb"_s;
        const QStringList variants{u"https://app.example.com/cb/"_s,
                                   u"https://app.example.com/cb?"_s,
                                   u"https://app.example.com/cb#"_s,
                                   u"https://app.example.com/cb?a=b"_s,
                                   u"https://app.example.com/CB"_s,
                                   u"https://APP.example.com/cb"_s,
                                   u"HTTPS://app.example.com/cb"_s,
                                   u"http://app.example.com/cb"_s,
                                   u"https://app.example.com:443/cb"_s,
                                   u"https://app.example.com./cb"_s,
                                   u"https://app.example.com/../cb"_s,
                                   u"https://app.example.com/./cb"_s,
                                   u"https://app.example.com//cb"_s,
                                   u"https://app.example.com/%63b"_s,
                                   u"https://app.example.com/cb%2f"_s,
                                   u"https://app.example.com/cb/..;/"_s,
                                   u"https://app.example.com/cb%00"_s,
                                   u"https://app.example.com/cb "_s,
                                   u" https://app.example.com/cb"_s,
                                   u"https://app.example.com/cb\t"_s,
                                   u"https://app.example.com/cb\r\n"_s,
                                   u"https://app.example.com\\/cb"_s,
                                   u"https://app.example.com@evil.example/cb"_s,
                                   u"https://evil.example@app.example.com/cb"_s,
                                   u"https://user:pw@app.example.com/cb"_s,
                                   u"https://app.example.com.evil.example/cb"_s,
                                   u"https://evilapp.example.com/cb"_s,
                                   u"https://sub.app.example.com/cb"_s,
                                   u"//app.example.com/cb"_s,
                                   u"/cb"_s,
                                   u"cb"_s,
                                   QString(),
                                   u"javascript:alert(1)//https://app.example.com/cb"_s,
                                   u"https://app.example.com/c"_s,
                                   u"https://app.example.com/cbb"_s,
                                   u"https://app.exаmple.com/cb"_s,
                                   u"https://xn--app.example.com/cb"_s,
                                   u"https://app.example.com/cb;x"_s,
                                   u"https://app.example.com/cb&x=y"_s,
                                   u"https:app.example.com/cb"_s,
                                   u"https:/app.example.com/cb"_s,
                                   u"https:///app.example.com/cb"_s,
                                   u"https://app。example。com/cb"_s};
        for (qsizetype i = 0; i < variants.size(); ++i)
            QTest::addRow("web %d", int(i)) << web << variants[i];
        const QString loopback = u"http://127.0.0.1/cb"_s;
        const QStringList near{u"http://127.0.0.1:0/cb"_s,
                               u"http://127.0.0.1:65536/cb"_s,
                               u"http://127.0.0.1:080/cb"_s,
                               u"http://127.0.0.1:/cb"_s,
                               u"http://127.0.0.1:80a/cb"_s,
                               u"http://127.0.0.1:8080/other"_s,
                               u"http://127.0.0.1:8080/cb?x"_s,
                               u"http://127.0.0.1:8080"_s,
                               u"https://127.0.0.1:8080/cb"_s,
                               u"http://127.0.0.2:8080/cb"_s,
                               u"http://localhost:8080/cb"_s,
                               u"http://[::1]:8080/cb"_s,
                               u"http://127.0.0.1.evil.example/cb"_s,
                               u"http://127.0.0.1:8080@evil.example/cb"_s,
                               u"http://2130706433/cb"_s,
                               u"http://0x7f000001/cb"_s,
                               u"http://127.1/cb"_s,
                               u"http://0177.0.0.1/cb"_s,
                               u"http://[::ffff:127.0.0.1]/cb"_s,
                               u"http://127.0.0.1:8080\\@evil.example/cb"_s,
                               u"http://127.0.0.1:8080#/cb"_s,
                               u"http://127.0.0.1 :8080/cb"_s,
                               u"http://127.0.0.1:-1/cb"_s,
                               u"http://127.0.0.1:+80/cb"_s,
                               u"HTTP://127.0.0.1:8080/cb"_s,
                               u"http://127.0.0.1:8080//cb"_s};
        for (qsizetype i = 0; i < near.size(); ++i)
            QTest::addRow("loopback %d", int(i)) << loopback << near[i];
    }
    void as01_redirects()
    {
        QFETCH(const QString, registered);
        QFETCH(const QString, asked);
        for (const auto type :
             {domain::ClientType::RegularWeb, domain::ClientType::SinglePage, domain::ClientType::Native}) {
            domain::ClientApplication client;
            client.type = type;
            client.callbacks = {registered};
            QVERIFY(isRegisteredRedirect(client, registered));
            QVERIFY(!isRegisteredRedirect(client, asked));
        }
    }

    void anyPortOfANativeClient()
    {
        domain::ClientApplication client;
        client.callbacks = {u"http://127.0.0.1/cb"_s, u"http://[::1]:9/cb?x=1"_s};
        client.type = domain::ClientType::Native;
        QVERIFY(isRegisteredRedirect(client, u"http://127.0.0.1:51004/cb"_s));
        QVERIFY(isRegisteredRedirect(client, u"http://[::1]:51004/cb?x=1"_s));
        QVERIFY(!isRegisteredRedirect(client, u"http://[::1]:51004/cb"_s));
        client.type = domain::ClientType::RegularWeb;
        QVERIFY(!isRegisteredRedirect(client, u"http://127.0.0.1:51004/cb"_s));
    }

    void answersKeepTheQuery()
    {
        QCOMPARE(redirectWith(u"https://a/cb"_s, {{u"code"_s, u"x y&z"_s}}), u"https://a/cb?code=x%20y%26z"_s);
        QCOMPARE(redirectWith(u"https://a/cb?q=1"_s, {{u"code"_s, u"x"_s}, {u"state"_s, u"\r\nSet-Cookie: a"_s}}),
                 u"https://a/cb?q=1&code=x&state=%0D%0ASet-Cookie%3A%20a"_s);
    }
};

QTEST_GUILESS_MAIN(tst_issuer_ConsentPolicy)
#include "tst_issuer_ConsentPolicy.moc"
