#include "models/domain/User.h"

#include "models/domain/TextRules.h"

#include <algorithm>

namespace gatehouse::domain {

QStringList User::permissionsFor(const ResourceServerId &api) const
{
    QStringList scopes;
    for (const Permission &permission : permissions) {
        if (permission.resourceServerId == api)
            scopes.append(permission.scope);
    }
    return scopes;
}

MaybeViolation checkEmail(const QString &email)
{
    if (email.isEmpty())
        return Violation{Field::UserEmail, Rule::Required, {}, 0};
    if (email.size() > maxEmail)
        return Violation{Field::UserEmail, Rule::TooLong, {}, maxEmail};
    for (const QChar c : email) {
        if (c.unicode() <= 0x20 || c.unicode() >= 0x7f)
            return Violation{Field::UserEmail, c.isSpace() ? Rule::Blank : Rule::NotPrintableAscii, QString(c), 0};
    }
    const qsizetype at = email.indexOf(u'@');
    if (at < 1 || at == email.size() - 1 || email.indexOf(u'@', at + 1) >= 0 || email.contains(u'<') ||
        email.contains(u'>'))
        return Violation{Field::UserEmail, Rule::NotAnAddress, email, 0};
    return {};
}

MaybeViolation checkUserName(const QString &name)
{
    return name.isEmpty() ? MaybeViolation() : checkName(Field::UserName, name);
}

MaybeViolation checkPassword(const base::Secret &password)
{
    // Counted where it lies: a copy as text would outlive the secret.
    const auto characters = std::ranges::count_if(
        password.bytes(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; });
    if (characters < minPassword)
        return Violation{Field::UserPassword, Rule::TooShort, {}, minPassword};
    if (password.size() > maxPassword)
        return Violation{Field::UserPassword, Rule::TooLong, {}, maxPassword};
    return {};
}

MaybeViolation checkUser(const User &user)
{
    if (auto violation = checkEmail(user.email))
        return violation;
    if (auto violation = checkUserName(user.name))
        return violation;
    if (user.permissions.size() > maxPermissions)
        return Violation{Field::UserPermission, Rule::TooMany, {}, maxPermissions};
    return {};
}

} // namespace gatehouse::domain
