#pragma once

#include "models/base/Job.h"
#include "models/http/HttpRequest.h"

namespace gatehouse::http {

/// Sends requests. Any complete answer, 4xx and 5xx included, is a response; an Error means there was none:
/// ServerUnreachable, TimedOut, TooLarge, Cancelled. Redirects are never followed and cookies never kept.
class HttpClient
{
public:
    virtual ~HttpClient() = default;
    virtual base::Job<HttpResponse> send(const HttpRequest &request) = 0;
};

} // namespace gatehouse::http
