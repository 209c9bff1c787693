#include "models/items/ResourceServerListModel.h"

#include "models/base/ListDiff.h"

namespace gatehouse::items {

ResourceServerListModel::ResourceServerListModel(const store::ResourceServerStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_rows(store.snapshot().resourceServers)
{
    connect(&store, &store::ResourceServerStore::loaded, this, &ResourceServerListModel::update);
    connect(&store, &store::ResourceServerStore::changed, this, &ResourceServerListModel::update);
}

int ResourceServerListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ResourceServerListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const domain::ResourceServer &api = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return api.name;
    case KeyRole:
        return api.id.text();
    case FilterRole:
        return QString(api.name + u'\n' + api.identifier);
    case SystemRole:
        return api.isSystem;
    case SampleRole:
        return api.isSample;
    case IdentifierRole:
        return api.identifier;
    case AlgorithmRole:
        return static_cast<int>(api.signingAlgorithm);
    case ScopeCountRole:
        return static_cast<int>(api.scopes.size());
    default:
        return {};
    }
}

const domain::ResourceServer &ResourceServerListModel::apiAt(const QModelIndex &index) const
{
    return m_rows.at(index.row());
}

QModelIndex ResourceServerListModel::indexOf(const domain::ResourceServerId &id) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).id == id)
            return index(static_cast<int>(row));
    }
    return {};
}

void ResourceServerListModel::update()
{
    base::applyListDiff(
        m_rows, m_store.snapshot().resourceServers, [](const domain::ResourceServer &api) { return api.id.text(); },
        [this](qsizetype first, qsizetype last, auto insert) {
            beginInsertRows({}, static_cast<int>(first), static_cast<int>(last));
            insert();
            endInsertRows();
        },
        [this](qsizetype first, qsizetype last, auto remove) {
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
            remove();
            endRemoveRows();
        },
        [this](qsizetype row) {
            const QModelIndex changed = index(static_cast<int>(row));
            Q_EMIT dataChanged(changed, changed);
        });
}

} // namespace gatehouse::items
