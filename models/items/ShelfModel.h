#pragma once

#include "models/items/ItemRoles.h"
#include "models/items/RowModel.h"
#include "models/shelf/ShelfEntry.h"

namespace gatehouse::items {

/// Recent tokens, newest first. A row that stays keeps its selection when others come and go. KeyRole is the record's
/// id, FilterRole what a person would look for; sentences are a presenter's.
class ShelfModel : public RowListModel<shelf::ShelfEntry>
{
    Q_OBJECT

public:
    explicit ShelfModel(QObject *parent = nullptr);

    void setEntries(const QList<shelf::ShelfEntry> &entries);
    const shelf::ShelfEntry &entryAt(int row) const { return m_rows.at(row); }

    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace gatehouse::items
