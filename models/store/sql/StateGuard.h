#pragma once

#include "models/store/AuditBreak.h"
#include "models/store/sql/StateSeal.h"
#include "models/store/sql/TenantHead.h"

namespace gatehouse::store::sql {

class SqlConnection;

/// What a check of a whole store found.
struct StateReport
{
    QList<TenantHead::Part> altered;      ///< what was changed by someone without the key
    std::optional<AuditBreak> auditBreak; ///< none when no entry was changed, removed or added
    Revision revision = 0;
    qint64 auditEntries = 0;
};

/// Keeps the head of a store beside its rows, and holds the rows against it: whoever can write the file and has no key
/// cannot change what verdicts and grants rest on unnoticed. Inside transactions of the caller.
class StateGuard
{
public:
    /// Without a seal nothing is written or checked, as for stores in memory. `seal` outlives this.
    StateGuard(StateSeal *seal, QString path);

    /// Gives a store without a head its first, over all that is there. StoreAltered for one that ought to have it.
    base::Result<void> begin(SqlConnection &connection);
    /// Holds what was read against the head. StoreAltered, with the names of the parts that do not fit as its detail;
    /// KeyForeign when the store belongs to another key file.
    base::Result<void> verify(SqlConnection &connection, const StoreSnapshot &tenant);
    /// Writes the head that `changes` lead to, and keeps it with kept().
    base::Result<void> advance(SqlConnection &connection, const domain::ChangeSet &changes, Revision revision,
                               const AuditRow &row);
    /// The transaction that advance() was called in has been committed.
    void kept();
    /// Of what verify() saw last, or advance() led to; as it is and as it is sealed in the store.
    const TenantHead &head() const { return m_head.head; }
    const QByteArray &record() const { return m_head.record; }
    /// The store's id; nothing without a seal, or while there is no key.
    std::optional<QByteArray> storeId() const;
    /// A head that was sealed for this store, whenever; nothing where it is not one.
    std::optional<TenantHead> opened(const QByteArray &record) const;
    /// Whether the store's audit goes through `earlier`.
    base::Result<bool> contains(SqlConnection &connection, const TenantHead &earlier);
    /// The head and the whole audit.
    base::Result<StateReport> check(SqlConnection &connection, const StoreSnapshot &tenant);

private:
    struct Sealed
    {
        TenantHead head;
        QByteArray record;
    };

    base::Result<void> fillChain(SqlConnection &connection, const TenantHead &head);
    base::Result<std::optional<Sealed>> read(SqlConnection &connection) const;
    base::Result<Sealed> write(SqlConnection &connection, const TenantHead &head);
    base::Result<HeadDigests> digests() const;

    StateSeal *m_seal;
    QString m_path;
    Sealed m_head; ///< of what verify() saw last, or advance() wrote
    Sealed m_next;
};

} // namespace gatehouse::store::sql
