#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

namespace gatehouse::domain {

/// Members that Auth0's Management API knows and no rule here uses: name and compact JSON. They are validated when they
/// come in, kept, and given back as they came.
using KeptMembers = QMap<QString, QByteArray>;

inline constexpr qsizetype maxKeptBytes = 64 * 1024; ///< of one object, all values together

inline qsizetype keptBytes(const KeptMembers &kept)
{
    qsizetype bytes = 0;
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        bytes += it.key().size() + it.value().size();
    return bytes;
}

} // namespace gatehouse::domain
