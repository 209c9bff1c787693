#pragma once

#include "models/base/Clock.h"
#include "models/issuer/TokenPlan.h"
#include "models/store/Custody.h"
#include "models/store/Ledger.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::issuer {

/// Signs what the builder writes. The only place where a token is minted; counts what it mints. Thread-safe.
class TokenMint
{
public:
    /// Without a `ledger` nothing is counted.
    TokenMint(const store::Custody &custody, store::Ledger *ledger);

    base::Result<QByteArray> accessToken(const store::StoreSnapshot &tenant, const TokenPlan &plan) const;
    base::Result<QByteArray> idToken(const store::StoreSnapshot &tenant, const domain::User &user,
                                     const IdTokenContent &content) const;

private:
    const store::Custody &m_custody;
    store::Ledger *m_ledger;
};

} // namespace gatehouse::issuer
