#pragma once

#include "models/jose/KeyCodec.h"
#include "models/oauth/JwksClient.h"
#include "models/trust/TrustedIssuer.h"

namespace gatehouse::trust {

/// Fetches what an issuer publishes: its key set, by way of its configuration where that names it. Each is one request
/// that follows no redirect and carries nothing but its address.
class KeyFetch
{
public:
    /// Both outlive this.
    KeyFetch(http::HttpClient &client, const jose::KeyCodec &codec);

    /// IssuerUnfit for a configuration that speaks of another issuer, names no key set or one at an unsafe address, and
    /// for a key set that is none; else as JwksClient::fetch().
    base::Job<jose::JwkSet> fetch(const TrustedIssuer &issuer);
    /// The keys in a file that a person gave.
    static base::Result<jose::JwkSet> read(const TrustedIssuer &issuer, QByteArrayView file,
                                           const jose::KeyCodec &codec);

private:
    oauth::JwksClient m_client;
    const jose::KeyCodec &m_codec;
    QObject m_context; ///< of the continuations; goes with this
};

} // namespace gatehouse::trust
