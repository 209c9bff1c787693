#pragma once

#include "models/items/ItemRoles.h"
#include "models/shelf/ShelfEntry.h"

#include <QAbstractListModel>

namespace gatehouse::items {

/// Recent tokens, newest first. A row that stays keeps its selection when others come and go. KeyRole is the record's
/// id, FilterRole what a person would look for; sentences are a presenter's.
class ShelfModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit ShelfModel(QObject *parent = nullptr);

    void setEntries(const QList<shelf::ShelfEntry> &entries);
    const shelf::ShelfEntry &entryAt(int row) const { return m_entries.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<shelf::ShelfEntry> m_entries;
};

} // namespace gatehouse::items
