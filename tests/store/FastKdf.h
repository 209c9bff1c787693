#pragma once

#include "models/jose/PassphraseKdf.h"

#include <QCryptographicHash>

#include <atomic>

namespace gatehouse::tests {

/// A derivation that costs nothing and depends on everything, for tests of those who use one.
class FastKdf final : public jose::PassphraseKdf
{
public:
    base::Result<base::Secret> argon2id(const base::Secret &passphrase, const jose::Argon2Input &input,
                                        const jose::Argon2Cost &cost, int length) const override
    {
        ++derived;
        if (broken)
            return base::failure(base::ErrorCode::Internal, base::ErrorStep::DeriveKey);
        QCryptographicHash hash(QCryptographicHash::Sha512);
        for (const quint32 number : {cost.memory, cost.passes, cost.lanes})
            hash.addData(QByteArray::number(number) + ' ');
        hash.addData(input.salt);
        hash.addData(passphrase.bytes());
        return base::Secret(QByteArrayView(hash.result()).first(length));
    }

    mutable std::atomic<int> derived = 0;
    std::atomic<bool> broken = false;
};

} // namespace gatehouse::tests
