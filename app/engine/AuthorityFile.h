#pragma once

#include "models/base/Result.h"

#include <QByteArray>
#include <QString>

namespace gatehouse::app {

/// Writes an authority's certificate to `path` in PEM, readable by everyone, whole or not at all. What is there is
/// replaced only if it holds certificates and nothing else: FileExists otherwise, FileUnwritable where it cannot be
/// written.
base::Result<void> writeAuthorityFile(const QString &path, const QByteArray &certificate);

} // namespace gatehouse::app
