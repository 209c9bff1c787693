#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace gatehouse::domain {

/// A member that a tenant elsewhere wrote in a way that nobody here understands.
struct UnreadMember
{
    QByteArray written;    ///< as the tenant wrote it, in compact JSON; empty where that is too long to hold
    QByteArray standIn;    ///< what the object holds in its place, in JSON: an assumption, and nothing the tenant said
    bool isPartly = false; ///< a part of it was understood, and is held

    bool operator==(const UnreadMember &) const = default;
};

/// By the name that the Management API has for them. They belong to what was read, and to no change: nothing merges,
/// records or sends them.
using UnreadMembers = QMap<QString, UnreadMember>;

inline constexpr qsizetype maxUnreadBytes = 1024; ///< of one member

} // namespace gatehouse::domain
