#include "models/items/ClientListModel.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QTimeZone>

namespace gatehouse::items {

namespace {

QList<ClientListModel::Row> rowsOf(const store::StoreSnapshot &tenant)
{
    // An API once, also where a client has a grant in its own name and one in a person's.
    QHash<domain::ClientId, QSet<domain::ResourceServerId>> apis;
    for (const domain::ClientGrant &grant : tenant.grants)
        apis[grant.clientId].insert(grant.resourceServerId);
    QList<ClientListModel::Row> rows;
    rows.reserve(tenant.clients.size());
    for (const domain::ClientApplication &client : tenant.clients)
        rows.append({client, static_cast<int>(apis.value(client.id).size())});
    return rows;
}

} // namespace

ClientListModel::ClientListModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
    update();
}

QVariant ClientListModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return row.client.name;
    case KeyRole:
        return row.client.id.text();
    case FilterRole:
        return QString(row.client.name + u'\n' + row.client.id.text());
    case SampleRole:
        return row.client.isSample;
    case GrantCountRole:
        return row.grants;
    case CreatedRole:
        return QDateTime::fromMSecsSinceEpoch(row.client.createdAt.time_since_epoch().count(), QTimeZone::UTC);
    default:
        return {};
    }
}

const domain::ClientApplication &ClientListModel::clientAt(const QModelIndex &index) const
{
    return m_rows.at(index.row()).client;
}

QModelIndex ClientListModel::indexOf(const domain::ClientId &id) const
{
    return find([&id](const Row &row) { return row.client.id == id; });
}

void ClientListModel::update()
{
    show(rowsOf(m_store.snapshot()), [](const Row &row) { return row.client.id.text(); });
}

} // namespace gatehouse::items
