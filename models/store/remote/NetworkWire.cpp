#include "models/store/remote/NetworkWire.h"

#include <QEventLoop>

#include <optional>
#include <utility>

namespace gatehouse::store::remote {

namespace {

std::unexpected<base::Error> cancelled()
{
    return base::failure(base::ErrorCode::Cancelled, base::ErrorStep::AskTenant);
}

} // namespace

NetworkWire::NetworkWire(QByteArray authorities)
    : m_authorities(std::move(authorities))
{
}

NetworkWire::~NetworkWire() = default;

base::Result<http::HttpResponse> NetworkWire::exchange(const http::HttpRequest &request)
{
    if (!m_client)
        m_client = std::make_unique<http::NetworkHttpClient>(m_authorities);
    // A loop of this thread's own: nobody's window waits in it.
    QEventLoop loop;
    std::optional<base::Result<http::HttpResponse>> answer;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_isCancelled)
            return cancelled();
        m_underWay = m_client->send(request);
    }
    m_underWay.then(&loop, [&answer, &loop](base::Result<http::HttpResponse> result) {
        answer = std::move(result);
        loop.quit();
    });
    if (!answer)
        loop.exec();
    const std::scoped_lock lock(m_mutex);
    m_underWay = {};
    if (m_isCancelled)
        return cancelled();
    return *std::move(answer);
}

bool NetworkWire::rest(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_woken.wait_for(lock, time, [this] { return m_isCancelled; });
}

bool NetworkWire::isCancelled() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isCancelled;
}

void NetworkWire::cancel()
{
    const std::scoped_lock lock(m_mutex);
    m_isCancelled = true;
    m_underWay.cancel();
    m_woken.notify_all();
}

void NetworkWire::resume()
{
    const std::scoped_lock lock(m_mutex);
    m_isCancelled = false;
}

void NetworkWire::close()
{
    m_client.reset();
}

} // namespace gatehouse::store::remote
