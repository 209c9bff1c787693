#include "ui/text/FindingText.h"

#include "models/base/Text.h"
#include "ui/text/FindingCatalogue.h"
#include "ui/text/FindingParameters.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse::ui::text {

namespace {

class FindingWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::FindingText)
};

/// Fills placeholders in one pass, so that a hostile value with "%1" in it is not taken for a placeholder.
QString filled(const QString &pattern, const inspector::Finding &finding)
{
    QString out;
    out.reserve(pattern.size());
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != u'%' || i + 1 >= pattern.size()) {
            out += pattern[i];
            continue;
        }
        const QChar mark = pattern[i + 1];
        if (mark == u'm') {
            out += base::visibleText(finding.member, 80);
            ++i;
        } else if (mark >= u'1' && mark <= u'9') {
            out += findingParameter(finding, mark.unicode() - u'1');
            ++i;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

QString translated(const char *source)
{
    return *source ? QCoreApplication::translate(findingContext, source) : QString();
}

/// "key-too-odd" → "Key too odd".
QString wordsOf(const QString &id)
{
    QString words = base::visibleText(id, 80).replace(u'-', u' ');
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

} // namespace

FindingText findingText(const inspector::Finding &finding)
{
    const auto catalogue = findingCatalogue();
    const auto found = std::ranges::find_if(
        catalogue, [&finding](const FindingEntry &entry) { return finding.id == QLatin1String(entry.id); });
    if (found != catalogue.end()) {
        return {filled(translated(found->title), finding), filled(translated(found->explanation), finding),
                filled(translated(found->action), finding)};
    }
    QStringList details;
    if (!finding.member.isEmpty())
        details.append(base::visibleText(finding.member, 80));
    for (const QString &parameter : finding.parameters)
        details.append(base::visibleText(parameter, 200));
    return {wordsOf(finding.id), details.join(QStringLiteral(", ")), {}};
}

QStringList knownFindings()
{
    QStringList ids;
    for (const FindingEntry &entry : findingCatalogue())
        ids.append(QString::fromLatin1(entry.id));
    return ids;
}

QString severityWord(inspector::Severity severity)
{
    switch (severity) {
    case inspector::Severity::Info:
        return FindingWords::tr("Note");
    case inspector::Severity::Warning:
        return FindingWords::tr("Warning");
    case inspector::Severity::Error:
        return FindingWords::tr("Problem");
    }
    return {};
}

} // namespace gatehouse::ui::text
