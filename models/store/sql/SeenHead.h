#pragma once

#include "models/store/Rollback.h"

#include <QByteArray>

#include <optional>

namespace gatehouse::store::sql {

/// The newest head of a store that this machine has seen, in a file outside the store: what puts an older store in its
/// place does not put that back. Nothing in it is secret: revision, time, and the head as it is sealed in the store. A
/// store at another path has a file of its own, so that a copy can be looked at beside its original.
class SeenHead
{
public:
    struct Content
    {
        Rollback::State state;
        QByteArray record;                         ///< the sealed head
        std::optional<Rollback::State> rolledBack; ///< what was found instead, until a person accepts it

        bool operator==(const Content &) const = default;
    };

    /// Of the store with this id at `storePath`. Nothing is made before write().
    SeenHead(const QString &folder, const QByteArray &storeId, const QString &storePath);

    /// Nothing where there is no such file, or one that is not whole.
    std::optional<Content> read() const;
    /// As far as the system lets it, and whether it did: without it, no rollback is reported. Not synced: what a power
    /// failure loses is seen again.
    bool write(const Content &content) const;
    void remove() const;

    const QString &path() const { return m_path; }
    /// ${XDG_STATE_HOME:-~/.local/state}/gatehouse
    static QString defaultFolder();

private:
    QString m_path;
};

} // namespace gatehouse::store::sql
