#pragma once

#include "models/store/remote/RemoteCustody.h"
#include "models/store/remote/TenantReader.h"

#include <QHash>

#include <expected>
#include <functional>

namespace gatehouse::store::remote {

/// What a tenant did not keep of an object that was written, without a word.
struct Dropped
{
    QString object;
    QStringList members;

    bool operator==(const Dropped &) const = default;
};

/// The ids that a tenant gave to what was made here under others, for as long as undo may name those.
class Aliases
{
public:
    void add(const QString &ours, const QString &theirs) { m_theirs.insert(ours, theirs); }
    /// `ours` under the id it has now: an object that was deleted and made again has had several.
    QString resolved(const QString &ours) const;

private:
    QHash<QString, QString> m_theirs;
};

/// Writes a change set into a tenant: reads what it touches first, so that what is in conflict or against a rule is
/// known before anything is sent; then sends one request after the other, reads each object back, and asks instead of
/// repeating where an answer was lost. Blocks; runs on the thread of the wire.
class TenantWriter
{
public:
    /// A failure, and whether the tenant may have changed before it.
    struct Failure
    {
        base::Error error;
        bool hasChanged = false;
    };

    TenantWriter(ManagementClient &client, TenantReader &reader, Aliases &aliases, RemoteCustody &custody,
                 StoreSnapshot known);

    /// The tenant as it then is.
    std::expected<StoreSnapshot, Failure> write(const domain::ChangeSet &changes);
    const QList<Dropped> &dropped() const { return m_dropped; }

private:
    using Planned = base::Result<void>;
    using Step = std::function<std::expected<void, WriteFailure>()>;

    Planned plan(domain::Changed<domain::ResourceServer> change);
    Planned plan(domain::Changed<domain::ClientApplication> change);
    Planned plan(domain::Changed<domain::ClientGrant> change);
    Planned plan(const domain::Changed<domain::SigningKey> &change);
    Planned plan(const domain::Changed<domain::Tenant> &change);
    Planned plan(const domain::Changed<domain::User> &change);
    Planned plan(const domain::Changed<domain::Consent> &change);

    template <typename Object> Planned planRemoval(const Object &before);
    template <typename Object> Planned planUpdate(const Object &before, const Object &after);

    template <typename Object> std::expected<void, WriteFailure> create(const Object &wanted);
    template <typename Object>
    std::expected<void, WriteFailure> update(const Read<Object> &now, const Object &wanted,
                                             const jose::JsonValue &body);
    template <typename Object> std::expected<void, WriteFailure> remove(const Object &value);
    std::expected<void, WriteFailure> updateTenant(const Read<domain::Tenant> &now, const jose::JsonValue &body);
    std::expected<void, WriteFailure> rotateSecret(const domain::ClientApplication &client);
    std::expected<void, WriteFailure> revoke(const domain::SigningKey &key);

    /// The object as the tenant has it.
    base::Result<Read<domain::ResourceServer>> read(const domain::ResourceServer &value);
    base::Result<Read<domain::ClientApplication>> read(const domain::ClientApplication &value);
    base::Result<Read<domain::ClientGrant>> read(const domain::ClientGrant &value);
    /// What the tenant made of a creation whose answer was lost, or that it says it has; NotFound where it has not.
    base::Result<Read<domain::ResourceServer>> findMade(const domain::ResourceServer &wanted);
    base::Result<Read<domain::ClientApplication>> findMade(const domain::ClientApplication &wanted);
    base::Result<Read<domain::ClientGrant>> findMade(const domain::ClientGrant &wanted);

    void translate(domain::ResourceServer &value) const;
    void translate(domain::ClientApplication &value) const;
    void translate(domain::ClientGrant &value) const;
    /// What is made by the change has no id of the tenant's yet.
    template <typename Item> void translateKnown(domain::Changed<Item> &change) const
    {
        if (!change.before)
            return;
        translate(*change.before);
        if (change.after)
            translate(*change.after);
    }
    management::Surroundings around() const;
    /// Takes the object as it was read back into the tenant, under the id it has there.
    template <typename Object> void adopt(const Object &wanted, const Object &got);
    template <typename Object> void forget(const Object &value);
    void noteDropped(const QString &object, const jose::JsonValue &sent, const jose::JsonValue &got);

    ManagementClient &m_client;
    TenantReader &m_reader;
    Aliases &m_aliases;
    RemoteCustody &m_custody;
    StoreSnapshot m_next;
    QList<Step> m_steps;
    QList<Dropped> m_dropped;
};

} // namespace gatehouse::store::remote
