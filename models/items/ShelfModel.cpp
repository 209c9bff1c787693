#include "models/items/ShelfModel.h"

#include "models/base/ListDiff.h"

namespace gatehouse::items {

ShelfModel::ShelfModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ShelfModel::setEntries(const QList<shelf::ShelfEntry> &entries)
{
    base::applyListDiff(
        m_entries, entries, [](const shelf::ShelfEntry &entry) { return entry.id; },
        [this](qsizetype first, qsizetype last, const auto &insert) {
            beginInsertRows({}, static_cast<int>(first), static_cast<int>(last));
            insert();
            endInsertRows();
        },
        [this](qsizetype first, qsizetype last, const auto &remove) {
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
            remove();
            endRemoveRows();
        },
        [this](qsizetype row) {
            const QModelIndex changed = index(static_cast<int>(row));
            Q_EMIT dataChanged(changed, changed);
        });
}

int ShelfModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ShelfModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const shelf::ShelfEntry &entry = m_entries.at(index.row());
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
