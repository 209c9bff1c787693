#pragma once

#include "models/base/Result.h"

#include <QByteArray>
#include <QString>

namespace gatehouse::base {

/// Puts `bytes` into a file that only its owner may read (0600): written beside it under a name of its own and then
/// renamed, so that nobody ever reads half of it. `step` names what is done, for the error.
Result<void> writePrivateFile(const QString &path, QByteArrayView bytes, ErrorStep step);

/// What a regular file holds, which is no symbolic link. NotFound when there is none, TooLarge beyond `limit` bytes.
Result<QByteArray> readPrivateFile(const QString &path, qint64 limit, ErrorStep step);

/// One that is not there is removed already.
Result<void> removePrivateFile(const QString &path, ErrorStep step);

} // namespace gatehouse::base
