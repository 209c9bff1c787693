#include "models/domain/TextRules.h"

#include <algorithm>

namespace gatehouse::domain {

bool hasControlCharacter(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

MaybeViolation checkName(Field field, const QString &name)
{
    if (name.trimmed().isEmpty())
        return Violation{field, Rule::Required, {}, 0};
    if (name.size() > maxName)
        return Violation{field, Rule::TooLong, name, maxName};
    if (name.contains(u'<') || name.contains(u'>'))
        return Violation{field, Rule::AngleBrackets, name, 0};
    if (hasControlCharacter(name))
        return Violation{field, Rule::ControlCharacters, name, 0};
    return {};
}

QStringList typedLines(const QString &text)
{
    QStringList values;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (QString value = line.trimmed(); !value.isEmpty())
            values.append(std::move(value));
    }
    return values;
}

} // namespace gatehouse::domain
