#pragma once

#include "models/flow/FlowStep.h"

namespace gatehouse::flow {

/// Which of the refusals people meet this is. By status and error code where they tell, by the description's fixed
/// beginnings (contract section 2.3) where several share one code.
FlowOutcome outcomeOf(const oauth::TokenErrorResponse &refusal);

/// How a run ends that got no answer.
FlowOutcome outcomeOf(const base::Error &error);

} // namespace gatehouse::flow
