#include "models/flow/ExchangeExport.h"
#include "tests/support/FakeClock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::flow;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// What leaves the program of a run: without secrets, and usable.
class tst_flow_ExchangeExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curlIsEscaped();
    void secretsAreTakenOut_data();
    void secretsAreTakenOut();
    void aHarIsWhole();
    void timesAreOfTheRun();

private:
    static http::HttpRequest tokenRequest()
    {
        http::HttpRequest request;
        request.method = "POST";
        request.url = QUrl(u"http://127.0.0.1:8790/oauth/token"_s);
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", "Basic c2VjcmV0"}};
        request.body = "grant_type=authorization_code&code=the-code&code_verifier=the-verifier&client_id=it%27s";
        return request;
    }
};

void tst_flow_ExchangeExport::curlIsEscaped()
{
    const QString whole = curlCommand(tokenRequest(), true);
    QVERIFY2(whole.startsWith(u"curl --request POST \\\n  --url "_s), qPrintable(whole));
    QVERIFY(whole.contains(u"code=the-code&code_verifier=the-verifier"_s));
    QVERIFY(whole.contains(u"Authorization: Basic c2VjcmV0"_s));
    http::HttpRequest hostile;
    hostile.url = QUrl(u"http://127.0.0.1/"_s);
    hostile.headers = {{"X-Name", "it's; rm -rf ~"}};
    const QString escaped = curlCommand(hostile, true);
    QVERIFY2(escaped.contains(u"'X-Name: it'\\''s; rm -rf ~'"_s), qPrintable(escaped));
}

void tst_flow_ExchangeExport::secretsAreTakenOut_data()
{
    QTest::addColumn<http::HttpRequest>("request");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a form") << tokenRequest() << u"code=REDACTED&code_verifier=REDACTED&client_id=it%27s"_s;
    QTest::newRow("credentials") << tokenRequest() << u"Authorization: Basic REDACTED"_s;
    http::HttpRequest request;
    request.url = QUrl(u"http://127.0.0.1:1/cb?code=the-code&state=s"_s);
    QTest::newRow("a query") << request << u"?code=REDACTED&state=s"_s;
    request.url = QUrl(u"http://127.0.0.1:1/"_s);
    request.headers = {{"Authorization", "Bearer c2VjcmV0"}, {"Cookie", "gatehouse-session-1=c2VjcmV0"}};
    QTest::newRow("a bearer token") << request << u"Authorization: Bearer REDACTED"_s;
    QTest::newRow("a cookie") << request << u"Cookie: gatehouse-session-1=REDACTED"_s;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = "{\"client_secret\":\"c2VjcmV0\",\"audience\":\"a\"}";
    QTest::newRow("JSON") << request << u"{\"client_secret\":\"REDACTED\",\"audience\":\"a\"}"_s;
}

void tst_flow_ExchangeExport::secretsAreTakenOut()
{
    QFETCH(http::HttpRequest, request);
    QFETCH(QString, shown);
    const QString command = curlCommand(request, false);
    QVERIFY2(command.contains(shown), qPrintable(command));
    for (const auto &secret : {u"the-code"_s, u"the-verifier"_s, u"c2VjcmV0"_s})
        QVERIFY2(!command.contains(secret), qPrintable(command));
}

void tst_flow_ExchangeExport::aHarIsWhole()
{
    Exchange exchange{
        .kind = Exchange::Kind::Token, .state = Exchange::State::Done, .sent = tokenRequest(), .received = {}};
    http::HttpResponse response;
    response.status = 200;
    response.reason = "OK";
    response.headers = {{"Content-Type", "application/json"}, {"Set-Cookie", "a=c2VjcmV0; HttpOnly"}};
    response.body = "{\"access_token\":\"the-token\",\"expires_in\":60}";
    exchange.received = response;
    const Exchange browser{
        .kind = Exchange::Kind::Browser, .state = Exchange::State::Done, .sent = tokenRequest(), .received = {}};
    const QByteArray bytes = redactedHar({exchange, browser}, FakeClock().now(), u"1.0"_s);
    const QJsonObject log = QJsonDocument::fromJson(bytes)[u"log"_s].toObject();
    QCOMPARE(log[u"version"_s].toString(), u"1.2"_s);
    QCOMPARE(log[u"creator"_s][u"name"_s].toString(), u"Gatehouse"_s);
    const QJsonArray entries = log[u"entries"_s].toArray();
    QCOMPARE(entries.size(), 2);
    const QJsonValue first = entries.at(0);
    QCOMPARE(first[u"request"_s][u"method"_s].toString(), u"POST"_s);
    QCOMPARE(first[u"response"_s][u"status"_s].toInt(), 200);
    QCOMPARE(first[u"response"_s][u"content"_s][u"text"_s].toString(),
             u"{\"access_token\":\"REDACTED\",\"expires_in\":60}"_s);
    QCOMPARE(entries.at(1)[u"response"_s][u"status"_s].toInt(), 0);
    for (const char *secret : {"the-code", "the-verifier", "the-token", "c2VjcmV0"})
        QVERIFY2(!bytes.contains(secret), secret);
}

void tst_flow_ExchangeExport::timesAreOfTheRun()
{
    FakeClock clock;
    const base::Instant began = clock.now();
    ExchangeLog log(clock);
    log.restart();
    clock.advance(std::chrono::milliseconds(1500));
    const qsizetype index = log.begin(Exchange::Kind::Metadata, tokenRequest());
    clock.advance(std::chrono::milliseconds(25));
    log.end(index, http::HttpResponse{.status = 404, .reason = {}, .headers = {}, .body = {}});
    QCOMPARE(exchangeStateName(log.exchanges().constFirst().state), u"refused"_s);
    const QJsonObject entry =
        QJsonDocument::fromJson(redactedHar(log.exchanges(), began, u"1.0"_s))[u"log"_s][u"entries"_s]
            .toArray()
            .at(0)
            .toObject();
    QCOMPARE(entry[u"startedDateTime"_s].toString(), u"2023-11-14T22:13:21.500Z"_s);
    QCOMPARE(entry[u"time"_s].toInt(), 25);
    QCOMPARE(entry[u"timings"_s][u"wait"_s].toInt(), 25);
}

QTEST_GUILESS_MAIN(tst_flow_ExchangeExport)
#include "tst_flow_ExchangeExport.moc"
