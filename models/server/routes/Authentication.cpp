#include "models/server/routes/Authentication.h"

#include "models/issuer/Documents.h"
#include "models/server/routes/TokenForm.h"

#include <algorithm>

namespace gatehouse::server::routes {

namespace {

constexpr int unauthorized = 401;
constexpr int tooMany = 429;
constexpr int unavailable = 503;

oauth::TokenAnswer answerToken(const issuer::TokenService &tokens, const Request &request)
{
    const auto parameters = readTokenRequest(request);
    return parameters ? tokens.answer(*parameters, request.origin.issuer()) : parameters.error();
}

Response tokenResponse(const oauth::TokenAnswer &answer)
{
    const auto *error = std::get_if<oauth::TokenErrorResponse>(&answer);
    Response response = error ? jsonResponse(error->status, oauth::toJson(*error))
                              : jsonResponse(200, oauth::toJson(std::get<oauth::TokenResponse>(answer)));
    response.headers.emplaceBack("Cache-Control", "no-store");
    response.headers.emplaceBack("Pragma", "no-cache");
    if (response.status == tooMany)
        response.headers.emplaceBack("Retry-After", QByteArray::number(issuer::SecretAttempts::pause.count()));
    else if (response.status == unavailable)
        response.headers.emplaceBack("Retry-After", "1");
    // RFC 9110 section 15.5.2: a 401 says how to authenticate.
    if (response.status == unauthorized)
        response.headers.emplaceBack("WWW-Authenticate", R"(Basic realm="gatehouse", charset="UTF-8")");
    return response;
}

/// RFC 7009 section 2.2: an empty answer, for a token that is nobody's as well.
Response revoke(const issuer::TokenService &tokens, const Request &request)
{
    const auto parameters = readTokenRequest(request);
    if (!parameters)
        return tokenResponse(parameters.error());
    if (const auto error = tokens.revoke(*parameters, request.origin.issuer()))
        return tokenResponse(*error);
    return {.status = 200, .headers = {{"Cache-Control", "no-store"}}, .body = {}};
}

Response publicDocument(const QByteArray &json)
{
    Response response = jsonResponse(200, json);
    response.headers.emplaceBack("Cache-Control",
                                 "public, max-age=15, stale-while-revalidate=15, stale-if-error=86400");
    return response;
}

} // namespace

QList<Route> authenticationRoutes(const issuer::TokenService &tokens, const store::SnapshotSource &tenant,
                                  const jose::KeyCodec &keys, bool servesPeople)
{
    const auto document = [](QByteArray path, std::function<Response(const Request &)> answer) {
        return Route{
            .path = std::move(path), .methods = {"GET"}, .isPublicDocument = true, .answer = std::move(answer)};
    };
    const auto metadata = [servesPeople](const Request &request) {
        return publicDocument(issuer::serverMetadata(request.origin.issuer(), servesPeople));
    };
    const auto endpoint = [&](QByteArray path, std::function<Response(const Request &)> answer) {
        return Route{.path = std::move(path),
                     .methods = {"POST"},
                     .answer = std::move(answer),
                     .accessOf = accessForListed(tenant, OriginAccess::None)};
    };
    QList<Route> routes{
        endpoint("/oauth/token",
                 [&tokens](const Request &request) { return tokenResponse(answerToken(tokens, request)); }),
        document("/.well-known/jwks.json",
                 [&tenant, &keys](const Request &) {
                     const auto now = tenant.read();
                     return now ? publicDocument(issuer::jwksDocument(*now, keys))
                                : errorResponse(503, "The tenant's store is not available.");
                 }),
        document("/.well-known/oauth-authorization-server", metadata),
    };
    routes.append(document("/.well-known/openid-configuration", metadata));
    if (servesPeople) {
        routes.append(endpoint("/oauth/revoke", [&tokens](const Request &request) { return revoke(tokens, request); }));
    } else {
        routes.append({.path = "/authorize", .methods = {"GET", "POST"}, .answer = [](const Request &) {
                           return errorResponse(400, "Nobody can sign in here: this server issues tokens to clients "
                                                     "only. Request one with the client_credentials grant at "
                                                     "/oauth/token.");
                       }});
    }
    return routes;
}

std::function<OriginAccess(const QByteArray &)> accessForListed(const store::SnapshotSource &tenant,
                                                                OriginAccess others)
{
    return [&tenant, others](const QByteArray &origin) {
        const auto now = tenant.read();
        const QString text = QString::fromLatin1(origin);
        const bool isListed = now && std::ranges::any_of(now->clients, [&](const domain::ClientApplication &client) {
                                  return client.origins.contains(text);
                              });
        if (isListed)
            return OriginAccess::Listed;
        // Nothing is granted to what is no origin, such as two of them with a comma between.
        return domain::checkOrigin(text) ? OriginAccess::None : others;
    };
}

} // namespace gatehouse::server::routes
