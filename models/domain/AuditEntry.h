#pragma once

#include "models/base/Clock.h"
#include "models/domain/ChangeSet.h"

#include <QList>
#include <QString>

namespace gatehouse::domain {

/// Which kind of object an audit item speaks of.
enum class Entity { Api, Client, ClientGrant, SigningKey, Tenant, User, Consent };
enum class Action { Created, Updated, Deleted };

/// One field's change, in words fit for the trail: a secret is "(sealed)", never its value.
struct FieldChange
{
    QString field; ///< the Management API's name of the member: "token_lifetime", "scopes"
    QString before;
    QString after;

    bool operator==(const FieldChange &) const = default;
};

struct AuditItem
{
    Entity entity = Entity::Api;
    Action action = Action::Created;
    QString id;
    QString name; ///< as it was at the time; hostile text
    QList<FieldChange> fields;

    bool operator==(const AuditItem &) const = default;
};

/// One committed change set: who, when, from where, what.
struct AuditEntry
{
    qint64 sequence = 0;
    base::Instant at;
    QString user;   ///< the account on this machine
    QString source; ///< "window", "command line", "server", "first start"
    QList<AuditItem> items;

    bool operator==(const AuditEntry &) const = default;
};

/// What a change set does, item by item, as the audit, the undo menu and the command line tell it. Grants name the
/// client and the API by `nameOf`, which answers with a name for an id.
struct NameLookup
{
    virtual ~NameLookup() = default;
    virtual QString clientName(const ClientId &id) const = 0;
    virtual QString apiName(const ResourceServerId &id) const = 0;
    virtual QString userName(const UserId &id) const = 0;
};
QList<AuditItem> describe(const ChangeSet &changes, const NameLookup &names);

QString entityName(Entity entity);
QString actionName(Action action);
std::optional<Entity> parseEntity(const QString &name);
std::optional<Action> parseAction(const QString &name);

} // namespace gatehouse::domain
