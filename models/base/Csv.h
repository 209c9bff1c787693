#pragma once

#include <QByteArray>
#include <QString>

namespace gatehouse::base {

/// One cell of CSV (RFC 4180) in UTF-8: quoted, made visible, and with an apostrophe in front of what a spreadsheet
/// takes for a formula. A number stays one.
QByteArray csvCell(const QString &text);
/// Such cells, and the end of their line.
QByteArray csvRow(const QStringList &cells);

} // namespace gatehouse::base
