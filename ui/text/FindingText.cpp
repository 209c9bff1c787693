#include "ui/text/FindingText.h"

#include "models/base/Text.h"
#include "ui/text/FindingCatalogue.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse::ui::text {

namespace {

class FindingWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::FindingText)
};

/// Some parameters are codes of the rule that found it; everything else is shown as it is.
QString parameterText(const inspector::Finding &finding, qsizetype index)
{
    const QString value = finding.parameters.value(index);
    if (finding.id == QLatin1String("embedded-key")) {
        if (index == 0)
            return value.isEmpty() ? FindingWords::tr("none") : base::visibleText(value, 80);
        return value == QLatin1String("own") ? FindingWords::tr("one of yours") : FindingWords::tr("not one of yours");
    }
    if (finding.id == QLatin1String("crit-malformed")) {
        if (value == QLatin1String("b64-not-listed"))
            return FindingWords::tr("b64 is used and not listed");
        if (value == QLatin1String("not-strings"))
            return FindingWords::tr("it is no list of names");
        if (value == QLatin1String("empty"))
            return FindingWords::tr("it is empty");
        if (value == QLatin1String("too-many"))
            return FindingWords::tr("it has too many entries");
        if (value == QLatin1String("duplicate"))
            return FindingWords::tr("it names an extension twice");
        if (value == QLatin1String("registered"))
            return FindingWords::tr("it names a parameter that is no extension");
        if (value == QLatin1String("absent"))
            return FindingWords::tr("it names a parameter that is not there");
    }
    return base::visibleText(value, 200);
}

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
            out += parameterText(finding, mark.unicode() - u'1');
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
