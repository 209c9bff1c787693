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

} // namespace gatehouse::domain
