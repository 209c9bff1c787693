#pragma once

#include "models/store/Custody.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::inspector {

/// The tenant's APIs and keys, and the issuer its tokens carry. Which key is found is decided by audience, then issuer,
/// then kid, then algorithm; the header's own keys are never used.
struct TenantKeys
{
    const store::StoreSnapshot &tenant;
    const store::Custody &custody;
    QStringList issuers; ///< of the running server and of the remembered port
};

} // namespace gatehouse::inspector
