#pragma once

#include "models/http/HttpClient.h"

#include <memory>

namespace gatehouse::http {

/// Over QNetworkAccessManager; belongs to the thread that made it.
class NetworkHttpClient final : public HttpClient
{
public:
    /// Servers are trusted as this machine trusts them and, besides, by the certificates of `authorities`, in PEM.
    /// Nothing makes it take a certificate that does not verify: such an answer is TlsRefused.
    explicit NetworkHttpClient(const QByteArray &authorities = {});
    ~NetworkHttpClient() override;
    base::Job<HttpResponse> send(const HttpRequest &request) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::http
