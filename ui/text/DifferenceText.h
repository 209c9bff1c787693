#pragma once

#include "models/scan/TokenDiff.h"

#include <QString>

namespace gatehouse::ui::text {

/// "added", "removed", "changed".
QString differenceWord(inspector::MemberDifference::Kind kind);
/// What became of one member, in one line: the entries of a set that came and went, else the values as written, and by
/// how much a time moved. Values are hostile and not made visible here.
QString differenceText(const inspector::MemberDifference &difference);
/// The sentences under the differences: whether two tokens mean the same, and where their bytes part.
QStringList tokenDiffSummary(const scan::TokenDiff &diff);

} // namespace gatehouse::ui::text
