#include "app/window/RemoteServerControl.h"

#include "models/store/connection/ConnectionFault.h"

#include <utility>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultHttpsPort = 443;
constexpr int defaultHttpPort = 80;

} // namespace

RemoteServerControl::RemoteServerControl(store::remote::TenantAddress address, QObject *parent)
    : ServerControl(parent)
    , m_address(std::move(address))
{
}

int RemoteServerControl::port() const
{
    return issuer().port(m_address.isSecure() ? defaultHttpsPort : defaultHttpPort);
}

base::Result<void> RemoteServerControl::exportAuthority(const QString &)
{
    return store::remote::unfit(base::ErrorStep::ChangeTenant, m_address.domain(),
                                store::remote::ConnectionFault::Server);
}

base::Result<int> RemoteServerControl::start(std::optional<int>, std::optional<int>)
{
    return port();
}

} // namespace gatehouse::app
