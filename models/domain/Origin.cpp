#include "models/domain/Origin.h"

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView nameOf(Origin::Host host)
{
    switch (host) {
    case Origin::Host::Localhost:
        return "localhost"_L1;
    case Origin::Host::Address6:
        return "[::1]"_L1;
    case Origin::Host::Address4:
        break;
    }
    return "127.0.0.1"_L1;
}

} // namespace

QString Origin::authority() const
{
    return nameOf(host) + u':' + QString::number(port);
}

QString Origin::text() const
{
    return (scheme == Scheme::Https ? "https://"_L1 : "http://"_L1) + authority();
}

QString Origin::issuer() const
{
    return text() + u'/';
}

QList<Origin> originsOf(Origin::Scheme scheme, int port)
{
    QList<Origin> origins;
    for (const auto host : {Origin::Host::Address4, Origin::Host::Localhost, Origin::Host::Address6})
        origins.append({.scheme = scheme, .host = host, .port = port});
    return origins;
}

QStringList issuersOf(int httpPort, int httpsPort)
{
    QStringList issuers;
    const auto append = [&issuers](Origin::Scheme scheme, int port) {
        const QList<Origin> origins = port > 0 ? originsOf(scheme, port) : QList<Origin>();
        for (const Origin &origin : origins)
            issuers.append(origin.issuer());
    };
    append(Origin::Scheme::Http, httpPort);
    append(Origin::Scheme::Https, httpsPort);
    return issuers;
}

} // namespace gatehouse::domain
