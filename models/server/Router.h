#pragma once

#include "models/server/Messages.h"
#include "models/server/RequestLimits.h"

#include <QByteArrayList>

#include <functional>

namespace gatehouse::server {

using Reply = std::function<void(Response)>;

/// What scripts of an origin may do with a route, with an Authorization header but never with cookies.
enum class OriginAccess {
    None,
    Read,   ///< send requests and read the answers
    Listed, ///< the same from a page outside this machine: a person has listed the origin
};

/// A path and what answers it. GET routes answer HEAD too; OPTIONS is answered by the router.
struct Route
{
    QByteArray path;
    QByteArrayList methods;
    /// Readable by scripts of every origin, without credentials: public documents alone (HTTP-04).
    bool isPublicDocument = false;
    std::function<Response(const Request &)> answer;
    /// What a client is allowed is not known in a preflight, which says nothing but the origin. Unset: None for all.
    std::function<OriginAccess(const QByteArray &origin)> accessOf = {};
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
