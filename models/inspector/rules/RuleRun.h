#pragma once

#include "models/inspector/rules/Rule.h"

namespace gatehouse::inspector {

/// Runs the rules over a judged token: appends what they find when the policy wants explanations, and gives the verdict
/// *policy*. Changes no other verdict.
void applyRules(TokenInspection &inspection, const RuleContext &context);

} // namespace gatehouse::inspector
