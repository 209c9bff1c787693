#pragma once

#include "models/base/Result.h"
#include "models/base/Secret.h"

#include <QByteArray>
#include <QString>

namespace gatehouse::app::cli {

/// All of standard input, at most `limit` bytes; what is beyond is not read, and shows as one byte more than the limit.
QByteArray readStandardInput(qsizetype limit);
/// A file named by the person. FileUnreadable, or TooLarge beyond `limit`.
base::Result<QByteArray> readFile(const QString &path, qsizetype limit);

} // namespace gatehouse::app::cli
