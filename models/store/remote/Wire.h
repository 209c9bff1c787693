#pragma once

#include "models/base/Result.h"
#include "models/http/HttpRequest.h"

#include <chrono>

namespace gatehouse::store::remote {

/// What a tenant is asked through, one request after the other, from a thread that has nothing else to do. Tests put a
/// tenant that follows a script in its place.
class Wire
{
public:
    virtual ~Wire() = default;
    /// Waits for the answer. Cancelled as soon as somebody has had enough.
    virtual base::Result<http::HttpResponse> exchange(const http::HttpRequest &request) = 0;
    /// Lets time pass; false where somebody had enough before.
    virtual bool rest(std::chrono::milliseconds time) = 0;
    virtual bool isCancelled() const = 0;

    /// From any thread: ends the request under way and all that follow, until resume().
    virtual void cancel() = 0;
    virtual void resume() = 0;
    /// Closes the connections; in the thread that sent the requests.
    virtual void close() {}
};

} // namespace gatehouse::store::remote
