#pragma once

#include "models/base/Result.h"
#include "models/base/Secret.h"

#include <QByteArray>
#include <QString>

namespace gatehouse::app::cli {

inline constexpr qsizetype keyLimit = qsizetype{1024} * 1024; ///< bytes of a file with keys

/// All of standard input, at most `limit` bytes; what is beyond is not read, and shows as one byte more than the limit.
QByteArray readStandardInput(qsizetype limit);
/// A file named by the person. FileUnreadable, or TooLarge beyond `limit`.
base::Result<QByteArray> readFile(const QString &path, qsizetype limit);

/// A file with a private key; wiped where it passed.
base::Result<base::Secret> readKeyFile(const QString &path);

} // namespace gatehouse::app::cli
