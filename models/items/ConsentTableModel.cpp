#include "models/items/ConsentTableModel.h"

#include "models/issuer/ScopeDecision.h"

namespace gatehouse::items {

ConsentTableModel::ConsentTableModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
}

void ConsentTableModel::setApi(const domain::ResourceServer &api)
{
    if (api == m_api)
        return;
    m_api = api;
    update();
}

QVariant ConsentTableModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        switch (static_cast<Column>(index.column())) {
        case Column::Client:
            return row.clientName;
        case Column::Callback:
            return row.callback;
        case Column::Shown:
            return {};
        }
        return {};
    case KeyRole:
        return row.client.text();
    case StateRole:
        return static_cast<int>(row.reason);
    default:
        return {};
    }
}

void ConsentTableModel::update()
{
    const store::StoreSnapshot &tenant = m_store.snapshot();
    QList<Row> target;
    if (tenant.resourceServer(m_api.id)) {
        for (const domain::ClientApplication &client : tenant.clients) {
            if (!client.allows(domain::GrantType::AuthorizationCode) ||
                issuer::userAccessRefusal(tenant, client, {m_api}))
                continue;
            for (const QString &callback : client.callbacks) {
                target.append({.client = client.id,
                               .clientName = client.name,
                               .callback = callback,
                               .reason = issuer::consentReason({.isPrompted = false,
                                                                .redirectUri = callback,
                                                                .isFirstParty = client.isFirstParty,
                                                                .asksForApi = true,
                                                                .allApisSkip = m_api.skipConsent,
                                                                .isRemembered = false})});
            }
        }
    }
    show(target, [](const Row &row) { return QString(row.client.text() + u'\n' + row.callback); });
    Q_EMIT updated();
}

} // namespace gatehouse::items
