#pragma once

#include "models/base/Result.h"

#include <QUrl>

#include <functional>

namespace gatehouse::http {

/// Waits on the loopback for the browser that an authorization server sends back to a client (RFC 8252 section 7.3).
class RedirectListener
{
public:
    /// Looks at one redirect. True: it is the one that was waited for, and no other is; false: somebody else's.
    using Take = std::function<bool(const QUrl &redirect)>;

    virtual ~RedirectListener() = default;
    /// Listens on 127.0.0.1 for GET requests of `path`, at `port` or, for 0, at any that is free; the port. PortInUse
    /// or PortForbidden where it cannot.
    virtual base::Result<int> listen(int port, const QString &path, Take take) = 0;
    virtual void close() = 0;
};

} // namespace gatehouse::http
