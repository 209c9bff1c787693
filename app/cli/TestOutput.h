#pragma once

#include "app/cli/Output.h"
#include "models/flow/FlowStep.h"
#include "ui/text/FlowText.h"

namespace gatehouse::app::cli {

/// The tokens of a run that got some.
const oauth::TokenResponse *tokensOf(const flow::FlowTranscript &transcript);

void printTranscript(Output &out, const flow::FlowTranscript &transcript, const ui::text::FlowNames &names,
                     bool reveal);
jose::JsonValue transcriptJson(const flow::FlowTranscript &transcript, const ui::text::FlowNames &names, bool reveal);

} // namespace gatehouse::app::cli
