#include "models/jose/Signer.h"

#include "models/jose/Base64Url.h"

namespace gatehouse::jose {

base::Result<QByteArray> signCompact(QByteArrayView header, QByteArrayView payload, const Signer &signer)
{
    const QByteArray input = encodeBase64Url(header) + '.' + encodeBase64Url(payload);
    return signer.sign(input).transform(
        [&input](const QByteArray &signature) -> QByteArray { return input + '.' + encodeBase64Url(signature); });
}

} // namespace gatehouse::jose
