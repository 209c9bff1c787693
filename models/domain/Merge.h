#pragma once

#include "models/domain/ChangeSet.h"

#include <expected>

namespace gatehouse::domain {

/// The field in which two people changed the same thing to different values.
struct MergeConflict
{
    QString field;

    bool operator==(const MergeConflict &) const = default;
};

/// What `current` becomes when the difference between `before` and `after` is applied to it: changes of other fields
/// (and of other scopes) made elsewhere meanwhile stay. The same field changed to two values is a conflict.
std::expected<ResourceServer, MergeConflict> merge(const ResourceServer &current, const ResourceServer &before,
                                                   const ResourceServer &after);
std::expected<ClientApplication, MergeConflict> merge(const ClientApplication &current, const ClientApplication &before,
                                                      const ClientApplication &after);
std::expected<ClientGrant, MergeConflict> merge(const ClientGrant &current, const ClientGrant &before,
                                                const ClientGrant &after);
std::expected<SigningKey, MergeConflict> merge(const SigningKey &current, const SigningKey &before,
                                               const SigningKey &after);
std::expected<Tenant, MergeConflict> merge(const Tenant &current, const Tenant &before, const Tenant &after);

} // namespace gatehouse::domain
