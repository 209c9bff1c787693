#include "models/items/ClientListModel.h"

#include "models/base/ListDiff.h"

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
    : QAbstractListModel(parent)
    , m_store(store)
    , m_rows(rowsOf(store.snapshot()))
{
    connect(&store, &store::ResourceServerStore::loaded, this, &ClientListModel::update);
    connect(&store, &store::ResourceServerStore::changed, this, &ClientListModel::update);
}

int ClientListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ClientListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
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
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).client.id == id)
            return index(static_cast<int>(row));
    }
    return {};
}

void ClientListModel::update()
{
    base::applyListDiff(
        m_rows, rowsOf(m_store.snapshot()), [](const Row &row) { return row.client.id.text(); },
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
