#pragma once

#include "models/http/NetworkHttpClient.h"
#include "models/store/remote/Wire.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace gatehouse::store::remote {

/// Over the network.
class NetworkWire final : public Wire
{
public:
    /// `authorities`, in PEM, vouch for the tenant's server beside those that this machine trusts.
    explicit NetworkWire(QByteArray authorities = {});
    ~NetworkWire() override;

    base::Result<http::HttpResponse> exchange(const http::HttpRequest &request) override;
    bool rest(std::chrono::milliseconds time) override;
    bool isCancelled() const override;

    void cancel() override;
    void resume() override;
    void close() override;

private:
    QByteArray m_authorities;
    std::unique_ptr<http::NetworkHttpClient> m_client; ///< made in the thread that sends
    mutable std::mutex m_mutex;
    std::condition_variable m_woken;
    base::Job<http::HttpResponse> m_underWay;
    bool m_isCancelled = false;
};

} // namespace gatehouse::store::remote
