#include "models/oauth/JwksClient.h"
#include "tests/support/ScriptedHttpClient.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::oauth;
using namespace Qt::StringLiterals;

class tst_oauth_JwksClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressOfAnIssuer_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("address");
        QTest::addRow("with slash") << u"https://t.eu.auth0.com/"_s
                                    << u"https://t.eu.auth0.com/.well-known/jwks.json"_s;
        QTest::addRow("without slash") << u"https://t.example"_s << u"https://t.example/.well-known/jwks.json"_s;
        QTest::addRow("with a path") << u"https://t.example/a"_s << u"https://t.example/a/.well-known/jwks.json"_s;
        QTest::addRow("http") << u"http://t.example/"_s << QString();
        QTest::addRow("file") << u"file:///etc/passwd"_s << QString();
        QTest::addRow("no scheme") << u"t.example"_s << QString();
        QTest::addRow("credentials") << u"https://a:b@t.example/"_s << QString();
        QTest::addRow("query") << u"https://t.example/?x=1"_s << QString();
        QTest::addRow("no host") << u"https:///x"_s << QString();
        QTest::addRow("empty") << QString() << QString();
        QTest::addRow("other scheme in capitals") << u"JAVASCRIPT:alert(1)"_s << QString();
    }
    void addressOfAnIssuer()
    {
        QFETCH(const QString, issuer);
        QFETCH(const QString, address);
        const auto made = jwksAddressOf(issuer);
        QCOMPARE(made ? made->toString() : QString(), address);
    }

    void refusedAddressIsNeverAsked()
    {
        tests::ScriptedHttpClient http;
        JwksClient client(http);
        const QStringList addresses{u"http://t.example/keys"_s, u"https://u:p@t.example/keys"_s, u"ftp://t.example/"_s};
        for (const QString &address : addresses) {
            std::optional<base::ErrorCode> code;
            client.fetch(QUrl(address)).then(this, [&code](const base::Result<QByteArray> &result) {
                code = result ? std::optional<base::ErrorCode>() : result.error().code;
            });
            QTRY_VERIFY(code);
            QCOMPARE(*code, base::ErrorCode::ServerUnreachable);
        }
        QVERIFY(http.sent().isEmpty());
    }

    void onlyA200IsAKeySet_data()
    {
        QTest::addColumn<int>("status");
        QTest::addRow("moved") << 301;
        QTest::addRow("found") << 302;
        QTest::addRow("not found") << 404;
        QTest::addRow("broken") << 500;
        QTest::addRow("no content") << 204;
    }
    void onlyA200IsAKeySet()
    {
        QFETCH(const int, status);
        tests::ScriptedHttpClient http;
        http.answer(http::HttpResponse{.status = status,
                                       .reason = {},
                                       .headers = {{"Location", "https://evil.example/"}},
                                       .body = "{\"keys\":[]}"});
        JwksClient client(http);
        std::optional<base::Result<QByteArray>> got;
        client.fetch(QUrl(u"https://t.example/keys"_s)).then(this, [&got](base::Result<QByteArray> result) {
            got = std::move(result);
        });
        QTRY_VERIFY(got);
        QVERIFY(!*got);
        QCOMPARE(got->error().code, base::ErrorCode::UnexpectedAnswer);
        QCOMPARE(got->error().httpStatus, status);
        QCOMPARE(http.sent().size(), 1);
    }

    void sendsNothingButTheAddress()
    {
        tests::ScriptedHttpClient http;
        http.answer(tests::ScriptedHttpClient::json(200, "{\"keys\":[]}"));
        JwksClient client(http);
        std::optional<base::Result<QByteArray>> got;
        client.fetch(QUrl(u"https://t.example/keys#f"_s)).then(this, [&got](base::Result<QByteArray> result) {
            got = std::move(result);
        });
        QTRY_VERIFY(got);
        QVERIFY(*got);
        QCOMPARE(**got, "{\"keys\":[]}"_ba);
        const http::HttpRequest &sent = http.sent().first();
        QCOMPARE(sent.url, QUrl(u"https://t.example/keys"_s));
        QCOMPARE(sent.method, "GET"_ba);
        QVERIFY(sent.body.isEmpty());
        QCOMPARE(sent.headers.size(), 1);
        QVERIFY(sent.maxAnswerBytes <= JwksClient::mostBytes);
    }
};

QTEST_GUILESS_MAIN(tst_oauth_JwksClient)
#include "tst_oauth_JwksClient.moc"
