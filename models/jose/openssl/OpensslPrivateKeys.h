#pragma once

#include "models/jose/KeyCodec.h"
#include "models/jose/PrivateKey.h"

namespace gatehouse::jose::openssl {

/// Private keys of every type through OpenSSL.
class OpensslPrivateKeys final : public PrivateKeys
{
public:
    /// `codec` reads public parts, so that a private key is judged by the same rules as its public one; it outlives
    /// this.
    explicit OpensslPrivateKeys(const KeyCodec &codec);

    std::expected<PrivateKey, KeyError> fromText(const base::Secret &text) const override;
    base::Result<std::unique_ptr<Signer>> signer(Algorithm algorithm, const PrivateKey &key) const override;
    base::Result<PrivateKey> generate(Algorithm algorithm) const override;
    base::Result<PrivateKey> generate(Curve curve) const override;
    base::Result<base::Secret> toJson(const PrivateKey &key) const override;

private:
    std::expected<PrivateKey, KeyError> fromJson(QByteArrayView json) const;
    std::expected<PrivateKey, KeyError> fromPem(QByteArrayView pem) const;

    const KeyCodec &m_codec;
};

} // namespace gatehouse::jose::openssl
