#pragma once

#include "models/server/Messages.h"

#include <QByteArrayList>

#include <functional>

namespace gatehouse::server {

/// A path and what answers it. GET routes answer HEAD too; OPTIONS is answered by the router.
struct Route
{
    QByteArray path;
    QByteArrayList methods;
    /// Readable by scripts of every origin, without credentials: public documents alone (HTTP-04).
    bool isPublicDocument = false;
    std::function<Response(const Request &)> answer;
};

/// Finds the route of a request. Paths match byte for byte: nothing is decoded, normalised or guessed. Thread-safe.
class Router
{
public:
    explicit Router(QList<Route> routes);

    /// 404 in JSON for an unknown path, 405 with Allow for a wrong method, 500 for a route that failed.
    Response answer(const Request &request) const;

private:
    Response answerOptions(const Route &route, const Request &request) const;

    const QList<Route> m_routes;
};

} // namespace gatehouse::server
