#include "ui/text/InspectionReport.h"

#include "models/inspector/findings/Kinds.h"
#include "ui/text/FindingText.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class ReportWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::InspectionReport)
};

/// A ticket is read by people: of a claim set without end, the first part.
constexpr qsizetype mostMembers = 100;

/// Names of claims that hold a secret or a whole token: a ticket is read by many.
QSet<QString> hiddenClaims(const inspector::TokenInspection &inspection)
{
    QSet<QString> names;
    for (const inspector::Finding &finding : inspection.findings) {
        if (finding.kind == &inspector::kinds::secretInClaim || finding.kind == &inspector::kinds::tokenInClaim)
            names.insert(finding.member);
    }
    return names;
}

/// Whether one of the names is the member's own, or that of one somewhere inside.
bool isHidden(const QSet<QString> &names, const jose::JsonMember &member)
{
    if (names.contains(member.name))
        return true;
    if (names.isEmpty() || member.value.isString())
        return false;
    const QString json = QString::fromUtf8(member.value.toJson());
    return std::ranges::any_of(names, [&json](const QString &name) { return json.contains(name); });
}

InspectionReport::Members membersOf(const QString &title, const jose::JsonValue &object,
                                    const QSet<QString> &hidden = {})
{
    InspectionReport::Members members{.title = title, .members = {}};
    const auto first = object.members.first(std::min(object.members.size(), mostMembers));
    for (const jose::JsonMember &member : first)
        members.members.append({member.name, isHidden(hidden, member)
                                                 ? ReportWords::tr("(removed: a secret or a token)")
                                                 : QString::fromUtf8(member.value.toJson().left(4000))});
    members.more = static_cast<int>(object.members.size() - first.size());
    return members;
}

} // namespace

InspectionReport inspectionReport(const inspector::TokenInspection &inspection)
{
    const VerdictText verdict = verdictText(inspection);
    InspectionReport report;
    report.word = verdict.word;
    report.sentence = verdict.sentence;
    if (inspection.judgedAt)
        report.evaluatedAt = utcTime(*inspection.judgedAt);
    report.leeway = inspection.leeway;
    const auto add = [&report](const QString &caption, const VerdictText &part) {
        report.verdicts.append({caption, part.word, part.sentence});
    };
    add(ReportWords::tr("Form"), formText(inspection));
    add(ReportWords::tr("Signature"), signatureText(inspection));
    add(ReportWords::tr("Time"), timeText(inspection));
    add(ReportWords::tr("Claims"), claimsText(inspection));
    add(ReportWords::tr("Policy"), policyText(inspection));
    for (const inspector::ResolutionStep &step : inspection.resolution)
        report.resolution.append(resolutionText(step));
    for (const inspector::Finding &finding : inspection.findings) {
        const FindingText words = findingText(finding);
        report.findings.append({.severity = severityWord(finding.severity()),
                                .title = words.title,
                                .explanation = words.explanation,
                                .action = words.action,
                                .reference = finding.reference()});
    }
    if (inspection.jws && inspection.jws->header.isObject())
        report.members.append(membersOf(ReportWords::tr("Header"), inspection.jws->header));
    if (inspection.claims && inspection.claims->isObject())
        report.members.append(membersOf(ReportWords::tr("Claims"), *inspection.claims, hiddenClaims(inspection)));
    return report;
}

} // namespace gatehouse::ui::text
