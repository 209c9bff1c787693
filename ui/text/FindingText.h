#pragma once

#include "models/inspector/Finding.h"

#include <QString>

namespace gatehouse::ui::text {

/// A finding as a person reads it: plain text.
struct FindingText
{
    QString title;
    QString explanation;
    QString action; ///< what to do; may be empty
};

/// The explanation of a finding's kind, with its member and parameters filled in.
FindingText findingText(const inspector::Finding &finding);

/// The explanation of a kind, whatever the token: what would be filled in is named in angle quotation marks.
FindingText kindText(const inspector::FindingKind &kind);

QString severityWord(inspector::Severity severity);

} // namespace gatehouse::ui::text
