#pragma once

#include "models/base/Result.h"
#include "models/flow/Exchange.h"

#include <QUrl>

#include <functional>

namespace gatehouse::flow {

/// Takes a person to the authorization endpoint and brings back where they are sent: a browser, or what stands for one.
class UserAgent
{
public:
    /// Why nobody is sent back.
    struct Refusal
    {
        enum class Kind {
            NoBrowser, ///< the desktop opens none
            Login,     ///< the form of the login came back
            Page,      ///< the server shows a page that leads nowhere
        };
        Kind kind = Kind::Page;
        QString words; ///< of the page; hostile
    };
    /// What it did of itself, for the log.
    struct Events
    {
        ExchangeLog &log;
        std::function<void()> changed; ///< the log grew
        /// The redirect to the client; false where it is not the one that is waited for.
        std::function<bool(const QUrl &)> redirected;
        /// There will be no redirect.
        std::function<void(const Refusal &)> refused;
        std::function<void(const base::Error &)> failed;
    };

    virtual ~UserAgent() = default;
    /// The redirect URI to send, once something waits there.
    virtual base::Result<QString> prepare(Events events) = 0;
    virtual void visit(const QUrl &authorize) = 0;
    /// No event follows.
    virtual void leave() = 0;
};

} // namespace gatehouse::flow
