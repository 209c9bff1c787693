#include "models/items/ClientGrantTableModel.h"

#include "models/issuer/ScopeDecision.h"

#include <QHash>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

namespace {

QList<ClientGrantTableModel::Row> rowsOf(const store::StoreSnapshot &tenant, const domain::ResourceServerId &api,
                                         domain::SubjectType subject)
{
    QList<ClientGrantTableModel::Row> rows;
    const domain::ResourceServer *stored = tenant.resourceServer(api);
    if (!stored)
        return rows;
    QHash<domain::ClientId, domain::ClientGrant> grants;
    for (const domain::ClientGrant &grant : tenant.grants) {
        if (grant.resourceServerId == api && grant.subject == subject)
            grants.insert(grant.clientId, grant);
    }
    rows.reserve(tenant.clients.size());
    for (const domain::ClientApplication &client : tenant.clients) {
        const auto grant = grants.constFind(client.id);
        const bool isNeeded = subject == domain::SubjectType::Client ||
                              issuer::userGrantUse(client, *stored) != issuer::UserGrantUse::NotNeeded;
        rows.append({client, grant == grants.cend() ? std::nullopt : std::optional(*grant), isNeeded});
    }
    return rows;
}

} // namespace

ClientGrantTableModel::ClientGrantTableModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
}

void ClientGrantTableModel::setApi(const domain::ResourceServerId &api)
{
    if (api == m_api)
        return;
    m_api = api;
    update();
}

void ClientGrantTableModel::setSubject(domain::SubjectType subject)
{
    if (subject == m_subject)
        return;
    m_subject = subject;
    update();
}

QVariant ClientGrantTableModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const Row &row = m_rows.at(index.row());
    const int granted = row.grant ? static_cast<int>(row.grant->scopes.size()) : 0;
    switch (role) {
    case Qt::DisplayRole:
        switch (static_cast<Column>(index.column())) {
        case Column::Client:
            return row.client.name;
        case Column::Authorized:
            return {};
        case Column::Scopes:
            return granted;
        }
        return {};
    case Qt::CheckStateRole:
        if (static_cast<Column>(index.column()) != Column::Authorized)
            return {};
        return row.grant ? Qt::Checked : Qt::Unchecked;
    case SortRole:
        switch (static_cast<Column>(index.column())) {
        case Column::Client:
            return row.client.name;
        case Column::Authorized:
            return row.grant.has_value();
        case Column::Scopes:
            return row.grant ? granted : -1;
        }
        return {};
    case KeyRole:
        return row.client.id.text();
    case FilterRole:
        return QString(row.client.name + u'\n' + row.client.id.text());
    case SampleRole:
        return row.client.isSample;
    case StateRole:
        return row.grant ? 1 : 0;
    case GrantedCountRole:
        return granted;
    case DefinedCountRole:
        return m_definedScopes;
    case NeededRole:
        return row.isNeeded;
    default:
        return {};
    }
}

bool ClientGrantTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !isCell(index) || static_cast<Column>(index.column()) != Column::Authorized)
        return false;
    const bool authorized = value.toInt() == Qt::Checked;
    const Row &row = m_rows.at(index.row());
    if (authorized != row.grant.has_value()) {
        const domain::ClientId client = row.client.id; // the row may move while the request is met
        Q_EMIT authorizeRequested(client, authorized);
    }
    return true;
}

QVariant ClientGrantTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Client:
        return u"client"_s;
    case Column::Authorized:
        return u"authorized"_s;
    case Column::Scopes:
        return u"scopes"_s;
    }
    return {};
}

Qt::ItemFlags ClientGrantTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags base = FollowsStore::flags(index) | Qt::ItemNeverHasChildren;
    return static_cast<Column>(index.column()) == Column::Authorized ? base | Qt::ItemIsUserCheckable : base;
}

const domain::ClientApplication &ClientGrantTableModel::clientAt(const QModelIndex &index) const
{
    return m_rows.at(index.row()).client;
}

const domain::ClientGrant *ClientGrantTableModel::grantAt(const QModelIndex &index) const
{
    const Row &row = m_rows.at(index.row());
    return row.grant ? &*row.grant : nullptr;
}

QModelIndex ClientGrantTableModel::indexOf(const domain::ClientId &client) const
{
    return find([&client](const Row &row) { return row.client.id == client; });
}

void ClientGrantTableModel::update()
{
    show(rowsOf(m_store.snapshot(), m_api, m_subject), [](const Row &row) { return row.client.id.text(); });
    // "2 of 3 scopes" is shown in every row: it changes with the API, not with the row.
    const domain::ResourceServer *stored = m_store.snapshot().resourceServer(m_api);
    const int defined = stored ? static_cast<int>(stored->scopes.size()) : 0;
    if (defined == m_definedScopes)
        return;
    m_definedScopes = defined;
    if (!m_rows.isEmpty()) {
        const int column = static_cast<int>(Column::Scopes);
        Q_EMIT dataChanged(index(0, column), index(static_cast<int>(m_rows.size()) - 1, column),
                           {DefinedCountRole, Qt::DisplayRole});
    }
}

} // namespace gatehouse::items
