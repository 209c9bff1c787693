#pragma once

#include "models/jose/CertificateChain.h"
#include "models/jose/KeyCodec.h"

#include <QHash>

#include <mutex>

namespace gatehouse::jose::openssl {

/// X.509 by OpenSSL. A key that the codec refuses verifies no certificate either: neither weak ones nor those whose
/// size makes a signature expensive.
class OpensslCertificates final : public Certificates
{
public:
    /// `codec` outlives this.
    explicit OpensslCertificates(const KeyCodec &codec)
        : m_codec(codec)
    {
    }

    CertificateChain read(const QList<QByteArray> &chain) const override;
    std::expected<std::shared_ptr<const TrustedRoots>, KeyError> roots(QByteArrayView pem) const override;

private:
    CertificateChain readAfresh(const QList<QByteArray> &chain) const;

    const KeyCodec &m_codec;
    /// What was read lately: the tokens of a batch mostly carry the same few chains, and each costs several signatures.
    mutable std::mutex m_mutex;
    mutable QHash<QByteArray, CertificateChain> m_known;
};

} // namespace gatehouse::jose::openssl
