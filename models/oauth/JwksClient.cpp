#include "models/oauth/JwksClient.h"

#include "models/http/ThisMachine.h"

#include <QPromise>

namespace gatehouse::oauth {

using namespace Qt::StringLiterals;

std::expected<QUrl, JwksAddressFault> checkedJwksAddress(const QString &text, PlainHttp plain)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme().isEmpty() || url.host().isEmpty())
        return std::unexpected(JwksAddressFault::NotAnAddress);
    const bool isPlain = plain == PlainHttp::OnLoopback && url.scheme() == "http"_L1 && http::isThisMachine(url.host());
    if (url.scheme() != "https"_L1 && !isPlain)
        return std::unexpected(JwksAddressFault::NotHttps);
    if (!url.userInfo().isEmpty())
        return std::unexpected(JwksAddressFault::HasCredentials);
    return url.adjusted(QUrl::RemoveFragment);
}

std::expected<QUrl, JwksAddressFault> jwksAddressOf(const QString &issuer)
{
    auto checked = checkedJwksAddress(issuer);
    if (!checked)
        return checked;
    // An issuer has neither query nor fragment (RFC 8414 section 2).
    if (checked->hasQuery())
        return std::unexpected(JwksAddressFault::NotAnAddress);
    QString path = checked->path();
    if (!path.endsWith(u'/'))
        path.append(u'/');
    checked->setPath(path + u".well-known/jwks.json"_s);
    return checked;
}

JwksClient::JwksClient(http::HttpClient &client, PlainHttp plain)
    : m_client(client)
    , m_plain(plain)
{
}

base::Job<QByteArray> JwksClient::fetch(const QUrl &address)
{
    using Value = base::Result<QByteArray>;
    const auto checked = checkedJwksAddress(address.toString(QUrl::FullyEncoded), m_plain);
    if (!checked)
        return base::Job<QByteArray>::ready(base::failure(
            base::ErrorCode::ServerUnreachable, base::ErrorStep::FetchKeys, address.host(), u"address refused"_s));
    http::HttpRequest request;
    request.url = *checked;
    request.headers = {{"Accept", "application/jwk-set+json, application/json"}};
    request.maxAnswerBytes = mostBytes;
    const auto answer = m_client.send(request);
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    base::Job<QByteArray> job(promise->future(), [answer] { answer.cancel(); });
    answer.then(&m_context, [promise, host = checked->host()](base::Result<http::HttpResponse> received) {
        promise->addResult(std::move(received).and_then([&host](http::HttpResponse &&response) -> Value {
            if (response.status != 200) {
                base::Error error{.code = base::ErrorCode::UnexpectedAnswer,
                                  .step = base::ErrorStep::FetchKeys,
                                  .subject = host,
                                  .detail = QString::fromLatin1(response.header("Content-Type")),
                                  .httpStatus = response.status};
                return std::unexpected(std::move(error));
            }
            return std::move(response.body);
        }));
        promise->finish();
    });
    return job;
}

} // namespace gatehouse::oauth
