#include "models/items/ConsentTableModel.h"

#include "models/base/ListDiff.h"
#include "models/issuer/ScopeDecision.h"

namespace gatehouse::items {

ConsentTableModel::ConsentTableModel(const store::ResourceServerStore &store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
{
    connect(&store, &store::ResourceServerStore::loaded, this, &ConsentTableModel::update);
    connect(&store, &store::ResourceServerStore::changed, this, &ConsentTableModel::update);
}

void ConsentTableModel::setApi(const domain::ResourceServer &api)
{
    if (api == m_api)
        return;
    m_api = api;
    update();
}

int ConsentTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConsentTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ConsentTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
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

const ConsentTableModel::Row &ConsentTableModel::rowAt(const QModelIndex &index) const
{
    return m_rows.at(index.row());
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
    base::applyListDiff(
        m_rows, target, [](const Row &row) { return QString(row.client.text() + u'\n' + row.callback); },
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
            Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), columns - 1));
        });
    Q_EMIT updated();
}

} // namespace gatehouse::items
