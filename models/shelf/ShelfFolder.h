#pragma once

#include "models/base/Random.h"
#include "models/shelf/ShelfEntry.h"
#include "models/store/Custody.h"

namespace gatehouse::shelf {

/// How many tokens are kept, and how long one may be, in bytes.
inline constexpr qsizetype mostKeptTokens = 50;
inline constexpr qint64 longestKeptToken = qint64{1024} * 1024;

/// The folder beside a store (0700) that holds one sealed file (0600) for each kept token. The folder is the switch:
/// where there is none, nothing is kept, and nothing here but create() makes one. Everything blocks; one thread at a
/// time.
class ShelfFolder
{
public:
    /// `custody` and `random` outlive the folder. Nothing is touched before it is asked for.
    ShelfFolder(QString path, store::Custody &custody, base::RandomSource &random);

    /// `<store>.shelf`
    static QString pathFor(const QString &storePath);

    /// Reads what is there. A record that does not open (altered, moved, of another store) is counted and left alone.
    base::Result<void> load();
    /// Whether there was a folder when last looked at.
    bool exists() const { return m_exists; }
    /// Newest first.
    const QList<ShelfEntry> &entries() const { return m_entries; }
    /// How many records do not open.
    int refused() const { return static_cast<int>(m_refused.size()); }

    base::Result<void> create();
    /// Removes every record and the folder itself.
    base::Result<void> destroy();
    /// Puts a token at the top; the same token is kept once, and the oldest go. Does nothing without a folder or for a
    /// token that is too long.
    base::Result<void> keep(ShelfEntry entry, const base::Secret &token);
    /// NotFound when it is not there (any more), SealBroken when it does not open.
    base::Result<base::Secret> token(const QString &id) const;
    base::Result<void> remove(const QString &id);
    base::Result<void> removeAll();
    base::Result<void> removeRefused();

private:
    base::Result<bool> look() const;
    QString fileOf(const QString &id) const;
    base::Result<ShelfRecord> read(const QString &id) const;
    base::Result<void> write(const QString &id, const domain::SealedSecret &sealed);
    base::Result<void> unlink(const QString &id) const;

    QString m_path;
    store::Custody &m_custody;
    base::RandomSource &m_random;
    QList<ShelfEntry> m_entries;
    QStringList m_refused; ///< ids
    bool m_exists = false;
};

} // namespace gatehouse::shelf
