#include "models/server/Router.h"

#include "models/base/Logging.h"

#include <algorithm>
#include <exception>

namespace gatehouse::server {

using namespace Qt::StringLiterals;

namespace {

QByteArray allowed(const Route &route)
{
    QByteArrayList methods = route.methods;
    if (methods.contains("GET"))
        methods.append("HEAD");
    methods.append("OPTIONS");
    return methods.join(", ");
}

/// The one origin that scripts of which may read the answer; empty for none (HTTP-04).
struct Admitted
{
    QByteArray origin;
    OriginAccess access = OriginAccess::None;
};

/// `null`, which any sandboxed page can send, is no origin.
Admitted admitted(const Route &route, const Request &request)
{
    const QByteArray origin = request.header("Origin");
    if (!route.accessOf || request.count("Origin") != 1 || origin.isEmpty() || origin == "null")
        return {};
    const OriginAccess access = route.accessOf(origin);
    return access == OriginAccess::None ? Admitted() : Admitted{origin, access};
}

void appendSharing(Response &response, const Route &route, const QByteArray &origin)
{
    if (route.isPublicDocument)
        response.headers.emplaceBack("Access-Control-Allow-Origin", "*");
    else if (!origin.isEmpty())
        response.headers.emplaceBack("Access-Control-Allow-Origin", origin);
    if (route.accessOf)
        response.headers.emplaceBack("Vary", "Origin");
}

} // namespace

Router::Router(QList<Route> routes)
    : m_routes(std::move(routes))
{
}

const Route *Router::find(const QByteArray &path) const
{
    const auto route = std::ranges::find_if(
        m_routes, [&](const Route &one) { return one.isTree ? path.startsWith(one.path) : path == one.path; });
    return route == m_routes.end() ? nullptr : &*route;
}

void Router::answer(const Request &request, const Reply &reply) const
{
    const Route *route = find(request.path);
    if (!route || !route->answerLater || request.method == "OPTIONS")
        return reply(answer(request));
    try {
        route->answerLater(request, reply);
    } catch (const std::exception &failure) {
        qCWarning(base::logServer) << "no answer for" << route->path << failure.what();
        reply(errorResponse(500));
    }
}

Response Router::answer(const Request &request) const
{
    const Route *route = find(request.path);
    if (!route)
        return errorResponse(404);
    if (request.method == "OPTIONS")
        return answerOptions(*route, request);
    try {
        Response response = answerMethod(*route, request);
        appendSharing(response, *route, admitted(*route, request).origin);
        return response;
    } catch (const std::exception &failure) {
        qCWarning(base::logServer) << "no answer for" << route->path << failure.what();
        return errorResponse(500);
    }
}

std::size_t Router::bodyLimit(const QByteArray &path) const
{
    const Route *route = find(path);
    return route ? route->bodyLimit : RequestLimits().body;
}

Response Router::answerMethod(const Route &route, const Request &request) const
{
    const QByteArray method = request.method == "HEAD" ? "GET"_ba : request.method;
    if (route.methods.contains(method) && route.answer)
        return route.answer(request);
    Response response = errorResponse(405);
    response.headers.emplaceBack("Allow", allowed(route));
    return response;
}

/// A preflight of a public document is granted to every origin; of a route for some origins to those; of anything else
/// to none, by saying nothing about origins. Access to the loopback from pages of the outside
/// (Access-Control-Allow-Private-Network) is granted only to an origin that a person has listed, and cookies never are.
Response Router::answerOptions(const Route &route, const Request &request) const
{
    Response response{.status = 204, .headers = {{"Allow", allowed(route)}}, .body = {}};
    const auto [origin, access] = admitted(route, request);
    if (route.isPublicDocument ? request.count("Origin") == 0 : origin.isEmpty()) {
        if (route.accessOf)
            response.headers.emplaceBack("Vary", "Origin");
        return response;
    }
    appendSharing(response, route, origin);
    if (route.isPublicDocument) {
        response.headers.emplaceBack("Access-Control-Allow-Methods", "GET, HEAD");
    } else {
        response.headers.emplaceBack("Access-Control-Allow-Methods", route.methods.join(", "));
        response.headers.emplaceBack("Access-Control-Allow-Headers", "Authorization, Content-Type");
        if (access == OriginAccess::Listed && request.header("Access-Control-Request-Private-Network") == "true")
            response.headers.emplaceBack("Access-Control-Allow-Private-Network", "true");
    }
    response.headers.emplaceBack("Access-Control-Max-Age", "600");
    return response;
}

} // namespace gatehouse::server
