#include "models/quickstart/SnippetTemplate.h"

#include "models/quickstart/SnippetEscaping.h"

namespace gatehouse::quickstart {

using namespace Qt::StringLiterals;

namespace {

/// The name in a line that is nothing but `{{#name}}` or `{{/name}}`.
std::optional<QString> sectionName(QStringView line, QChar mark)
{
    const QStringView trimmed = line.trimmed();
    if (!trimmed.startsWith(u"{{") || !trimmed.endsWith(u"}}") || trimmed.size() < 6 || trimmed[2] != mark)
        return std::nullopt;
    return trimmed.sliced(3, trimmed.size() - 5).toString();
}

std::optional<QString> fillLine(QStringView line, const QHash<QString, QString> &values)
{
    QString out;
    for (;;) {
        const qsizetype open = line.indexOf(u"{{");
        if (open < 0)
            return out.append(line);
        const qsizetype close = line.indexOf(u"}}", open);
        const qsizetype bar = line.indexOf(u'|', open);
        if (close < 0 || bar < 0 || bar > close)
            return std::nullopt;
        const auto value = values.constFind(line.sliced(open + 2, bar - open - 2).toString());
        const auto syntax = parseSyntax(line.sliced(bar + 1, close - bar - 1));
        if (value == values.constEnd() || !syntax)
            return std::nullopt;
        out.append(line.first(open)).append(literal(*syntax, *value));
        line = line.sliced(close + 2);
    }
}

} // namespace

std::optional<QString> fillTemplate(const QString &text, const QHash<QString, QString> &values)
{
    QString out;
    QString section;
    bool kept = true;
    const auto lines = QStringView(text).split(u'\n');
    for (const QStringView line : lines) {
        if (const auto name = sectionName(line, u'#')) {
            if (!section.isEmpty() || !values.contains(*name))
                return std::nullopt;
            section = *name;
            kept = !values.value(section).isEmpty();
        } else if (const auto ended = sectionName(line, u'/')) {
            if (section.isEmpty() || *ended != section)
                return std::nullopt;
            section.clear();
            kept = true;
        } else if (kept) {
            const auto filled = fillLine(line, values);
            if (!filled)
                return std::nullopt;
            out += *filled + u'\n';
        }
    }
    if (!section.isEmpty())
        return std::nullopt;
    return out.trimmed() + u'\n';
}

} // namespace gatehouse::quickstart
