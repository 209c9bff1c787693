#pragma once

#include "models/inspector/Finding.h"

#include <QString>
#include <QStringList>

namespace gatehouse::ui::text {

/// A finding as a person reads it: plain text.
struct FindingText
{
    QString title;
    QString explanation;
    QString action; ///< what to do; may be empty
};

/// The catalogue's entry with the finding's member and parameters filled in. An id the catalogue does not know is still
/// readable: its words become the title.
FindingText findingText(const inspector::Finding &finding);

/// Every id the catalogue explains.
QStringList knownFindings();

QString severityWord(inspector::Severity severity);

} // namespace gatehouse::ui::text
