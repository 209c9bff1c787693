#include "models/server/Router.h"

#include "models/base/Logging.h"

#include <algorithm>
#include <exception>

namespace gatehouse::server {

namespace {

QByteArray allowed(const Route &route)
{
    QByteArrayList methods = route.methods;
    if (methods.contains("GET"))
        methods.append("HEAD");
    methods.append("OPTIONS");
    return methods.join(", ");
}

} // namespace

Router::Router(QList<Route> routes)
    : m_routes(std::move(routes))
{
}

Response Router::answer(const Request &request) const
{
    const auto route = std::ranges::find(m_routes, request.path, &Route::path);
    if (route == m_routes.end())
        return errorResponse(404);
    if (request.method == "OPTIONS")
        return answerOptions(*route, request);
    const QByteArray method = request.method == "HEAD" ? QByteArray("GET") : request.method;
    if (!route->methods.contains(method)) {
        Response response = errorResponse(405);
        response.headers.emplaceBack("Allow", allowed(*route));
        return response;
    }
    try {
        Response response = route->answer(request);
        if (route->isPublicDocument)
            response.headers.emplaceBack("Access-Control-Allow-Origin", "*");
        return response;
    } catch (const std::exception &failure) {
        qCWarning(base::logServer) << "no answer for" << route->path << failure.what();
        return errorResponse(500);
    }
}

/// A preflight of a public document is granted to every origin; of anything else to none, by saying nothing about
/// origins. Access-Control-Allow-Private-Network is never sent: no page of the outside is to reach the loopback by our
/// leave.
Response Router::answerOptions(const Route &route, const Request &request) const
{
    Response response{.status = 204, .headers = {{"Allow", allowed(route)}}, .body = {}};
    if (route.isPublicDocument && request.count("Origin") > 0) {
        response.headers.emplaceBack("Access-Control-Allow-Origin", "*");
        response.headers.emplaceBack("Access-Control-Allow-Methods", "GET, HEAD");
        response.headers.emplaceBack("Access-Control-Max-Age", "600");
    }
    return response;
}

} // namespace gatehouse::server
