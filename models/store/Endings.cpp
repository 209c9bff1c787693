#include "models/store/Endings.h"

#include <algorithm>

namespace gatehouse::store {

namespace {

bool isTakenBack(const domain::Changed<domain::User> &change)
{
    if (!change.before)
        return false;
    return !change.after || (change.after->isBlocked && !change.before->isBlocked) ||
           !(change.after->password == change.before->password);
}

bool isTakenBack(const domain::Changed<domain::Consent> &change)
{
    if (!change.before)
        return false;
    return !change.after || std::ranges::any_of(change.before->scopes, [&](const QString &scope) {
        return !change.after->scopes.contains(scope);
    });
}

} // namespace

Endings endingsOf(const domain::ChangeSet &changes)
{
    Endings endings;
    for (const domain::Change &change : changes.changes) {
        if (const auto *user = std::get_if<domain::Changed<domain::User>>(&change); user && isTakenBack(*user))
            endings.users.append(user->before->id);
        if (const auto *consent = std::get_if<domain::Changed<domain::Consent>>(&change);
            consent && isTakenBack(*consent))
            endings.consents.append({consent->before->userId, consent->before->clientId});
    }
    return endings;
}

base::Result<void> endIn(Ledger &ledger, const Endings &endings)
{
    base::Result<void> first;
    const auto keep = [&first](const base::Result<void> &done) {
        if (first && !done)
            first = done;
    };
    for (const domain::UserId &user : endings.users)
        keep(ledger.removeUser(user));
    for (const auto &[user, client] : endings.consents)
        keep(ledger.revokeConsent(user, client));
    return first;
}

} // namespace gatehouse::store
