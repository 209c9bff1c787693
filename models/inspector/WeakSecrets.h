#pragma once

#include <QByteArray>
#include <QList>

#include <memory>

namespace gatehouse::inspector {

/// The most secrets of a list that are tried on a token: a look takes no longer than a blink.
inline constexpr qsizetype mostWeakSecrets = 10000;
/// The largest list that is read, most of which is then left out.
inline constexpr qsizetype mostWeakSecretsBytes = qsizetype{16} * 1024 * 1024;

/// A person's list of weak secrets, one a line, as word lists are written.
struct WeakSecrets
{
    std::shared_ptr<const QList<QByteArray>> secrets; ///< the first mostWeakSecrets, in their order, each as it stands
    qsizetype leftOut = 0;

    /// Empty lines are no secrets.
    static WeakSecrets of(const QByteArray &text);
};

} // namespace gatehouse::inspector
