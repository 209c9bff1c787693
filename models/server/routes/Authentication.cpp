#include "models/server/routes/Authentication.h"

#include "models/issuer/Documents.h"
#include "models/server/routes/TokenForm.h"

namespace gatehouse::server::routes {

namespace {

constexpr int unauthorized = 401;

bool isUnauthorized(const oauth::TokenAnswer &answer)
{
    const auto *error = std::get_if<oauth::TokenErrorResponse>(&answer);
    return error && error->status == unauthorized;
}

oauth::TokenAnswer answerToken(const issuer::TokenService &tokens, const QString &issuer, const Request &request)
{
    const auto readings = readTokenRequest(request);
    if (!readings)
        return readings.error();
    oauth::TokenAnswer answer = tokens.answer(readings->first(), issuer);
    for (qsizetype i = 1; i < readings->size() && isUnauthorized(answer); ++i)
        answer = tokens.answer(readings->at(i), issuer);
    return answer;
}

Response tokenResponse(const oauth::TokenAnswer &answer)
{
    const auto *error = std::get_if<oauth::TokenErrorResponse>(&answer);
    Response response = error ? jsonResponse(error->status, oauth::toJson(*error))
                              : jsonResponse(200, oauth::toJson(std::get<oauth::TokenResponse>(answer)));
    response.headers.emplaceBack("Cache-Control", "no-store");
    response.headers.emplaceBack("Pragma", "no-cache");
    // RFC 9110 section 15.5.2: a 401 says how to authenticate.
    if (response.status == unauthorized)
        response.headers.emplaceBack("WWW-Authenticate", R"(Basic realm="gatehouse", charset="UTF-8")");
    return response;
}

Response publicDocument(const QByteArray &json)
{
    Response response = jsonResponse(200, json);
    response.headers.emplaceBack("Cache-Control", "public, max-age=15");
    return response;
}

} // namespace

QList<Route> authenticationRoutes(const issuer::TokenService &tokens, const store::SnapshotSource &tenant,
                                  const jose::KeyCodec &keys, const QString &issuer)
{
    const auto metadata = [issuer](const Request &) { return publicDocument(issuer::discoveryDocument(issuer)); };
    return {
        {.path = "/oauth/token",
         .methods = {"POST"},
         .isPublicDocument = false,
         .answer = [&tokens,
                    issuer](const Request &request) { return tokenResponse(answerToken(tokens, issuer, request)); }},
        {.path = "/.well-known/jwks.json",
         .methods = {"GET"},
         .isPublicDocument = true,
         .answer = [&tenant,
                    &keys](const Request &) { return publicDocument(issuer::jwksDocument(*tenant.read(), keys)); }},
        {.path = "/.well-known/openid-configuration", .methods = {"GET"}, .isPublicDocument = true, .answer = metadata},
        {.path = "/.well-known/oauth-authorization-server",
         .methods = {"GET"},
         .isPublicDocument = true,
         .answer = metadata},
    };
}

} // namespace gatehouse::server::routes
