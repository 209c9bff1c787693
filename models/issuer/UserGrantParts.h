#pragma once

#include "models/base/Random.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/SignatureVerifier.h"
#include "models/store/Ledger.h"

namespace gatehouse::issuer {

/// What verifies the assertions of private_key_jwt (RFC 7523).
struct AssertionTools
{
    const jose::SignatureVerifier &verifier;
    const jose::KeyCodec &keys;
};

/// What grants in a person's name and assertions of clients need beside the tenant.
struct UserGrantParts
{
    store::Ledger &ledger;
    base::RandomSource &random;
    AssertionTools assertions;
};

} // namespace gatehouse::issuer
