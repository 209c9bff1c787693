#pragma once

#include <QByteArray>
#include <QString>

#include <expected>

namespace gatehouse::ui::widgets {

/// What a file of at most `most` bytes holds, or a sentence on why that cannot be had. Nothing is read of a pipe or a
/// device, which would keep the window waiting.
std::expected<QByteArray, QString> readPlainFile(const QString &path, qsizetype most);

} // namespace gatehouse::ui::widgets
