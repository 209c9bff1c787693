#include "ui/text/ChangeText.h"

#include "models/base/Text.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse::ui::text {

namespace {

using domain::Action;
using domain::AuditItem;
using domain::Entity;

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
            if (field.field != QLatin1String("scopes")) {
                ++otherFields;
                continue;
            }
            ++(field.before.isEmpty() ? added : field.after.isEmpty() ? removed : edited);
            const QString &text = field.after.isEmpty() ? field.before : field.after;
            const qsizetype end = text.indexOf(QLatin1String(": "));
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
    if (item.fields.size() == 1 && item.fields.constFirst().field == QLatin1String("signing_secret"))
        return ChangeWords::tr("Replaced the signing secret of %1").arg(api);
    if (item.fields.size() == 1 && item.fields.constFirst().field == QLatin1String("name"))
        return ChangeWords::tr("Renamed API %1 to %2")
            .arg(base::visibleText(item.fields.constFirst().before, 120), api);
    if (item.fields.size() == 1)
        return ChangeWords::tr("Changed %1 of %2").arg(memberLabel(item.fields.constFirst().field), api);
    return ChangeWords::tr("Changed settings of %1").arg(api);
}

QString clientUpdate(const AuditItem &item)
{
    const QString client = named(item);
    if (item.fields.size() == 1 && item.fields.constFirst().field == QLatin1String("client_secret"))
        return ChangeWords::tr("Rotated the secret of %1").arg(client);
    if (item.fields.size() == 1 && item.fields.constFirst().field == QLatin1String("name"))
        return ChangeWords::tr("Renamed client %1 to %2")
            .arg(base::visibleText(item.fields.constFirst().before, 120), client);
    return ChangeWords::tr("Changed client %1").arg(client);
}

QString tenantUpdate(const AuditItem &item)
{
    if (item.fields.size() == 1) {
        const domain::FieldChange &field = item.fields.constFirst();
        if (field.field == QLatin1String("enable_apis_section"))
            return field.after == QLatin1String("true") ? ChangeWords::tr("Enabled the APIs section")
                                                        : ChangeWords::tr("Disabled the APIs section");
        if (field.field == QLatin1String("server_port"))
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
        case Entity::ClientGrant:
            return 4;
        }
        return 5;
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
                                                : ChangeWords::tr("Changed signing key %1").arg(name);
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
    if (member == QLatin1String("name"))
        return ChangeWords::tr("Name");
    if (member == QLatin1String("identifier"))
        return ChangeWords::tr("Identifier");
    if (member == QLatin1String("signing_alg"))
        return ChangeWords::tr("Signing Algorithm");
    if (member == QLatin1String("token_lifetime"))
        return ChangeWords::tr("Token Expiration");
    if (member == QLatin1String("skip_consent_for_verifiable_first_party_clients"))
        return ChangeWords::tr("Allow Skipping User Consent");
    if (member == QLatin1String("allow_offline_access"))
        return ChangeWords::tr("Allow Offline Access");
    if (member == QLatin1String("signing_secret"))
        return ChangeWords::tr("Signing Secret");
    if (member == QLatin1String("scopes"))
        return ChangeWords::tr("Scope");
    if (member == QLatin1String("client_secret"))
        return ChangeWords::tr("Client Secret");
    if (member == QLatin1String("scope"))
        return ChangeWords::tr("Granted Scopes");
    if (member == QLatin1String("private_key"))
        return ChangeWords::tr("Private Key");
    if (member == QLatin1String("enable_apis_section"))
        return ChangeWords::tr("Enable APIs Section");
    if (member == QLatin1String("server_port"))
        return ChangeWords::tr("Server Port");
    return base::visibleText(member, 80);
}

QString fieldChangeText(const domain::FieldChange &field)
{
    const QString label = memberLabel(field.field);
    const QString before = base::visibleText(field.before, 200);
    const QString after = base::visibleText(field.after, 200);
    // A sealed secret reads alike before and after; what matters is that it was replaced.
    if (field.before == field.after)
        return ChangeWords::tr("%1: replaced").arg(label);
    if (before.isEmpty())
        return ChangeWords::tr("%1: added %2").arg(label, after);
    if (after.isEmpty())
        return ChangeWords::tr("%1: removed %2").arg(label, before);
    return ChangeWords::tr("%1: %2 → %3").arg(label, before, after);
}

QString sourceWord(const QString &source)
{
    if (source == QLatin1String("window"))
        return ChangeWords::tr("Window");
    if (source == QLatin1String("command line"))
        return ChangeWords::tr("Command line");
    if (source == QLatin1String("server"))
        return ChangeWords::tr("Server");
    if (source == QLatin1String("first start"))
        return ChangeWords::tr("First start");
    return base::visibleText(source, 40);
}

} // namespace gatehouse::ui::text
