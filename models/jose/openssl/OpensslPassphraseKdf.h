#pragma once

#include "models/jose/PassphraseKdf.h"

namespace gatehouse::jose::openssl {

/// Argon2id of OpenSSL's default provider, in the calling thread alone.
class OpensslPassphraseKdf final : public PassphraseKdf
{
public:
    base::Result<base::Secret> argon2id(const base::Secret &passphrase, const Argon2Input &input,
                                        const Argon2Cost &cost, int length) const override;
};

} // namespace gatehouse::jose::openssl
