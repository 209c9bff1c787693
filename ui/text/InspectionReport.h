#pragma once

#include "models/inspector/TokenInspection.h"

#include <QList>
#include <QString>

namespace gatehouse::ui::text {

/// A report on one token, whatever it is written in: the five verdicts, how the key was found, the findings with their
/// citations, header and claims. No signature; claims that hold a secret or a whole token are not in it. What came from
/// outside is untrusted still: who writes it down makes it safe, and keeps the lengths below.
struct InspectionReport
{
    static constexpr qsizetype longestName = 100;
    static constexpr qsizetype longestValue = 1000;
    static constexpr qsizetype longestSentence = 2000;

    struct Verdict
    {
        QString caption;
        QString word;
        QString sentence;
    };
    struct Finding
    {
        QString severity;
        QString title;
        QString explanation;
        QString action;    ///< may be empty
        QString reference; ///< may be empty
    };
    struct Member
    {
        QString name;
        QString value;
    };
    struct Members
    {
        QString title;
        QList<Member> members;
        int more = 0; ///< that are not in the list
    };

    QString word; ///< the verdict
    QString sentence;
    QString evaluatedAt; ///< empty where nothing was evaluated
    qint64 leeway = 0;   ///< in seconds
    QList<Verdict> verdicts;
    QStringList resolution;
    QList<Finding> findings;
    QList<Members> members;
};

InspectionReport inspectionReport(const inspector::TokenInspection &inspection);

} // namespace gatehouse::ui::text
