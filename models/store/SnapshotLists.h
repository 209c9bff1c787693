#pragma once

#include "models/store/StoreSnapshot.h"

#include <algorithm>
#include <type_traits>

namespace gatehouse::store {

/// The list of a snapshot that holds objects of type T, so that code over change sets is written once for all
/// kinds.
template <typename T, typename Snapshot> auto &listOf(Snapshot &snapshot)
{
    if constexpr (std::is_same_v<T, domain::ResourceServer>)
        return snapshot.resourceServers;
    else if constexpr (std::is_same_v<T, domain::ClientApplication>)
        return snapshot.clients;
    else if constexpr (std::is_same_v<T, domain::ClientGrant>)
        return snapshot.grants;
    else if constexpr (std::is_same_v<T, domain::User>)
        return snapshot.users;
    else if constexpr (std::is_same_v<T, domain::Consent>)
        return snapshot.consents;
    else {
        static_assert(std::is_same_v<T, domain::SigningKey>);
        return snapshot.signingKeys;
    }
}

/// Where the object with this id stands in the list; -1 when it is not there.
template <typename T, typename IdType> qsizetype indexById(const QList<T> &list, const IdType &id)
{
    const auto found = std::ranges::find(list, id, &T::id);
    return found == list.cend() ? -1 : std::distance(list.cbegin(), found);
}

template <typename T, typename IdType> const T *findById(const QList<T> &list, const IdType &id)
{
    const qsizetype at = indexById(list, id);
    return at < 0 ? nullptr : &list.at(at);
}

} // namespace gatehouse::store
