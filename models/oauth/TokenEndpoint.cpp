#include "models/oauth/TokenEndpoint.h"

#include <QPromise>

namespace gatehouse::oauth {

using namespace Qt::StringLiterals;

HttpTokenEndpoint::HttpTokenEndpoint(http::HttpClient &client)
    : m_client(client)
{
}

base::Job<TokenExchange> HttpTokenEndpoint::request(const TokenRequest &request, const QUrl &endpoint)
{
    using Value = base::Result<TokenExchange>;
    http::HttpRequest sent = toHttp(request, endpoint);
    const auto answer = m_client.send(sent);

    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    base::Job<TokenExchange> job(promise->future(), [answer] { answer.cancel(); });
    answer.then(&m_context, [promise, sent = std::move(sent)](base::Result<http::HttpResponse> received) mutable {
        promise->addResult(std::move(received).and_then([&sent](http::HttpResponse &&response) -> Value {
            auto read = parseAnswer(response);
            if (!read) {
                base::Error error{.code = base::ErrorCode::UnexpectedAnswer,
                                  .step = base::ErrorStep::ReadTokenAnswer,
                                  .subject = sent.url.host(),
                                  .detail = QString::fromLatin1(response.header("Content-Type")),
                                  .httpStatus = response.status};
                return std::unexpected(std::move(error));
            }
            return TokenExchange{.sent = std::move(sent), .received = std::move(response), .answer = *std::move(read)};
        }));
        promise->finish();
    });
    return job;
}

} // namespace gatehouse::oauth
