#include "models/domain/Scope.h"

#include "models/domain/TextRules.h"

#include <QSet>

#include <algorithm>

namespace gatehouse::domain {

namespace {

bool isScopeTokenCharacter(QChar c)
{
    // RFC 6749 section 3.3: %x21 / %x23-5B / %x5D-7E
    const char16_t u = c.unicode();
    return u == 0x21 || (u >= 0x23 && u <= 0x5b) || (u >= 0x5d && u <= 0x7e);
}

const QSet<QString> &reservedNames()
{
    static const QSet<QString> names = [] {
        QSet<QString> set;
        for (const char *name :
             {"address", "created_at", "email", "email_verified", "family_name", "given_name", "identities", "name",
              "nickname", "offline_access", "openid", "phone", "picture", "profile"})
            set.insert(QString::fromLatin1(name));
        return set;
    }();
    return names;
}

} // namespace

MaybeViolation checkScopeValue(const QString &value)
{
    if (value.isEmpty())
        return Violation{Field::ScopeValue, Rule::Required, {}, 0};
    if (value.size() > maxScopeValue)
        return Violation{Field::ScopeValue, Rule::TooLong, {}, maxScopeValue};
    for (const QChar c : value) {
        if (c.isSpace())
            return Violation{Field::ScopeValue, Rule::Blank, value, 0};
        if (!isScopeTokenCharacter(c))
            return Violation{Field::ScopeValue, Rule::NotAScopeToken, QString(c), 0};
    }
    if (reservedNames().contains(value))
        return Violation{Field::ScopeValue, Rule::Reserved, value, 0};
    return {};
}

MaybeViolation checkScopeDescription(const QString &description)
{
    if (description.size() > maxScopeDescription)
        return Violation{Field::ScopeDescription, Rule::TooLong, {}, maxScopeDescription};
    if (hasControlCharacter(description))
        return Violation{Field::ScopeDescription, Rule::ControlCharacters, {}, 0};
    return {};
}

MaybeViolation checkScope(const Scope &scope, const QList<Scope> &others)
{
    if (auto violation = checkScopeValue(scope.value))
        return violation;
    if (auto violation = checkScopeDescription(scope.description))
        return violation;
    if (std::ranges::contains(others, scope.value, &Scope::value))
        return Violation{Field::ScopeValue, Rule::AlreadyUsed, scope.value, 0};
    if (others.size() >= maxScopesPerApi)
        return Violation{Field::ScopeValue, Rule::TooMany, {}, maxScopesPerApi};
    return {};
}

QList<ScopeLine> parseScopeLines(const QString &text, const QList<Scope> &existing)
{
    QSet<QString> present;
    for (const Scope &scope : existing)
        present.insert(scope.value);

    QList<ScopeLine> lines;
    int number = 0;
    const QList<QStringView> written = QStringView(text).split(u'\n');
    for (QStringView line : written) {
        ++number;
        line = line.trimmed();
        if (line.isEmpty())
            continue;
        // A comma or tab ends the value; so does a blank, which no scope value may hold.
        const auto end = std::ranges::find_if(line, [](QChar c) { return c.isSpace() || c == u','; });
        const qsizetype cut = std::distance(line.begin(), end);
        QStringView description = line.sliced(cut);
        while (!description.isEmpty() && (description.front().isSpace() || description.front() == u','))
            description = description.sliced(1);

        ScopeLine entry{
            .line = number, .scope = {line.first(cut).toString(), description.toString()}, .fate = {}, .violation = {}};
        entry.violation = checkScopeValue(entry.scope.value);
        if (!entry.violation)
            entry.violation = checkScopeDescription(entry.scope.description);
        if (!entry.violation && !present.contains(entry.scope.value) && present.size() >= maxScopesPerApi)
            entry.violation = Violation{Field::ScopeValue, Rule::TooMany, {}, maxScopesPerApi};
        if (entry.violation) {
            entry.fate = ScopeLine::Fate::NotValid;
        } else if (present.contains(entry.scope.value)) {
            entry.fate = ScopeLine::Fate::AlreadyThere;
        } else {
            entry.fate = ScopeLine::Fate::Added;
            present.insert(entry.scope.value);
        }
        lines.append(entry);
    }
    return lines;
}

QList<Scope> scopesToAdd(const QList<ScopeLine> &lines)
{
    QList<Scope> scopes;
    for (const ScopeLine &line : lines) {
        if (line.fate == ScopeLine::Fate::Added)
            scopes.append(line.scope);
    }
    return scopes;
}

} // namespace gatehouse::domain
