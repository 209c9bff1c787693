#pragma once

#include "models/scan/ProfileLint.h"

#include <QString>

namespace gatehouse::ui::text {

/// What a rule of a profile asks for, as a sentence: "The header says typ at+jwt."
QString profileRuleText(scan::Profile profile, const QString &ruleId);
/// "kept" or "BROKEN".
QString ruleResultWord(bool isKept);
/// The sentence under a table of rules: how many are broken.
QString profileSummary(int rules, int broken);

} // namespace gatehouse::ui::text
