#pragma once

#include <QString>
#include <QStringView>

namespace gatehouse::base {

/// Without what a copied cell or line has at its ends and nobody sees: line ends, byte order marks and no-break spaces.
/// Ordinary spaces stay. The one place where this is decided, for fields, lists and arguments alike.
QStringView withoutPastedEnds(QStringView text);

/// What is meant by a text pasted into a field of one line: without such ends, and each line end inside as one space.
QString singleLine(const QString &text);

} // namespace gatehouse::base
