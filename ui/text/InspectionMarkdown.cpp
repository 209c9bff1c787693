#include "ui/text/InspectionMarkdown.h"

#include "models/base/Markdown.h"
#include "models/base/Text.h"
#include "models/inspector/TokenShape.h"
#include "ui/text/InspectionReport.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class MarkdownWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::InspectionMarkdown)
};

void addMembers(QStringList &lines, const InspectionReport::Members &object)
{
    lines.append(
        {QString(), u"### %1"_s.arg(object.title), QString(), MarkdownWords::tr("| Name | Value |"), u"|---|---|"_s});
    for (const InspectionReport::Member &member : object.members)
        lines.append(u"| %1 | %2 |"_s.arg(base::markdownText(member.name, InspectionReport::longestName),
                                          base::markdownText(member.value, InspectionReport::longestValue)));
    if (object.more > 0)
        lines.append({QString(), MarkdownWords::tr("%n more are not shown.", nullptr, object.more)});
}

} // namespace

QString redactedToken(const inspector::TokenInspection &inspection)
{
    const QByteArrayView rest = inspector::withoutProof(inspection.token);
    return rest.isEmpty() ? QString() : QString::fromUtf8(rest) + u"REDACTED"_s;
}

QString inspectionMarkdown(const inspector::TokenInspection &inspection)
{
    const InspectionReport report = inspectionReport(inspection);
    QStringList lines;
    lines.append({MarkdownWords::tr("## Token inspection: %1").arg(base::markdownText(report.word)), QString(),
                  base::markdownText(report.sentence)});
    if (!report.evaluatedAt.isEmpty())
        lines.append({QString(), MarkdownWords::tr("Evaluated at %1, leeway %2 s.")
                                     .arg(base::markdownText(report.evaluatedAt))
                                     .arg(report.leeway)});
    lines.append({QString(), MarkdownWords::tr("| Verdict | Word | Meaning |"), u"|---|---|---|"_s});
    for (const InspectionReport::Verdict &part : report.verdicts)
        lines.append(
            u"| %1 | %2 | %3 |"_s.arg(part.caption, base::markdownText(part.word), base::markdownText(part.sentence)));
    if (!report.resolution.isEmpty()) {
        lines.append({QString(), MarkdownWords::tr("### How the key was found"), QString()});
        int number = 0;
        for (const QString &step : report.resolution)
            lines.append(u"%1. %2"_s.arg(++number).arg(base::markdownText(step)));
    }
    lines.append({QString(), MarkdownWords::tr("### Findings"), QString()});
    if (report.findings.isEmpty())
        lines.append(MarkdownWords::tr("None."));
    for (const InspectionReport::Finding &finding : report.findings) {
        QStringList sentence{base::markdownText(finding.explanation, InspectionReport::longestSentence)};
        if (!finding.action.isEmpty())
            sentence.append(base::markdownText(finding.action, InspectionReport::longestSentence));
        if (!finding.reference.isEmpty())
            sentence.append(MarkdownWords::tr("(%1)").arg(base::markdownText(finding.reference)));
        lines.append(
            MarkdownWords::tr("- **%1: %2** %3")
                .arg(base::markdownText(finding.severity), base::markdownText(finding.title), sentence.join(u' ')));
    }
    for (const InspectionReport::Members &object : report.members)
        addMembers(lines, object);
    return lines.join(u'\n') + u'\n';
}

} // namespace gatehouse::ui::text
