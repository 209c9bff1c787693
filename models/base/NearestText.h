#pragma once

#include <QString>
#include <QStringList>

namespace gatehouse::base {

/// Which of `candidates` somebody who typed `wanted` most likely meant; empty when none is near. Letter case, slashes
/// at the end and spaces count least, then single letters that are wrong, missing, doubled or swapped; the beginning of
/// a longer name is near it as well.
QString nearestText(const QString &wanted, const QStringList &candidates);

} // namespace gatehouse::base
