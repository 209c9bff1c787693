#pragma once

#include "models/jose/qca/QcaCrypto.h"
#include "models/server/AuthorizationServer.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TokenTenant.h"

namespace gatehouse::tests {

/// The authorization server on a free port, over TokenTenant, with real signatures.
struct TokenServer
{
    using TlsIdentity = std::function<base::Result<jose::TlsIdentity>(base::Instant)>;

    /// With `tlsIdentity` it can be started for https as well.
    explicit TokenServer(server::RequestLimits limits = {}, TlsIdentity tlsIdentity = {})
        : server({.tokens = tokens,
                  .tenant = tenant,
                  .keys = crypto.keys(),
                  .clock = clock,
                  .tlsIdentity = std::move(tlsIdentity)},
                 limits)
    {
        tenant.write(TokenTenant::make());
    }

    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(server.port()); }

    /// A well-formed request, head lines ending where the caller's begin.
    QByteArray request(const QByteArray &line, const QByteArray &headers = {}, const QByteArray &body = {}) const
    {
        QByteArray out = line + " HTTP/1.1\r\nHost: " + host() + "\r\n" + headers;
        if (!body.isEmpty() || line.startsWith("POST"))
            out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return out + "\r\n" + body;
    }
    QByteArray tokenRequest(const QByteArray &body, const QByteArray &headers = {}) const
    {
        const bool json = body.startsWith('{');
        return request("POST /oauth/token",
                       QByteArray(json ? "Content-Type: application/json\r\n"
                                       : "Content-Type: application/x-www-form-urlencoded\r\n") +
                           headers,
                       body);
    }
    static QByteArray goodForm()
    {
        return "grant_type=client_credentials&client_id=" + QByteArray(TokenTenant::alpha.latin1()) +
               "&client_secret=" + TokenTenant::alphaSecret.latin1() + "&audience=https%3A%2F%2Forders.example.com";
    }

    FakeClock clock;
    jose::qca::QcaCrypto crypto;
    PlainCustody custody{crypto.signers()};
    store::SnapshotSource tenant;
    issuer::TokenService tokens{tenant, custody, clock};
    server::AuthorizationServer server;
};

} // namespace gatehouse::tests
