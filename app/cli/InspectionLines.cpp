#include "app/cli/InspectionLines.h"

#include "models/inspector/ScopeRows.h"
#include "ui/text/ClaimText.h"
#include "ui/text/FindingText.h"
#include "ui/text/FormParts.h"
#include "ui/text/IssuerText.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

/// A value as one line: strings as they are, everything else as JSON.
QString oneLine(const jose::JsonValue &value)
{
    return value.isString() ? value.string : QString::fromUtf8(value.toJson());
}

QString readable(const QString &claim, const jose::JsonValue &value, base::Instant now)
{
    QString shown = oneLine(value);
    bool isWhole = false;
    const qint64 seconds = value.isNumber() && ui::text::isTimeClaim(claim) ? value.number.toLongLong(&isWhole) : 0;
    if (isWhole && seconds >= 0 && seconds <= base::lastDatedSecond) {
        const base::Instant instant{std::chrono::seconds(seconds)};
        shown += u"  (%1, %2)"_s.arg(ui::text::localTime(instant), ui::text::relativeTime(instant, now));
    }
    return shown;
}

void tellVerdict(Output &out, const QString &label, const ui::text::VerdictText &verdict)
{
    out.field(label, verdict.sentence.isEmpty() ? verdict.word : verdict.word + u". "_s + verdict.sentence);
}

/// What a claim means is said where its provider means something of its own by it.
void tellMembers(Output &out, const QString &title, const jose::JsonValue &object, base::Instant now,
                 trust::Provider provider = trust::Provider::Other)
{
    out.line(title);
    for (const jose::JsonMember &member : object.members) {
        const QString meaning = ui::text::providerClaimText(provider, member.name);
        const QString shown = readable(member.name, member.value, now);
        out.field(member.name, meaning.isEmpty() ? shown : u"%1  (%2)"_s.arg(shown, meaning));
    }
}

void tellForm(Output &out, const inspector::TokenInspection &inspection)
{
    const auto parts = ui::text::formParts(inspection);
    if (parts) {
        out.line(u"%1. %2"_s.arg(parts->title, parts->about));
        for (const ui::text::FormParts::Row &row : parts->rows)
            out.field(row.name, row.note.isEmpty() ? row.value : u"%1  (%2)"_s.arg(row.value, row.note));
    }
    if (!inspection.nested.isEmpty())
        out.line(u"It contains another token, which is not checked here."_s);
}

QString setWord(const std::optional<bool> &isIn)
{
    return !isIn ? u"?"_s : *isIn ? u"yes"_s : u"no"_s;
}

/// Only what is known has a column: a set nobody knows is not an empty one.
void tellScopes(Output &out, const inspector::ScopeSets &sets)
{
    const QList<inspector::ScopeRow> rows = inspector::scopeRows(sets);
    if (rows.isEmpty() || !(sets.api || sets.granted || sets.call))
        return;
    QStringList headers{u"  SCOPE"_s, u"TOKEN"_s};
    QList<QStringList> cells;
    for (const auto &[isKnown, header] :
         {std::pair(sets.api.has_value(), "API"), std::pair(sets.granted.has_value(), "GRANT"),
          std::pair(sets.call.has_value(), "CALL")}) {
        if (isKnown)
            headers.append(QString::fromLatin1(header));
    }
    for (const inspector::ScopeRow &row : rows) {
        QStringList line{u"  "_s + row.scope, setWord(row.inToken)};
        for (const auto &[isKnown, isIn] :
             {std::pair(sets.api.has_value(), row.definedByApi), std::pair(sets.granted.has_value(), row.granted),
              std::pair(sets.call.has_value(), row.needed)}) {
            if (isKnown)
                line.append(setWord(isIn));
        }
        cells.append(line);
    }
    out.line(u"Scopes"_s);
    out.table(headers, cells);
}

void tellFinding(Output &out, const inspector::Finding &finding)
{
    const ui::text::FindingText text = ui::text::findingText(finding);
    QString line = u"  %1: %2. %3"_s.arg(ui::text::severityWord(finding.severity()), text.title, text.explanation);
    // An explanation may end in what it names, without a full stop.
    if (!line.endsWith(u'.') && !line.endsWith(u'?'))
        line += u'.';
    if (!text.action.isEmpty())
        line += u' ' + text.action;
    if (!finding.reference().isEmpty())
        line += u" (%1)"_s.arg(finding.reference());
    out.line(line);
}

} // namespace

void tellInspection(Output &out, const inspector::TokenInspection &inspection, base::Instant now)
{
    if (inspection.jws)
        tellMembers(out, u"Header"_s, inspection.jws->header, now);
    if (inspection.claims)
        tellMembers(out, u"Claims"_s, *inspection.claims, now, inspection.key.provider);
    tellForm(out, inspection);
    const ui::text::VerdictText verdict = ui::text::verdictText(inspection);
    out.line(u"%1: %2"_s.arg(verdict.word, verdict.sentence));
    tellVerdict(out, u"form"_s, ui::text::formText(inspection));
    tellVerdict(out, u"signature"_s, ui::text::signatureText(inspection));
    tellVerdict(out, u"time"_s, ui::text::timeText(inspection));
    tellVerdict(out, u"claims"_s, ui::text::claimsText(inspection));
    tellVerdict(out, u"policy"_s, ui::text::policyText(inspection));
    if (inspection.judgedAt)
        out.field(u"evaluated at"_s,
                  u"%1, leeway %2 s"_s.arg(ui::text::localTime(*inspection.judgedAt)).arg(inspection.leeway));
    if (!inspection.isVerified()) {
        if (const QString advice = ui::text::adviceText(inspection); !advice.isEmpty())
            out.field(u"what to do"_s, advice);
    }
    tellScopes(out, inspection.scopeSets);
    if (!inspection.resolution.isEmpty()) {
        out.line(u"How the key was found"_s);
        for (const inspector::ResolutionStep &step : inspection.resolution)
            out.line(u"  "_s + ui::text::resolutionText(step));
    }
    if (!inspection.findings.isEmpty()) {
        out.line(u"Findings"_s);
        for (const inspector::Finding &finding : inspection.findings)
            tellFinding(out, finding);
    }
}

} // namespace gatehouse::app::cli
