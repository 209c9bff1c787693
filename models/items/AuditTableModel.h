#pragma once

#include "models/base/LatestOnly.h"
#include "models/items/ItemRoles.h"
#include "models/store/ResourceServerStore.h"

#include <QAbstractTableModel>

namespace gatehouse::items {

/// Who changed what, newest first. Read in portions as a view scrolls down; what is committed meanwhile, here or by
/// another process, is inserted at the top.
class AuditTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { When, User, Source, What };
    static constexpr int columns = 4;
    /// What a row offers beside ItemRole.
    enum Role {
        ItemCountRole = Qt::UserRole + 100, ///< int: how many objects the entry touches
    };

    /// Reads the first portion as soon as a view asks (fetchMore). `store` outlives the model; `portion` is the number
    /// of entries read at once.
    explicit AuditTableModel(store::ResourceServerStore &store, int portion = 100, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// What a filter looks in: who, from where, and every object by action, kind, name and id.
    static QString filterText(const domain::AuditEntry &entry);
    /// Who made changes, of the entries that are here, each once and in order.
    QStringList users() const;
    /// `index` is valid and of this model.
    const domain::AuditEntry &entryAt(const QModelIndex &index) const;
    /// Invalid when the entry is not there (yet).
    QModelIndex indexOf(qint64 sequence) const;
    /// Reads again what is newer than the first row; called by itself after every commit.
    void refresh();

Q_SIGNALS:
    /// A portion arrived, empty or not.
    void fetched();
    void fetchFailed(const gatehouse::base::Error &error);

private:
    void fetchNewer(qint64 before);
    void insertAtTop();
    void appendOlder(const QList<domain::AuditEntry> &entries);

    store::ResourceServerStore &m_store;
    const int m_portion;
    QList<domain::AuditEntry> m_rows;
    QList<domain::AuditEntry> m_newer; ///< read and not shown yet: a gap may remain below
    base::LatestOnly<QList<domain::AuditEntry>> m_newerJob;
    bool m_fetchingOlder = false;
    bool m_fetchingNewer = false;
    bool m_refreshAgain = false;
    bool m_reachedEnd = false;
    bool m_stalled = false; ///< the last read failed: a view that asks again at once would ask for ever
};

} // namespace gatehouse::items
