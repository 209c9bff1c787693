#include "models/items/UserAccessModel.h"

#include <algorithm>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

UserAccessModel::UserAccessModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
}

void UserAccessModel::setUser(const domain::UserId &user)
{
    m_user = user;
    update();
}

void UserAccessModel::setLedger(const QList<store::LoginSession> &sessions, const QList<store::RefreshFamily> &families)
{
    m_sessions = sessions;
    m_families = families;
    update();
}

int UserAccessModel::count(Kind kind) const
{
    return static_cast<int>(std::ranges::count(m_rows, kind, &Row::kind));
}

int UserAccessModel::refreshCount(const domain::ClientId &client) const
{
    return static_cast<int>(std::ranges::count_if(
        m_rows, [&](const Row &row) { return row.kind == Kind::Refresh && row.client == client; }));
}

QVariant UserAccessModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return column == Column::Client ? row.clientName : column == Column::Scopes ? row.scopes.join(u' ') : QString();
    case SortRole:
        if (column == Column::Kind)
            return static_cast<int>(row.kind);
        if (column == Column::LastUsed)
            return static_cast<qint64>(row.lastUsed.time_since_epoch().count());
        return data(index, Qt::DisplayRole);
    case KeyRole:
        return row.id;
    case StateRole:
        return static_cast<int>(row.kind);
    default:
        return {};
    }
}

void UserAccessModel::update()
{
    const store::StoreSnapshot &tenant = m_store.snapshot();
    QList<Row> target;
    for (const store::LoginSession &session : std::as_const(m_sessions)) {
        if (session.user == m_user)
            target.append({.kind = Kind::Session,
                           .id = session.id,
                           .client = {},
                           .clientName = {},
                           .apiNames = {},
                           .scopes = {},
                           .lastUsed = session.lastUsed});
    }
    for (const store::RefreshFamily &family : std::as_const(m_families)) {
        // Those of a deleted client are worth nothing, and come back with it.
        if (family.authorization.user != m_user || !tenant.client(family.authorization.client))
            continue;
        Row row{.kind = Kind::Refresh,
                .id = family.id,
                .client = family.authorization.client,
                .clientName = tenant.clientName(family.authorization.client),
                .apiNames = {},
                .scopes = family.authorization.scopes,
                .lastUsed = family.lastUsed};
        for (const domain::ResourceServerId &api : family.authorization.apis) {
            if (tenant.resourceServer(api))
                row.apiNames.append(tenant.apiName(api));
        }
        target.append(row);
    }
    for (const domain::Consent &consent : tenant.consents) {
        if (consent.userId != m_user)
            continue;
        Row row{.kind = Kind::Consent,
                .id = consent.id.text(),
                .client = consent.clientId,
                .clientName = tenant.clientName(consent.clientId),
                .apiNames = {},
                .scopes = consent.scopes,
                .lastUsed = consent.grantedAt};
        if (!consent.resourceServerId.isEmpty())
            row.apiNames.append(tenant.apiName(consent.resourceServerId));
        target.append(row);
    }
    show(target, [](const Row &row) { return QString::number(static_cast<int>(row.kind)) + row.id; });
    Q_EMIT updated();
}

} // namespace gatehouse::items
