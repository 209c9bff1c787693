#include "ui/text/ChangeText.h"

#include "models/base/Text.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse::ui::text {

namespace {

using domain::Action;
using domain::AuditItem;
using domain::Entity;
using namespace Qt::StringLiterals;

class ChangeWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ChangeText)
};

QString named(const AuditItem &item)
{
    return base::visibleText(item.name, 120);
}

/// How many scopes came, went and were described anew in one update.
struct ScopeTally
{
    int added = 0;
    int removed = 0;
    int edited = 0;
    int otherFields = 0;
    QString one; ///< the scope, when it was only one

    explicit ScopeTally(const AuditItem &item)
    {
        for (const domain::FieldChange &field : item.fields) {
            if (field.field != "scopes"_L1) {
                ++otherFields;
                continue;
            }
            ++(field.before.isEmpty() ? added : field.after.isEmpty() ? removed : edited);
            const QString &text = field.after.isEmpty() ? field.before : field.after;
            const qsizetype end = text.indexOf(": "_L1);
            one = base::visibleText(end < 0 ? text : text.first(end), 80);
        }
    }
    int kinds() const { return (added > 0) + (removed > 0) + (edited > 0); }
};

QString scopeUpdate(const ScopeTally &tally, const QString &api)
{
    if (tally.added > 0 && tally.kinds() == 1) {
        return tally.added == 1 ? ChangeWords::tr("Added scope %1 to %2").arg(tally.one, api)
                                : ChangeWords::tr("Added %1 scopes to %2").arg(QString::number(tally.added), api);
    }
    if (tally.removed > 0 && tally.kinds() == 1) {
        return tally.removed == 1
                   ? ChangeWords::tr("Removed scope %1 from %2").arg(tally.one, api)
                   : ChangeWords::tr("Removed %1 scopes from %2").arg(QString::number(tally.removed), api);
    }
    if (tally.edited > 0 && tally.kinds() == 1) {
        return tally.edited == 1 ? ChangeWords::tr("Changed scope %1 of %2").arg(tally.one, api)
                                 : ChangeWords::tr("Changed %1 scopes of %2").arg(QString::number(tally.edited), api);
    }
    return ChangeWords::tr("Changed the scopes of %1").arg(api);
}

QString apiUpdate(const AuditItem &item)
{
    const QString api = named(item);
    const ScopeTally tally(item);
    if (tally.kinds() > 0 && tally.otherFields == 0)
        return scopeUpdate(tally, api);
    const auto isUpdated = [&item](QLatin1StringView field) {
        return std::ranges::contains(item.fields, field, &domain::FieldChange::field);
    };
    if (isUpdated("signing_secret"_L1))
        return ChangeWords::tr("Replaced the signing secret of %1").arg(api);
    if (isUpdated("previous_signing_secret"_L1))
        return ChangeWords::tr("Forgot the previous signing secret of %1").arg(api);
    if (item.fields.size() == 1 && item.fields.constFirst().field == "name"_L1)
        return ChangeWords::tr("Renamed API %1 to %2")
            .arg(base::visibleText(item.fields.constFirst().before, 120), api);
    if (item.fields.size() == 1)
        return ChangeWords::tr("Changed %1 of %2").arg(memberLabel(item.fields.constFirst().field), api);
    return ChangeWords::tr("Changed settings of %1").arg(api);
}

QString clientUpdate(const AuditItem &item)
{
    const QString client = named(item);
    if (item.fields.size() == 1 && item.fields.constFirst().field == "client_secret"_L1)
        return ChangeWords::tr("Rotated the secret of %1").arg(client);
    if (item.fields.size() == 1 && item.fields.constFirst().field == "name"_L1)
        return ChangeWords::tr("Renamed client %1 to %2")
            .arg(base::visibleText(item.fields.constFirst().before, 120), client);
    return ChangeWords::tr("Changed client %1").arg(client);
}

/// The new value of a field; empty where the update does not name it.
QString updated(const AuditItem &item, QLatin1StringView field)
{
    const auto found = std::ranges::find(item.fields, field, &domain::FieldChange::field);
    return found == item.fields.end() ? QString() : found->after;
}

QString keyUpdate(const AuditItem &item)
{
    const QString key = named(item);
    const QString state = updated(item, "state"_L1);
    if (state == "current"_L1)
        return ChangeWords::tr("Rotated the signing keys: %1 signs now").arg(key);
    if (state == "previous"_L1)
        return ChangeWords::tr("Signing key %1 signs no more").arg(key);
    if (state == "revoked"_L1)
        return ChangeWords::tr("Revoked signing key %1").arg(key);
    return ChangeWords::tr("Changed signing key %1").arg(key);
}

QString userUpdate(const AuditItem &item)
{
    const QString user = named(item);
    if (item.fields.size() == 1) {
        const domain::FieldChange &field = item.fields.constFirst();
        if (field.field == "password"_L1)
            return ChangeWords::tr("Set a new password for %1").arg(user);
        if (field.field == "blocked"_L1)
            return field.after == "true"_L1 ? ChangeWords::tr("Blocked test user %1").arg(user)
                                            : ChangeWords::tr("Unblocked test user %1").arg(user);
        if (field.field == "permissions"_L1)
            return ChangeWords::tr("Changed the permissions of %1").arg(user);
    }
    return ChangeWords::tr("Changed test user %1").arg(user);
}

