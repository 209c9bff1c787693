#include "models/store/BulkEdits.h"

namespace gatehouse::store {

using domain::ChangeSet;
using namespace Qt::StringLiterals;

QString freeClientName(const StoreSnapshot &tenant, const QString &name)
{
    constexpr int mostTries = 10'000;
    QString candidate = name;
    for (int number = 2; number < mostTries; ++number) {
        if (!TenantEditor::checkClientName(tenant, candidate))
            return candidate;
        candidate = u"%1 %2"_s.arg(name, QString::number(number));
    }
    return name;
}

Edit<ChangeSet> setAuthorized(TenantEditor &editor, const StoreSnapshot &tenant, const QList<domain::ClientId> &clients,
                              const domain::ResourceServerId &api, bool authorized, domain::SubjectType subject)
{
    ChangeSet all;
    for (const domain::ClientId &client : clients) {
        if ((tenant.grant(client, api, subject) != nullptr) == authorized)
            continue;
        auto edit = authorized ? editor.setGrant(tenant, client, api, {}, subject)
                               : editor.removeGrant(tenant, client, api, subject);
        if (!edit)
            return edit;
        all.changes += edit->changes;
    }
    return all;
}

Edit<ChangeSet> deleteClients(TenantEditor &editor, const StoreSnapshot &tenant, const QList<domain::ClientId> &clients)
{
    ChangeSet all;
    for (const domain::ClientId &client : clients) {
        auto edit = editor.deleteClient(tenant, client);
        if (!edit)
            return edit;
        all.changes += edit->changes;
    }
    return all;
}

Edit<ChangeSet> deleteUsers(TenantEditor &editor, const StoreSnapshot &tenant, const QList<domain::UserId> &users)
{
    ChangeSet all;
    for (const domain::UserId &user : users) {
        auto edit = editor.deleteUser(tenant, user);
        if (!edit)
            return edit;
        all.changes += edit->changes;
    }
    return all;
}

Edit<ChangeSet> setBlocked(TenantEditor &editor, const StoreSnapshot &tenant, const QList<domain::UserId> &users,
                           bool blocked)
{
    ChangeSet all;
    for (const domain::UserId &id : users) {
        const domain::User *user = tenant.user(id);
        if (!user)
            return refuse(domain::Violation{domain::Field::User, domain::Rule::Unknown, id.text(), 0});
        if (user->isBlocked == blocked)
            continue;
        domain::User wanted = *user;
        wanted.isBlocked = blocked;
        auto edit = editor.updateUser(tenant, wanted);
        if (!edit)
            return edit;
        all.changes += edit->changes;
    }
    return all;
}

Edit<TenantEditor::CreatedClient> duplicateClient(TenantEditor &editor, const StoreSnapshot &tenant,
                                                  const domain::ClientId &client)
{
    const domain::ClientApplication *given = tenant.client(client);
    if (!given)
        return refuse(domain::Violation{domain::Field::Client, domain::Rule::Unknown, client.text(), 0});
    domain::ClientApplication copy = *given;
    copy.name = freeClientName(tenant, given->name);
    auto created = editor.createClient(tenant, copy);
    if (!created)
        return created;
    const QList<domain::ClientGrant> grants = tenant.grantsOf(client);
    StoreSnapshot after = tenant.applied(created->changes);
    for (const domain::ClientGrant &grant : grants) {
        domain::ClientGrant same = grant;
        same.clientId = created->id;
        auto edit = editor.setGrant(after, same);
        if (!edit)
            return std::unexpected(edit.error());
        created->changes.changes += edit->changes;
        after = after.applied(*edit);
    }
    return created;
}

Edit<TenantEditor::CreatedApi> duplicateApi(TenantEditor &editor, const StoreSnapshot &tenant,
                                            const domain::ResourceServerId &api, const TenantEditor::NewApi &wanted)
{
    const domain::ResourceServer *given = tenant.resourceServer(api);
    if (!given)
        return refuse(domain::Violation{domain::Field::Api, domain::Rule::Unknown, api.text(), 0});
    domain::ResourceServer copy = *given;
    copy.name = wanted.name;
    copy.identifier = wanted.identifier;
    copy.signingAlgorithm = wanted.algorithm;
    copy.previousSigningSecret = {};
    copy.signingSecretSince = {};
    return editor.createApi(tenant, copy, std::nullopt);
}

} // namespace gatehouse::store
