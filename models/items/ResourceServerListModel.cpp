#include "models/items/ResourceServerListModel.h"

namespace gatehouse::items {

ResourceServerListModel::ResourceServerListModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
    update();
}

QVariant ResourceServerListModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
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
    return find([&id](const domain::ResourceServer &api) { return api.id == id; });
}

void ResourceServerListModel::update()
{
    show(m_store.snapshot().resourceServers, [](const domain::ResourceServer &api) { return api.id.text(); });
}

} // namespace gatehouse::items
