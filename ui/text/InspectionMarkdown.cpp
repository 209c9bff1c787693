#include "ui/text/InspectionMarkdown.h"

#include "models/base/Markdown.h"
#include "models/base/Text.h"
#include "models/inspector/TokenShape.h"
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

class MarkdownWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::InspectionMarkdown)
};

/// A ticket is read by people: of a claim set without end, the first part.
constexpr qsizetype mostMembers = 100;

void addVerdict(QStringList &lines, const QString &caption, const VerdictText &verdict)
{
    lines.append(
        u"| %1 | %2 | %3 |"_s.arg(caption, base::markdownText(verdict.word), base::markdownText(verdict.sentence)));
}

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

void addMembers(QStringList &lines, const QString &title, const jose::JsonValue &object,
                const QSet<QString> &hidden = {})
{
    if (!object.isObject())
        return;
    lines.append({QString(), u"### %1"_s.arg(title), QString(), MarkdownWords::tr("| Name | Value |"), u"|---|---|"_s});
    const auto first = object.members.first(std::min(object.members.size(), mostMembers));
    for (const jose::JsonMember &member : first) {
        const QString value = isHidden(hidden, member) ? MarkdownWords::tr("(removed: a secret or a token)")
                                                       : QString::fromUtf8(member.value.toJson().left(4000));
        lines.append(u"| %1 | %2 |"_s.arg(base::markdownText(member.name, 100), base::markdownText(value, 1000)));
    }
    if (object.members.size() > mostMembers)
        lines.append({QString(), MarkdownWords::tr("%n more are not shown.", nullptr,
                                                   static_cast<int>(object.members.size() - mostMembers))});
}

} // namespace

QString redactedToken(const inspector::TokenInspection &inspection)
{
    const QByteArrayView rest = inspector::withoutProof(inspection.token);
    return rest.isEmpty() ? QString() : QString::fromUtf8(rest) + u"REDACTED"_s;
}

QString inspectionMarkdown(const inspector::TokenInspection &inspection)
{
    QStringList lines;
    const VerdictText verdict = verdictText(inspection);
    lines.append({MarkdownWords::tr("## Token inspection: %1").arg(base::markdownText(verdict.word)), QString(),
                  base::markdownText(verdict.sentence)});
    if (inspection.judgedAt)
        lines.append({QString(), MarkdownWords::tr("Evaluated at %1, leeway %2 s.")
                                     .arg(base::markdownText(utcTime(*inspection.judgedAt)))
                                     .arg(inspection.leeway)});
    lines.append({QString(), MarkdownWords::tr("| Verdict | Word | Meaning |"), u"|---|---|---|"_s});
    addVerdict(lines, MarkdownWords::tr("Form"), formText(inspection));
    addVerdict(lines, MarkdownWords::tr("Signature"), signatureText(inspection));
    addVerdict(lines, MarkdownWords::tr("Time"), timeText(inspection));
    addVerdict(lines, MarkdownWords::tr("Claims"), claimsText(inspection));
    addVerdict(lines, MarkdownWords::tr("Policy"), policyText(inspection));

    if (!inspection.resolution.isEmpty()) {
        lines.append({QString(), MarkdownWords::tr("### How the key was found"), QString()});
        int number = 0;
        for (const inspector::ResolutionStep &step : inspection.resolution)
            lines.append(u"%1. %2"_s.arg(++number).arg(base::markdownText(resolutionText(step))));
    }
    lines.append({QString(), MarkdownWords::tr("### Findings"), QString()});
    if (inspection.findings.isEmpty())
        lines.append(MarkdownWords::tr("None."));
    for (const inspector::Finding &finding : inspection.findings) {
        const FindingText words = findingText(finding);
        QStringList sentence{base::markdownText(words.explanation, 2000)};
        if (!words.action.isEmpty())
            sentence.append(base::markdownText(words.action, 2000));
        if (!finding.reference().isEmpty())
            sentence.append(MarkdownWords::tr("(%1)").arg(base::markdownText(finding.reference())));
        lines.append(MarkdownWords::tr("- **%1: %2** %3")
                         .arg(base::markdownText(severityWord(finding.severity())), base::markdownText(words.title),
                              sentence.join(u' ')));
    }
    if (inspection.jws)
        addMembers(lines, MarkdownWords::tr("Header"), inspection.jws->header);
    if (inspection.claims)
        addMembers(lines, MarkdownWords::tr("Claims"), *inspection.claims, hiddenClaims(inspection));
    return lines.join(u'\n') + u'\n';
}

} // namespace gatehouse::ui::text
