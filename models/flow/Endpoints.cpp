#include "models/flow/Endpoints.h"

#include "models/jose/StrictJson.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

namespace {

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.isValid() && a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b) &&
           a.userInfo().isEmpty();
}

QString textOf(const jose::JsonValue &object, QStringView name)
{
    const jose::JsonValue *value = object.member(name);
    return value && value->isString() ? value->string : QString();
}

} // namespace

http::HttpRequest metadataRequest(const QUrl &issuer)
{
    http::HttpRequest request;
    // RFC 8414 and OpenID Connect Discovery put it in the same place for an issuer without a path.
    request.url = issuer.resolved(QUrl(u".well-known/openid-configuration"_s));
    request.headers = {{"Accept"_ba, "application/json"_ba}};
    request.maxAnswerBytes = maxMetadata;
    return request;
}

std::expected<Endpoints, QString> readEndpoints(const http::HttpResponse &response, const QUrl &issuer)
{
    const auto json = jose::parseStrictJson(response.body, {.bytes = maxMetadata, .depth = 16, .values = 5000});
    if (response.status != 200 || !json || !json->isObject())
        return std::unexpected(QString());
    const QString named = textOf(*json, u"issuer");
    Endpoints endpoints{.authorization = QUrl(textOf(*json, u"authorization_endpoint"), QUrl::StrictMode),
                        .userInfo = QUrl(textOf(*json, u"userinfo_endpoint"), QUrl::StrictMode),
                        .token = QUrl(textOf(*json, u"token_endpoint"), QUrl::StrictMode)};
    if (named.isEmpty() || endpoints.token.isEmpty())
        return std::unexpected(QString());
    if (named != issuer.toString(QUrl::FullyEncoded) || !isSameOrigin(endpoints.token, issuer) ||
        (!endpoints.authorization.isEmpty() && !isSameOrigin(endpoints.authorization, issuer)) ||
        (!endpoints.userInfo.isEmpty() && !isSameOrigin(endpoints.userInfo, issuer)))
        return std::unexpected(u"issuer or token endpoint differ"_s);
    return endpoints;
}

} // namespace gatehouse::flow
