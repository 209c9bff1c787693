#include "models/oauth/TokenEndpoint.h"

#include <QPromise>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::oauth;
using namespace Qt::StringLiterals;

namespace {

/// Answers when told, and knows whether it was cancelled.
class HeldClient final : public http::HttpClient
{
public:
    using Value = base::Result<http::HttpResponse>;

    base::Job<http::HttpResponse> send(const http::HttpRequest &request) override
    {
        sent = request;
        m_promise = std::make_unique<QPromise<Value>>();
        m_promise->start();
        return base::Job<http::HttpResponse>(m_promise->future(), [this] { cancelled = true; });
    }

    void answer(Value value)
    {
        m_promise->addResult(std::move(value));
        m_promise->finish();
    }
    void answer(int status, const QByteArray &body, const QByteArray &type = "application/json")
    {
        answer(http::HttpResponse{.status = status, .reason = {}, .headers = {{"Content-Type", type}}, .body = body});
    }

    http::HttpRequest sent;
    bool cancelled = false;

private:
    std::unique_ptr<QPromise<Value>> m_promise;
};

} // namespace

class tst_oauth_HttpTokenEndpoint : public QObject
{
    Q_OBJECT

private:
    std::optional<base::Result<TokenExchange>> m_result;

    base::Job<TokenExchange> start(TokenEndpoint &endpoint)
    {
        m_result.reset();
        const TokenRequest request{.client = {.clientId = u"c"_s}, .audience = u"a"_s};
        const auto job = endpoint.request(request, QUrl(u"http://127.0.0.1:1/oauth/token"_s));
        job.then(this, [this](base::Result<TokenExchange> result) { m_result = std::move(result); });
        return job;
    }

private Q_SLOTS:
    void deliversTheExchange()
    {
        HeldClient client;
        HttpTokenEndpoint endpoint(client);
        start(endpoint);
        QVERIFY(!m_result);
        const QByteArray body = R"({"access_token":"t","token_type":"Bearer","expires_in":5})";
        client.answer(200, body);
        QTRY_VERIFY(m_result);
        QVERIFY2(*m_result,
                 *m_result ? "" : qPrintable(base::errorName(m_result->error().code) + m_result->error().detail));
        QCOMPARE((*m_result)->sent.body, client.sent.body);
        QCOMPARE((*m_result)->received.body, body);
        QCOMPARE(std::get<TokenResponse>((*m_result)->answer).expiresIn, 5);
    }

    /// A refusal is an answer, not an error of ours.
    void refusalIsAnAnswer()
    {
        HeldClient client;
        HttpTokenEndpoint endpoint(client);
        start(endpoint);
        client.answer(401, R"({"error":"access_denied","error_description":"Unauthorized"})");
        QTRY_VERIFY(m_result);
        QVERIFY2(*m_result,
                 *m_result ? "" : qPrintable(base::errorName(m_result->error().code) + m_result->error().detail));
        QCOMPARE(std::get<TokenErrorResponse>((*m_result)->answer).status, 401);
    }

    void neitherShapeIsUnexpected()
    {
        HeldClient client;
        HttpTokenEndpoint endpoint(client);
        start(endpoint);
        client.answer(200, "<html>", "text/html");
        QTRY_VERIFY(m_result);
        QVERIFY(!*m_result);
        QCOMPARE(m_result->error().code, base::ErrorCode::UnexpectedAnswer);
        QCOMPARE(m_result->error().httpStatus, 200);
        QCOMPARE(m_result->error().subject, u"127.0.0.1"_s);
    }

    void transportErrorsPass()
    {
        HeldClient client;
        HttpTokenEndpoint endpoint(client);
        start(endpoint);
        client.answer(base::failure(base::ErrorCode::TimedOut, base::ErrorStep::HttpRequest));
        QTRY_VERIFY(m_result);
        QCOMPARE(m_result->error().code, base::ErrorCode::TimedOut);
    }

    void cancelReachesTheClient()
    {
        HeldClient client;
        HttpTokenEndpoint endpoint(client);
        const auto job = start(endpoint);
        job.cancel();
        QVERIFY(client.cancelled);
        client.answer(base::failure(base::ErrorCode::Cancelled, base::ErrorStep::HttpRequest));
        QTRY_VERIFY(m_result);
        QCOMPARE(m_result->error().code, base::ErrorCode::Cancelled);
    }

    void endpointMayGoFirst()
    {
        HeldClient client;
        auto endpoint = std::make_unique<HttpTokenEndpoint>(client);
        start(*endpoint);
        endpoint.reset();
        client.answer(200, "{}");
        QTRY_VERIFY(m_result);
        QCOMPARE(m_result->error().code, base::ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_oauth_HttpTokenEndpoint)
#include "tst_oauth_HttpTokenEndpoint.moc"
