#pragma once

#include "models/flow/ProbeReport.h"

#include <QString>

namespace gatehouse::ui::text {

QString probeTitle(flow::ProbeRow::Kind kind);    ///< "Expired token"
QString probeSentence(flow::ProbeRow::Kind kind); ///< what it carries, and why it has to be refused
QString probeExpected(const flow::ProbeRow &row); ///< "401"
/// The status, or what there is without one.
QString probeReceived(const flow::ProbeRow &row);
/// What the answer says about the API: "accepts a token that expired".
QString probeVerdictText(const flow::ProbeRow &row);

/// All of it in a title and a sentence.
struct ProbeSummary
{
    QString title;
    QString sentence;
};
ProbeSummary probeSummary(const flow::ProbeReport &report);

} // namespace gatehouse::ui::text
