#pragma once

#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"
#include "models/domain/SigningKey.h"
#include "models/domain/Tenant.h"
#include "models/domain/User.h"

#include <QList>

#include <optional>
#include <variant>

namespace gatehouse::domain {

/// One object before and after. No `before` creates it, no `after` deletes it.
template <typename T> struct Changed
{
    std::optional<T> before;
    std::optional<T> after;

    bool operator==(const Changed &) const = default;
};

using Change = std::variant<Changed<ResourceServer>, Changed<ClientApplication>, Changed<ClientGrant>,
                            Changed<SigningKey>, Changed<Tenant>, Changed<User>, Changed<Consent>>;

/// What is applied, committed and audited as one. Because every change holds what was there before, the inverse is
/// known without asking anybody, and a deleted API comes back whole: id, scopes, grants and sealed secret.
struct ChangeSet
{
    QList<Change> changes;

    bool isEmpty() const { return changes.isEmpty(); }
    /// The change set that takes this one back, in reverse order.
    ChangeSet inverse() const;
    bool operator==(const ChangeSet &) const = default;

    template <typename T> void create(T value) { changes.append(Changed<T>{std::nullopt, std::move(value)}); }
    template <typename T> void update(T before, T after)
    {
        if (!(before == after))
            changes.append(Changed<T>{std::move(before), std::move(after)});
    }
    template <typename T> void remove(T value) { changes.append(Changed<T>{std::move(value), std::nullopt}); }
};

} // namespace gatehouse::domain
