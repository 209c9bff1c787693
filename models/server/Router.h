#pragma once

#include "models/server/Messages.h"
#include "models/server/RequestLimits.h"

#include <QByteArrayList>

#include <functional>

namespace gatehouse::server {

using Reply = std::function<void(Response)>;

/// A path and what answers it. GET routes answer HEAD too; OPTIONS is answered by the router.
struct Route
{
    QByteArray path;
    QByteArrayList methods;
    /// Readable by scripts of every origin, without credentials: public documents alone (HTTP-04).
    bool isPublicDocument = false;
    std::function<Response(const Request &)> answer;
    /// Whether scripts of this origin may use the route, with an Authorization header but never with cookies. What a
    /// client is allowed is not known in a preflight, which says nothing but the origin. Unset: those of no origin.
    std::function<bool(const QByteArray &origin)> allowsOrigin = {};
    std::size_t bodyLimit = RequestLimits().body; ///< in bytes
    /// Everything below `path`, which ends with a slash.
    bool isTree = false;
    /// Instead of `answer`, where an answer has to wait for something: calls `reply` once, from any thread, or never if
    /// what it waits for is gone.
    std::function<void(const Request &, Reply reply)> answerLater = {};
};

/// Finds the route of a request. Paths match byte for byte, or by their beginning: nothing is decoded, normalised or
/// guessed. Thread-safe.
class Router
{
public:
    explicit Router(QList<Route> routes);

    /// 404 in JSON for an unknown path, 405 with Allow for a wrong method, 500 for a route that failed.
    Response answer(const Request &request) const;
    /// The same for routes that answer later; `reply` is called before this returns, or later from any thread.
    void answer(const Request &request, const Reply &reply) const;
    /// How large a body sent to that path may be.
    std::size_t bodyLimit(const QByteArray &path) const;

private:
    const Route *find(const QByteArray &path) const;
    Response answerOptions(const Route &route, const Request &request) const;
    Response answerMethod(const Route &route, const Request &request) const;

    const QList<Route> m_routes;
};

} // namespace gatehouse::server
