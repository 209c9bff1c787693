#pragma once

#include "models/flow/FlowStep.h"

#include <QString>

namespace gatehouse::ui::text {

/// The names a run is told with; hostile text is fine.
struct FlowNames
{
    QString client;
    QString api;
    bool isElsewhere = false; ///< the tenant is not on this machine, and nobody here starts its server
};

/// How a run ended, for a banner: what it was and what to do.
struct OutcomeText
{
    QString title;
    QString sentence;
    QString action; ///< empty when all went well
};

QString stepTitle(flow::Step step);    ///< "Request a token"
QString stepSentence(flow::Step step); ///< what the step does, for a tooltip
QString stepStateWord(flow::StepState state);

/// What was looked at, and what came of it.
QString checkSentence(const flow::FlowCheck &check);

/// What came of `transcript`. A refusal of the server is quoted as it was sent.
OutcomeText outcomeText(const flow::FlowTranscript &transcript, const FlowNames &names);

} // namespace gatehouse::ui::text
