#include "ui/presenters/GrantedScopePresenter.h"

#include "models/base/Text.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QApplication>

namespace gatehouse::ui::presenters {

namespace {

using Model = items::GrantedScopeModel;
using Column = Model::Column;

} // namespace

GrantedScopePresenter::GrantedScopePresenter(items::GrantedScopeModel &scopes, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_scopes(scopes)
{
    setSourceModel(&scopes);
}

QVariant GrantedScopePresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QModelIndex source = mapToSource(index);
    const bool isValue = static_cast<Column>(index.column()) == Column::Value;
    const bool unsaved = source.data(items::StateRole).toInt() != 0;
    const domain::Scope &scope = m_scopes.scopeAt(source);
    switch (role) {
    case Qt::DisplayRole: {
        const QString value = base::visibleText(scope.value, 300);
        if (!isValue)
            return base::visibleText(scope.description, 600);
        return unsaved ? tr("%1 ●").arg(value) : value;
    }
    case Qt::ToolTipRole:
        return widgets::plainToolTip(base::visibleText(isValue ? scope.value : scope.description, 600));
    case Qt::FontRole: {
        if (!isValue)
            return {};
        QFont font = widgets::monospaceFont(QApplication::font("QTableView"));
        font.setBold(unsaved);
        return font;
    }
    case Qt::ForegroundRole:
        return isValue ? QVariant() : QVariant(theme::toneColor(theme::Tone::TextMuted));
    case Qt::AccessibleTextRole: {
        const QString value = base::visibleText(scope.value, 300);
        if (!isValue)
            return base::visibleText(scope.description, 600);
        if (!m_scopes.isAuthorized())
            return tr("Scope %1, not granted because the client is not authorized").arg(value);
        const bool checked = source.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        if (unsaved)
            return checked ? tr("Scope %1, to be granted, not saved").arg(value)
                           : tr("Scope %1, to be withdrawn, not saved").arg(value);
        return checked ? tr("Scope %1, granted").arg(value) : tr("Scope %1, not granted").arg(value);
    }
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant GrantedScopePresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return static_cast<Column>(section) == Column::Value ? tr("Scope") : tr("Description");
}

} // namespace gatehouse::ui::presenters
