#include "models/store/connection/TenantAddress.h"

#include "models/http/ThisMachine.h"

namespace gatehouse::store::remote {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestDomain = 260; ///< RFC 1035 section 2.3.4, and a port

} // namespace

base::Result<TenantAddress> TenantAddress::parse(const QString &typed)
{
    const auto unfit = [&typed](const QString &why) {
        return base::failure(base::ErrorCode::ConnectionUnfit, base::ErrorStep::AskTenant, typed, why);
    };
    const QString text = typed.trimmed();
    if (text.isEmpty() || text.size() > longestDomain)
        return unfit(u"domain"_s);
    const bool hasScheme = text.contains("://"_L1);
    const QUrl url(hasScheme ? text : u"https://"_s + text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return unfit(u"domain"_s);
    const QString scheme = url.scheme();
    if (scheme != "https"_L1 && scheme != "http"_L1)
        return unfit(u"scheme"_s);
    if (!url.userInfo().isEmpty())
        return unfit(u"credentials"_s);
    if ((url.path() != "/"_L1 && !url.path().isEmpty()) || url.hasQuery() || url.hasFragment())
        return unfit(u"path"_s);
    if (scheme == "http"_L1 && !http::isThisMachine(url.host()))
        return unfit(u"http"_s);
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
