#pragma once

#include "models/jose/KeyFileCodec.h"

namespace gatehouse::jose::openssl {

/// Reads private keys without their public part as well: Ed25519 and Ed448, and SEC 1 keys in their short form.
class OpensslKeyCodec final : public KeyFileCodec
{
protected:
    QByteArray derivePublicKey(QByteArrayView privateKey) const override;
};

} // namespace gatehouse::jose::openssl
