#pragma once

#include "models/jose/AuthenticatedCipher.h"

namespace gatehouse::jose::qca {

/// AES-256-GCM and HKDF-SHA-256 through QCA. QCA's GCM takes no associated data, so the context binds a record through
/// the subkey. Callable from several threads at once.
class QcaCipher final : public AuthenticatedCipher
{
public:
    base::Result<QByteArray> seal(const base::Secret &key, QByteArrayView context, QByteArrayView nonce,
                                  const base::Secret &plain) const override;
    /// SealBroken for whatever does not open; it never says why.
    base::Result<base::Secret> open(const base::Secret &key, QByteArrayView context,
                                    QByteArrayView record) const override;
};

} // namespace gatehouse::jose::qca
