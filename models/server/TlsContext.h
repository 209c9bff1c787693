#pragma once

#include "models/base/Clock.h"
#include "models/base/Result.h"
#include "models/jose/CertificateMint.h"

#include <boost/asio/ssl/context.hpp>

#include <functional>
#include <memory>
#include <mutex>

namespace gatehouse::server {

/// Makes a TLS identity that is valid at that time; called from the server's threads.
using TlsIdentitySource = std::function<base::Result<jose::TlsIdentity>(base::Instant now)>;

/// What the https connections of a run are secured with: TLS 1.2 and 1.3, authenticated encryption with forward secrecy
/// alone, no renegotiation, no tickets. Key and certificate are kept in memory only and made anew in time. Thread-safe.
class TlsContext
{
public:
    /// `clock` outlives this.
    TlsContext(TlsIdentitySource source, const base::Clock &clock);

    /// Makes the first identity.
    base::Result<void> prepare();
    /// For a connection that begins now. Where a new identity is due and cannot be made, the old one goes on.
    std::shared_ptr<boost::asio::ssl::context> current();
    /// The certificate of the identity in use, in DER.
    QByteArray certificate() const;

private:
    base::Result<void> renew(base::Instant now);

    const TlsIdentitySource m_source;
    const base::Clock &m_clock;
    mutable std::mutex m_mutex;
    std::shared_ptr<boost::asio::ssl::context> m_context;
    QByteArray m_certificate;
    base::Instant m_renewal;
};

} // namespace gatehouse::server