QString tenantUpdate(const AuditItem &item)
{
    if (item.fields.size() == 1) {
        const domain::FieldChange &field = item.fields.constFirst();
        if (field.field == "enable_apis_section"_L1)
            return field.after == "true"_L1 ? ChangeWords::tr("Enabled the APIs section")
                                            : ChangeWords::tr("Disabled the APIs section");
        if (field.field == "enable_management_api"_L1)
            return field.after == "true"_L1 ? ChangeWords::tr("Switched the Management API on")
                                            : ChangeWords::tr("Switched the Management API off");
        if (field.field == "server_port"_L1)
            return ChangeWords::tr("Set the server port to %1").arg(base::visibleText(field.after, 20));
    }
    return ChangeWords::tr("Changed settings of the tenant");
}

/// The item that gave rise to the others: deleting an API deletes its grants, renaming a scope touches them.
const AuditItem &leading(const QList<AuditItem> &items)
{
    auto rank = [](const AuditItem &item) {
        switch (item.entity) {
        case Entity::Api:
            return 0;
        case Entity::Client:
            return 1;
        case Entity::Tenant:
            return 2;
        case Entity::SigningKey:
            return 3;
        case Entity::User:
            return 4;
        case Entity::ClientGrant:
            return 5;
        case Entity::Consent:
            return 6;
        }
        return 7;
    };
    return *std::ranges::min_element(items, {}, rank);
}

} // namespace

QString itemText(const AuditItem &item)
{
    QString name = named(item);
    switch (item.entity) {
    case Entity::Api:
        return item.action == Action::Created   ? ChangeWords::tr("Created API %1").arg(name)
               : item.action == Action::Deleted ? ChangeWords::tr("Deleted API %1").arg(name)
                                                : apiUpdate(item);
    case Entity::Client:
        return item.action == Action::Created   ? ChangeWords::tr("Created client %1").arg(name)
               : item.action == Action::Deleted ? ChangeWords::tr("Deleted client %1").arg(name)
                                                : clientUpdate(item);
    case Entity::ClientGrant:
        return item.action == Action::Created   ? ChangeWords::tr("Authorized %1").arg(name)
               : item.action == Action::Deleted ? ChangeWords::tr("Withdrew the grant %1").arg(name)
                                                : ChangeWords::tr("Changed the granted scopes of %1").arg(name);
    case Entity::SigningKey:
        return item.action == Action::Created   ? ChangeWords::tr("Created signing key %1").arg(name)
               : item.action == Action::Deleted ? ChangeWords::tr("Deleted signing key %1").arg(name)
                                                : keyUpdate(item);
    case Entity::User:
        return item.action == Action::Created   ? ChangeWords::tr("Created test user %1").arg(name)
               : item.action == Action::Deleted ? ChangeWords::tr("Deleted test user %1").arg(name)
                                                : userUpdate(item);
    case Entity::Consent:
        return item.action == Action::Created   ? ChangeWords::tr("Consent given: %1").arg(name)
               : item.action == Action::Deleted ? ChangeWords::tr("Consent revoked: %1").arg(name)
                                                : ChangeWords::tr("Consent widened: %1").arg(name);
    case Entity::Tenant:
        return tenantUpdate(item);
    }
    return name;
}

QString changeText(const QList<AuditItem> &items)
{
    if (items.isEmpty())
        return ChangeWords::tr("Changed nothing");
    const bool isFirstStart =
        std::ranges::any_of(items,
                            [](const AuditItem &item) {
                                return item.entity == Entity::SigningKey && item.action == Action::Created;
                            }) &&
        std::ranges::any_of(
            items, [](const AuditItem &item) { return item.entity == Entity::Api && item.action == Action::Created; });
    if (isFirstStart)
        return ChangeWords::tr("Created the tenant");
    // One key signs no more, another one does, and a third waits: one thing to whoever did it.
    const bool isRotation = std::ranges::any_of(items, [](const AuditItem &item) {
        return item.entity == Entity::SigningKey && updated(item, "state"_L1) == "previous"_L1;
    });
    if (isRotation)
        return ChangeWords::tr("Rotated the signing keys");
    // Several deleted or created at once, as when the samples are removed.
    const AuditItem &first = leading(items);
    const auto alike = std::ranges::count_if(items, [&first](const AuditItem &item) {
        return item.entity != Entity::ClientGrant && item.action == first.action;
    });
    if (alike > 1 && first.action != Action::Updated) {
        return first.action == Action::Deleted
                   ? ChangeWords::tr("Deleted %1 and %2 more").arg(named(first), QString::number(alike - 1))
                   : ChangeWords::tr("Created %1 and %2 more").arg(named(first), QString::number(alike - 1));
    }
    return itemText(first);
}

QString changeText(const domain::ChangeSet &changes, const domain::NameLookup &names)
{
    return changeText(domain::describe(changes, names));
}

