#include "models/items/ShelfModel.h"

namespace gatehouse::items {

ShelfModel::ShelfModel(QObject *parent)
    : RowListModel(parent)
{
}

void ShelfModel::setEntries(const QList<shelf::ShelfEntry> &entries)
{
    show(entries, [](const shelf::ShelfEntry &entry) { return entry.id; });
}

QVariant ShelfModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const shelf::ShelfEntry &entry = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.api.isEmpty() ? entry.issuer : entry.api;
    case KeyRole:
        return entry.id;
    case SortRole:
        return qint64(entry.keptAt.time_since_epoch().count());
    case FilterRole:
        return QStringList{entry.api, entry.issuer, entry.client, entry.algorithm}.join(u' ');
    case StateRole:
        return static_cast<int>(entry.verdict);
    default:
        return {};
    }
}

} // namespace gatehouse::items
