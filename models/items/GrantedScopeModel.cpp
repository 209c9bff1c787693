#include "models/items/GrantedScopeModel.h"

#include <QSet>

#include <algorithm>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

GrantedScopeModel::GrantedScopeModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
}

void GrantedScopeModel::setGrant(const domain::ResourceServerId &api, const domain::ClientId &client,
                                 const Draft &draft, domain::SubjectType subject)
{
    if (api != m_api) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
    }
    m_api = api;
    m_client = client;
    m_subject = subject;
    m_draft = draft;
    update();
}

void GrantedScopeModel::discard()
{
    m_draft.clear();
    update();
}

QStringList GrantedScopeModel::checkedScopes() const
{
    QStringList scopes;
    for (const Row &row : m_rows) {
        if (row.checked)
            scopes.append(row.scope.value);
    }
    return scopes;
}

void GrantedScopeModel::setChecked(const QStringList &values, bool checked)
{
    if (!m_authorized)
        return;
    for (const QString &value : values)
        m_draft.insert(value, checked);
    update();
}

QVariant GrantedScopeModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const Row &row = m_rows.at(index.row());
    const bool isValue = static_cast<Column>(index.column()) == Column::Value;
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return isValue ? row.scope.value : row.scope.description;
    case Qt::CheckStateRole:
        if (!isValue)
            return {};
        return row.checked ? Qt::Checked : Qt::Unchecked;
    case KeyRole:
        return row.scope.value;
    case FilterRole:
        return QString(row.scope.value + u'\n' + row.scope.description);
    case StateRole:
        return row.checked != row.granted ? 1 : 0;
    case GrantedRole:
        return row.granted;
    default:
        return {};
    }
}

bool GrantedScopeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !m_authorized || !isCell(index) ||
        static_cast<Column>(index.column()) != Column::Value)
        return false;
    setChecked({scopeAt(index).value}, value.toInt() == Qt::Checked);
    return true;
}

QVariant GrantedScopeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Value:
        return u"value"_s;
    case Column::Description:
        return u"description"_s;
    }
    return {};
}

Qt::ItemFlags GrantedScopeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags base = FollowsStore::flags(index) | Qt::ItemNeverHasChildren;
    if (!m_authorized)
        return base & ~Qt::ItemIsEnabled;
    return static_cast<Column>(index.column()) == Column::Value ? base | Qt::ItemIsUserCheckable : base;
}

const domain::Scope &GrantedScopeModel::scopeAt(const QModelIndex &index) const
{
    return m_rows.at(index.row()).scope;
}

QModelIndex GrantedScopeModel::indexOf(const QString &value) const
{
    return find([&value](const Row &row) { return row.scope.value == value; });
}

void GrantedScopeModel::update()
{
    const domain::ResourceServer *api = m_store.snapshot().resourceServer(m_api);
    const domain::ClientGrant *grant = m_store.snapshot().grant(m_client, m_api, m_subject);
    const bool wasAuthorized = std::exchange(m_authorized, api && grant);
    QSet<QString> granted;
    if (grant)
        granted = QSet<QString>(grant->scopes.cbegin(), grant->scopes.cend());

    QList<Row> target;
    Draft draft;
    if (api) {
        target.reserve(api->scopes.size());
        for (const domain::Scope &scope : api->scopes) {
            Row row{scope, granted.contains(scope.value), false};
            row.checked = m_authorized && m_draft.value(scope.value, row.granted);
            if (row.checked != row.granted)
                draft.insert(scope.value, row.checked);
            target.append(row);
        }
    }
    m_draft = draft; // without what is granted by now, or gone from the API
    show(target, [](const Row &row) { return row.scope.value; });
    // Rows can be checked only where there is a grant: views ask again for the flags of all of them.
    if (wasAuthorized != m_authorized && !m_rows.isEmpty())
        announceChange(0, m_rows.size() - 1);
    Q_EMIT checksChanged();
}

} // namespace gatehouse::items
