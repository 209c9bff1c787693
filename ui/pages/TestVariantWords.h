#pragma once

#include "models/flow/TestVariants.h"

namespace gatehouse::ui::pages {

/// What is wrong with a test token, in a few words.
QString testVariantWords(flow::TestVariant::Kind kind);
/// What a verifier ought to say of it.
QString expectedWords(const flow::ExpectedVerdict &expected);
/// What was said, in the same words.
QString judgedWords(const inspector::TokenInspection &inspection);

} // namespace gatehouse::ui::pages
