#include "models/store/connection/TenantAddress.h"

#include "models/http/ThisMachine.h"
#include "models/store/connection/ConnectionFault.h"

namespace gatehouse::store::remote {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestDomain = 260; ///< RFC 1035 section 2.3.4, and a port

} // namespace

base::Result<TenantAddress> TenantAddress::parse(const QString &typed)
{
    // What stands before an @ may be a password, and is not shown again.
    const auto unfit = [&typed](ConnectionFault fault) {
        return remote::unfit(base::ErrorStep::AskTenant, typed.sliced(typed.lastIndexOf(u'@') + 1), fault);
    };
    const QString text = typed.trimmed();
    if (text.isEmpty() || text.size() > longestDomain)
        return unfit(ConnectionFault::Domain);
    const bool hasScheme = text.contains("://"_L1);
    const QUrl url(hasScheme ? text : u"https://"_s + text, QUrl::StrictMode);
    // A dot at the end is another issuer, and no server listens at port 0.
    if (!url.isValid() || url.host().isEmpty() || url.host().endsWith(u'.') || url.port() == 0)
        return unfit(ConnectionFault::Domain);
    const QString scheme = url.scheme();
    if (scheme != "https"_L1 && scheme != "http"_L1)
        return unfit(ConnectionFault::Scheme);
    if (!url.userInfo().isEmpty())
        return unfit(ConnectionFault::Credentials);
    if ((url.path() != "/"_L1 && !url.path().isEmpty()) || url.hasQuery() || url.hasFragment())
        return unfit(ConnectionFault::Path);
    if (scheme == "http"_L1 && !http::isThisMachine(url.host()))
        return unfit(ConnectionFault::Http);
    TenantAddress address;
    QUrl origin;
    origin.setScheme(scheme);
    // As it goes over the wire: a name in another script is shown for what it is.
    origin.setHost(url.host(QUrl::FullyEncoded));
    if (url.port() != (scheme == "https"_L1 ? 443 : 80))
        origin.setPort(url.port());
    address.m_origin = origin.toString(QUrl::FullyEncoded);
    return address;
}

QString TenantAddress::domain() const
{
    return m_origin.mid(m_origin.indexOf("://"_L1) + 3);
}

} // namespace gatehouse::store::remote
