#include "models/jose/openssl/OpensslKeyCodec.h"

#include "models/jose/openssl/Handles.h"

#include <openssl/x509.h>

namespace gatehouse::jose::openssl {

QByteArray OpensslKeyCodec::derivePublicKey(QByteArrayView privateKey) const
{
    const QuietErrors quiet;
    const unsigned char *at = bytesOf(privateKey);
    const KeyHandle key(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(privateKey.size())));
    if (!key)
        return {};
    unsigned char *der = nullptr;
    const int length = i2d_PUBKEY(key.get(), &der);
    if (length <= 0)
        return {};
    QByteArray spki(reinterpret_cast<const char *>(der), length);
    OPENSSL_free(der);
    return spki;
}

} // namespace gatehouse::jose::openssl
