#pragma once

#include "models/base/Job.h"
#include "models/http/HttpClient.h"
#include "models/oauth/TokenMessages.h"

namespace gatehouse::oauth {

/// One exchange at a token endpoint: what was sent, what came back as bytes, and how it reads.
struct TokenExchange
{
    http::HttpRequest sent;
    http::HttpResponse received;
    TokenAnswer answer;
};

/// The token endpoint of an authorization server, over HTTP. Whether it is the embedded one or a tenant's it cannot
/// tell.
class TokenEndpoint
{
public:
    virtual ~TokenEndpoint() = default;
    virtual base::Job<TokenExchange> request(const TokenRequest &request, const QUrl &endpoint) = 0;
};

/// Over an HttpClient. An answer of neither shape is ErrorCode::UnexpectedAnswer.
class HttpTokenEndpoint final : public TokenEndpoint
{
public:
    explicit HttpTokenEndpoint(http::HttpClient &client);
    base::Job<TokenExchange> request(const TokenRequest &request, const QUrl &endpoint) override;

private:
    http::HttpClient &m_client;
    QObject m_context; ///< answers are read in the thread this endpoint was made in, and not after it is gone
};

} // namespace gatehouse::oauth
