#pragma once

#include "models/base/Clock.h"
#include "models/store/StoreSnapshot.h"

#include <optional>

namespace gatehouse::store::remote {

/// A tenant elsewhere as it was at a moment, to be looked at while it cannot be reached.
struct KeptTenant
{
    StoreSnapshot tenant;
    base::Instant at;
};

/// As the Management API would answer it, in one document. No secret is in it.
QByteArray toJson(const KeptTenant &kept);
/// Read as an answer is. Nothing where the bytes are not what toJson() makes.
std::optional<KeptTenant> keptTenantOf(const QByteArray &json);

} // namespace gatehouse::store::remote
