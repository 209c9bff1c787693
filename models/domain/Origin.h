#pragma once

#include <QStringList>

namespace gatehouse::domain {

/// One of the origins under which the tenant's authorization server is reached. The list is closed: two schemes, three
/// names of the loopback, and the port of the listener that serves the scheme.
struct Origin
{
    enum class Scheme { Http, Https };
    enum class Host { Address4, Localhost, Address6 }; ///< 127.0.0.1, localhost, [::1]

    Scheme scheme = Scheme::Http;
    Host host = Host::Address4;
    int port = 0;

    /// `127.0.0.1:8790`, as a Host header names it.
    QString authority() const;
    /// `http://127.0.0.1:8790`, as an Origin header names it (RFC 6454 section 6.2).
    QString text() const;
    /// text() with a slash: the `iss` of tokens, and what the paths of endpoints are appended to (contract section
    /// 3.1).
    QString issuer() const;

    bool operator==(const Origin &) const = default;
};

/// The origins of one listener, 127.0.0.1 first.
QList<Origin> originsOf(Origin::Scheme scheme, int port);

/// Every issuer a token of the tenant may carry, the one to show first. A port of 0 is not served.
QStringList issuersOf(int httpPort, int httpsPort);

} // namespace gatehouse::domain
