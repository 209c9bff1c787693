#include "ui/presenters/ScopePresenter.h"

#include "models/base/Text.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QApplication>

namespace gatehouse::ui::presenters {

ScopePresenter::ScopePresenter(items::ScopeTableModel &scopes, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_scopes(scopes)
{
    setSourceModel(&scopes);
}

QVariant ScopePresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isValue =
        static_cast<items::ScopeTableModel::Column>(index.column()) == items::ScopeTableModel::Column::Value;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        const domain::Scope &scope = m_scopes.scopeAt(mapToSource(index));
        const QString text = base::visibleText(isValue ? scope.value : scope.description);
        return role == Qt::DisplayRole ? text : widgets::plainToolTip(text);
    }
    case Qt::FontRole:
        return isValue ? QVariant(widgets::monospaceFont(QApplication::font("QTableView"))) : QVariant();
    case Qt::AccessibleTextRole: {
        const domain::Scope &scope = m_scopes.scopeAt(mapToSource(index));
        if (!isValue)
            return scope.description.isEmpty() ? tr("No description") : base::visibleText(scope.description);
        return tr("Scope %1").arg(base::visibleText(scope.value));
    }
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant ScopePresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<items::ScopeTableModel::Column>(section)) {
    case items::ScopeTableModel::Column::Value:
        return tr("Scope");
    case items::ScopeTableModel::Column::Description:
        return tr("Description");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
