#pragma once

#include "models/base/Result.h"
#include "models/base/Secret.h"

#include <QByteArray>

namespace gatehouse::store::sql {

/// What a store proves its own state with: only who has the data key can write what it seals. Callable from the
/// worker's thread; everything is KeyMissing while there is no data key.
class StateSeal
{
public:
    virtual ~StateSeal() = default;

    /// The id in the key file, which the store names too.
    virtual base::Result<QByteArray> storeId() const = 0;
    /// A key for digests of the state, 32 bytes, which the data key gives.
    virtual base::Result<base::Secret> stateKey() const = 0;
    virtual base::Result<QByteArray> sealState(const QByteArray &state) = 0;
    /// SealBroken for one that was altered, or sealed under another data key.
    virtual base::Result<QByteArray> openState(const QByteArray &record) const = 0;
    /// Whether the key file says that the store has a head: one without it has been stripped of it.
    virtual bool isStateExpected() const = 0;
};

} // namespace gatehouse::store::sql
