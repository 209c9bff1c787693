#include "models/server/TlsContext.h"

#include "models/base/Logging.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>

namespace gatehouse::server {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

/// Of TLS 1.2; those of 1.3 are all of this kind.
constexpr auto ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305";
/// After a failed renewal, so that not every connection tries again.
constexpr std::chrono::minutes renewalPause{10};

std::unexpected<base::Error> refused(const error_code &error)
{
    return base::failure(base::ErrorCode::Internal, base::ErrorStep::MintCertificate, {},
                         QString::fromStdString(error.message()));
}

boost::asio::const_buffer bufferOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

base::Result<std::shared_ptr<ssl::context>> contextOf(const jose::TlsIdentity &identity)
{
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX *native = context->native_handle();
    context->set_options(SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION |
                         SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(native, 0);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    error_code error;
    if (SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) != 1 || SSL_CTX_set_cipher_list(native, ciphers) != 1)
        error = boost::asio::error::invalid_argument;
    if (!error)
        context->use_certificate(bufferOf(identity.leaf.certificate), ssl::context::asn1, error);
    if (!error)
        context->use_private_key(bufferOf(identity.leaf.key.bytes()), ssl::context::asn1, error);
    if (error)
        return refused(error);
    return context;
}

} // namespace

TlsContext::TlsContext(TlsIdentitySource source, const base::Clock &clock)
    : m_source(std::move(source))
    , m_clock(clock)
{
}

base::Result<void> TlsContext::prepare()
{
    const std::scoped_lock lock(m_mutex);
    return renew(m_clock.now());
}

base::Result<void> TlsContext::renew(base::Instant now)
{
    const auto identity = m_source(now);
    if (!identity)
        return std::unexpected(identity.error());
    auto context = contextOf(*identity);
    if (!context)
        return std::unexpected(context.error());
    m_context = *std::move(context);
    m_certificate = identity->leaf.certificate;
    m_renewal = identity->renewal;
    return {};
}

std::shared_ptr<ssl::context> TlsContext::current()
{
    const std::scoped_lock lock(m_mutex);
    const base::Instant now = m_clock.now();
    if (now >= m_renewal) {
        if (const auto renewed = renew(now); !renewed) {
            qCWarning(base::logServer) << "certificate not renewed:" << renewed.error().detail;
            m_renewal = now + renewalPause;
        }
    }
    return m_context;
}

QByteArray TlsContext::certificate() const
{
    const std::scoped_lock lock(m_mutex);
    return m_certificate;
}

} // namespace gatehouse::server