QString memberLabel(const QString &member)
{
    if (member == "name"_L1)
        return ChangeWords::tr("Name");
    if (member == "identifier"_L1)
        return ChangeWords::tr("Identifier");
    if (member == "signing_alg"_L1)
        return ChangeWords::tr("Signing Algorithm");
    if (member == "token_lifetime"_L1)
        return ChangeWords::tr("Token Expiration");
    if (member == "skip_consent_for_verifiable_first_party_clients"_L1)
        return ChangeWords::tr("Allow Skipping User Consent");
    if (member == "allow_offline_access"_L1)
        return ChangeWords::tr("Allow Offline Access");
    if (member == "previous_signing_secret"_L1)
        return ChangeWords::tr("Previous signing secret");
    if (member == "signing_secret"_L1)
        return ChangeWords::tr("Signing Secret");
    if (member == "scopes"_L1)
        return ChangeWords::tr("Scope");
    if (member == "client_secret"_L1)
        return ChangeWords::tr("Client Secret");
    if (member == "scope"_L1)
        return ChangeWords::tr("Granted Scopes");
    if (member == "private_key"_L1)
        return ChangeWords::tr("Private Key");
    if (member == "enable_apis_section"_L1)
        return ChangeWords::tr("Enable APIs Section");
    if (member == "enable_management_api"_L1)
        return ChangeWords::tr("Enable the Management API");
    if (member == "server_port"_L1)
        return ChangeWords::tr("Server Port");
    if (member == "token_lifetime_for_web"_L1)
        return ChangeWords::tr("Token Expiration for Browser Flows");
    if (member == "token_dialect"_L1)
        return ChangeWords::tr("Token Dialect");
    if (member == "enforce_policies"_L1)
        return ChangeWords::tr("Enable RBAC");
    if (member == "subject_type_authorization.user"_L1)
        return ChangeWords::tr("Access Policy for Users");
    if (member == "subject_type_authorization.client"_L1)
        return ChangeWords::tr("Access Policy for Clients");
    if (member == "app_type"_L1)
        return ChangeWords::tr("Client Type");
    if (member == "is_first_party"_L1)
        return ChangeWords::tr("First Party");
    if (member == "callbacks"_L1)
        return ChangeWords::tr("Allowed Callback URLs");
    if (member == "allowed_logout_urls"_L1)
        return ChangeWords::tr("Allowed Logout URLs");
    if (member == "web_origins"_L1)
        return ChangeWords::tr("Allowed Origins");
    if (member == "grant_types"_L1)
        return ChangeWords::tr("Grant Types");
    if (member == "token_endpoint_auth_method"_L1)
        return ChangeWords::tr("Authentication Method");
    if (member == "client_authentication_methods"_L1)
        return ChangeWords::tr("Public Keys");
    if (member == "refresh_token.rotation_type"_L1)
        return ChangeWords::tr("Refresh Token Rotation");
    if (member == "refresh_token.leeway"_L1)
        return ChangeWords::tr("Refresh Token Leeway");
    if (member == "refresh_token.expiring"_L1)
        return ChangeWords::tr("Refresh Tokens Expire");
    if (member == "refresh_token.token_lifetime"_L1)
        return ChangeWords::tr("Refresh Token Lifetime");
    if (member == "refresh_token.idle_expiring"_L1)
        return ChangeWords::tr("Refresh Tokens Expire When Idle");
    if (member == "refresh_token.idle_token_lifetime"_L1)
        return ChangeWords::tr("Refresh Token Idle Lifetime");
    if (member == "email"_L1)
        return ChangeWords::tr("Email");
    if (member == "email_verified"_L1)
        return ChangeWords::tr("Email Verified");
    if (member == "blocked"_L1)
        return ChangeWords::tr("Blocked");
    if (member == "password"_L1)
        return ChangeWords::tr("Password");
    if (member == "permissions"_L1)
        return ChangeWords::tr("Permissions");
    if (member == "state"_L1)
        return ChangeWords::tr("State");
    if (member == "https_port"_L1)
        return ChangeWords::tr("HTTPS Port");
    if (member == "authority_certificate"_L1)
        return ChangeWords::tr("Certificate Authority");
    if (member == "authority_key"_L1)
        return ChangeWords::tr("Key of the Certificate Authority");
    if (member == "subject_type"_L1)
        return ChangeWords::tr("Subject Type");
    return base::visibleText(member, 80);
}

QString changedBy(const QString &client)
{
    return ChangeWords::tr("Changes by %1").arg(base::visibleText(client, 40));
}

QString sourceWord(const QString &source)
{
    if (source == "window"_L1)
        return ChangeWords::tr("Window");
    if (source == "command line"_L1)
        return ChangeWords::tr("Command line");
    if (source == "server"_L1)
        return ChangeWords::tr("Server");
    if (source == "Management API"_L1)
        return ChangeWords::tr("Management API");
    if (source == "first start"_L1)
        return ChangeWords::tr("First start");
    return base::visibleText(source, 40);
}

} // namespace gatehouse::ui::text
