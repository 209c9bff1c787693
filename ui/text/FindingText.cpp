#include "ui/text/FindingText.h"

#include "models/base/Text.h"
#include "ui/text/TokenFaultText.h"
#include "ui/text/findings/Explanation.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class FindingWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::FindingText)
};

/// "k1: …", a sentence for each key that cannot be used.
QString keyFaults(const QString &lines)
{
    QStringList sentences;
    const QList<QStringView> rows = QStringView(lines).split(u'\n', Qt::SkipEmptyParts);
    for (const QStringView line : rows) {
        // The name may contain a tab; a code does not.
        const qsizetype tab = line.lastIndexOf(u'\t');
        const auto error = tab < 0 ? std::nullopt : jose::keyErrorOf(line.sliced(tab + 1));
        if (error)
            sentences.append(base::visibleText(line.first(tab).toString(), 80) + u": "_s + keyErrorText(*error));
    }
    return sentences.join(u' ');
}

/// A parameter as words: a code of an enum is translated, everything else is made safe to show.
QString shown(const ParameterText &how, const QString &value)
{
    if (how.as == ParameterText::As::Optional && value.isEmpty())
        return FindingWords::tr("none");
    if (how.as == ParameterText::As::Keys)
        return keyFaults(value);
    const auto code = std::ranges::find_if(how.codes, [&value](const CodeText &one) { return value == one.code; });
    if (code == how.codes.end())
        return base::visibleText(value, 200);
    QString words = QCoreApplication::translate(findingContext, code->words);
    for (const qsizetype number : code->numbers) {
        if (number > 0)
            words = words.arg(number);
    }
    return words;
}

/// The value of a placeholder.
QString valueOf(QStringView name, const inspector::Finding &finding, const Explanation &explanation)
{
    if (name == u"member")
        return base::visibleText(finding.member, 80);
    const auto &names = finding.kind->parameters;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == QLatin1StringView(names[i]))
            return shown(explanation.parameters[i], finding.parameters.value(static_cast<qsizetype>(i)));
    }
    return {};
}

/// The text with what `valueOf` makes of each %placeholder.
QString withPlaceholders(const QString &text, auto valueOf)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'%') {
            out += text[i];
            continue;
        }
        qsizetype end = i + 1;
        while (end < text.size() && text[end].isLetter())
            ++end;
        out += valueOf(QStringView(text).sliced(i + 1, end - i - 1));
        i = end - 1;
    }
    return out;
}

/// Fills placeholders in one pass, so that an untrusted value with "%member" in it is not taken for a placeholder.
QString filled(const char *source, const inspector::Finding &finding, const Explanation &explanation)
{
    if (!*source)
        return {};
    int count = -1;
    for (std::size_t i = 0; i < explanation.parameters.size(); ++i) {
        if (explanation.parameters[i].as == ParameterText::As::Number)
            count = finding.parameters.value(static_cast<qsizetype>(i)).toInt();
    }
    const bool isCounting = std::string_view(source).contains("%n ");
    const QString text = QCoreApplication::translate(findingContext, source, nullptr, isCounting ? count : -1);
    return withPlaceholders(text, [&](QStringView placeholder) { return valueOf(placeholder, finding, explanation); });
}

/// The text of a kind with the names of its placeholders in their places.
QString named(const char *source, const inspector::FindingKind &kind)
{
    if (!*source)
        return {};
    const QString text = QCoreApplication::translate(findingContext, source);
    return withPlaceholders(text, [&kind](QStringView placeholder) -> QString {
        if (placeholder == u"n")
            return FindingWords::tr("several");
        return placeholder == u"member" && !kind.member.isEmpty() ? QString(kind.member) : u"‹%1›"_s.arg(placeholder);
    });
}

/// The explanation of a kind; there is one for each.
const Explanation *explanationOf(const inspector::FindingKind *kind)
{
    return inspector::visitKindGroups([kind]<typename... Groups>() {
        const Explanation *found = nullptr;
        const auto look = [&](std::span<const Explanation> texts) {
            const auto one = std::ranges::find(texts, kind, &Explanation::kind);
            if (one != texts.end())
                found = &*one;
        };
        (look(textsOf(Groups())), ...);
        return found;
    });
}

} // namespace

FindingText findingText(const inspector::Finding &finding)
{
    const Explanation *found = explanationOf(finding.kind);
    if (!found)
        return {};
    return {filled(found->title, finding, *found), filled(found->explanation, finding, *found),
            filled(found->action, finding, *found)};
}

FindingText kindText(const inspector::FindingKind &kind)
{
    const Explanation *found = explanationOf(&kind);
    if (!found)
        return {};
    return {named(found->title, kind), named(found->explanation, kind), named(found->action, kind)};
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
