#pragma once

#include "models/flow/ProbeReport.h"
#include "models/inspector/TokenInspection.h"
#include "models/jose/PrivateKey.h"

#include <memory>

namespace gatehouse::flow {

/// What the wrong tokens are made from.
struct ProbeKeys
{
    std::shared_ptr<const jose::Signer> signer; ///< of the good token
    QByteArray publicPem;                       ///< of the same key; empty of a shared secret
    const jose::PrivateKeys &privateKeys;       ///< makes the key that nobody knows
};

/// The token of each kind that makes sense for `good`, which was verified; NoToken is an empty one. `now` is what times
/// are set from. Takes tenths of a second: not for the window's thread.
base::Result<QHash<ProbeRow::Kind, QByteArray>> makeProbeTokens(const inspector::TokenInspection &good,
                                                                const ProbeKeys &keys, base::Instant now);

} // namespace gatehouse::flow
