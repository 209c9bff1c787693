#pragma once

#include "models/http/HttpClient.h"

#include <memory>

namespace gatehouse::http {

/// Over QNetworkAccessManager; belongs to the thread that made it.
class NetworkHttpClient final : public HttpClient
{
public:
    NetworkHttpClient();
    ~NetworkHttpClient() override;
    base::Job<HttpResponse> send(const HttpRequest &request) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::http
