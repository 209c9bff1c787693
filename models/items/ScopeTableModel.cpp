#include "models/items/ScopeTableModel.h"

#include <algorithm>
#include <optional>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

namespace {

/// The one row in which two lists of equal length differ: a scope that was renamed where it stands.
std::optional<qsizetype> onlyDifference(const QList<domain::Scope> &before, const QList<domain::Scope> &after)
{
    if (before.size() != after.size())
        return {};
    std::optional<qsizetype> found;
    for (qsizetype row = 0; row < before.size(); ++row) {
        if (before.at(row) == after.at(row))
            continue;
        if (found)
            return {};
        found = row;
    }
    return found;
}

} // namespace

ScopeTableModel::ScopeTableModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
}

void ScopeTableModel::setApi(const domain::ResourceServerId &api)
{
    if (api == m_api)
        return;
    beginResetModel();
    m_api = api;
    const domain::ResourceServer *stored = m_store.snapshot().resourceServer(api);
    m_rows = stored ? stored->scopes : QList<domain::Scope>();
    m_readOnly = stored && stored->isSystem;
    endResetModel();
}

QVariant ScopeTableModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const domain::Scope &scope = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case SortRole:
        return static_cast<Column>(index.column()) == Column::Value ? scope.value : scope.description;
    case KeyRole:
        return scope.value;
    case FilterRole:
        return QString(scope.value + u'\n' + scope.description);
    case SystemRole:
        return m_readOnly;
    default:
        return {};
    }
}

bool ScopeTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || m_readOnly || !isCell(index))
        return false;
    const QString text = value.toString();
    const domain::Scope before = scopeAt(index);
    const domain::Scope wanted = edited(index, text);
    if (wanted == before)
        return true;
    if (const domain::MaybeViolation violation = check(index, text)) {
        Q_EMIT editRefused(before.value, *violation);
        return false;
    }
    Q_EMIT editRequested(before.value, wanted);
    return true;
}

QVariant ScopeTableModel::headerData(int section, Qt::Orientation orientation, int role) const
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

Qt::ItemFlags ScopeTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags base = FollowsStore::flags(index) | Qt::ItemNeverHasChildren;
    return !m_readOnly ? base | Qt::ItemIsEditable : base;
}

const domain::Scope &ScopeTableModel::scopeAt(const QModelIndex &index) const
{
    return m_rows.at(index.row());
}

QModelIndex ScopeTableModel::indexOf(const QString &value) const
{
    return find([&value](const domain::Scope &scope) { return scope.value == value; });
}

domain::MaybeViolation ScopeTableModel::check(const QModelIndex &index, const QString &text) const
{
    QList<domain::Scope> others = m_rows;
    others.removeAt(index.row());
    return domain::checkScope(edited(index, text), others);
}

domain::Scope ScopeTableModel::edited(const QModelIndex &index, const QString &text) const
{
    domain::Scope scope = scopeAt(index);
    (static_cast<Column>(index.column()) == Column::Value ? scope.value : scope.description) = text;
    return scope;
}

void ScopeTableModel::update()
{
    const domain::ResourceServer *stored = m_store.snapshot().resourceServer(m_api);
    const QList<domain::Scope> target = stored ? stored->scopes : QList<domain::Scope>();
    m_readOnly = stored && stored->isSystem;
    if (const auto row = onlyDifference(m_rows, target)) {
        m_rows[*row] = target.at(*row);
        announceChange(*row, *row);
        return;
    }
    show(target, [](const domain::Scope &scope) { return scope.value; });
}

} // namespace gatehouse::items
