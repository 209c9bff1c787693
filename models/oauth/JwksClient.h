#pragma once

#include "models/http/HttpClient.h"

#include <QObject>

#include <expected>

namespace gatehouse::oauth {

/// Why no key set is fetched from an address.
enum class JwksAddressFault {
    NotAnAddress,
    NotHttps,
    HasCredentials, ///< user:password in front of the host
};

/// Whether plain http is let through: to this machine, where nobody is on the way, or never.
enum class PlainHttp { Never, OnLoopback };

/// Where an issuer without metadata (ServerMetadata) may publish its keys: `issuer` followed by .well-known/jwks.json,
/// as Auth0 and Gatehouse do.
std::expected<QUrl, JwksAddressFault> jwksAddressOf(const QString &issuer);
/// `text` as an address that may be fetched from: https, a host, no credentials; a fragment is dropped.
std::expected<QUrl, JwksAddressFault> checkedJwksAddress(const QString &text, PlainHttp plain = PlainHttp::Never);

/// Fetches a key set (RFC 7517 section 5), or the metadata that names one, with one GET request that carries nothing
/// but its address: no redirects, no cookies, ten seconds and 256 KiB at most. Only ever asked by a person who has seen
/// the address.
class JwksClient
{
public:
    static constexpr qint64 mostBytes = qint64{256} * 1024;

    /// `client` outlives this.
    explicit JwksClient(http::HttpClient &client, PlainHttp plain = PlainHttp::Never);

    /// The body of a 200 answer. UnexpectedAnswer for any other status, redirects included; ServerUnreachable for an
    /// address that checkedJwksAddress() refuses.
    base::Job<QByteArray> fetch(const QUrl &address);

private:
    http::HttpClient &m_client;
    PlainHttp m_plain;
    QObject m_context; ///< of the continuation; goes with this
};

} // namespace gatehouse::oauth
