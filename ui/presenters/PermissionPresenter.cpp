#include "ui/presenters/PermissionPresenter.h"

#include "models/base/Text.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QApplication>

namespace gatehouse::ui::presenters {

namespace {

using Column = items::PermissionTableModel::Column;

} // namespace

PermissionPresenter::PermissionPresenter(items::PermissionTableModel &permissions, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_permissions(permissions)
{
    setSourceModel(&permissions);
}

QVariant PermissionPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const items::PermissionTableModel::Row &row = m_permissions.rowAt(mapToSource(index));
    const auto column = static_cast<Column>(index.column());
    const QString scope = base::visibleText(row.permission.scope, 300);
    const QString api = base::visibleText(row.apiName, 200);
    const QString text = column == Column::Scope ? scope
                         : column == Column::Api ? (row.isEnforced ? api : tr("%1 (RBAC off)").arg(api))
                                                 : base::visibleText(row.description, 600);
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return widgets::plainToolTip(text);
    case Qt::FontRole:
        return column == Column::Scope ? QVariant(widgets::monospaceFont(QApplication::font("QTableView")))
                                       : QVariant();
    case Qt::ForegroundRole:
        return column == Column::Description ? QVariant(theme::toneColor(theme::Tone::TextMuted)) : QVariant();
    case Qt::AccessibleTextRole:
        if (column != Column::Scope)
            return text;
        return row.isHeld ? tr("Permission %1 of %2, given").arg(scope, api)
                          : tr("Permission %1 of %2, not given").arg(scope, api);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant PermissionPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Scope:
        return tr("Scope");
    case Column::Api:
        return tr("API");
    case Column::Description:
        return tr("Description");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
