#include "ui/presenters/AuditPresenter.h"

#include "models/base/Text.h"
#include "ui/text/ChangeText.h"
#include "ui/text/TimeText.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/ToolTip.h"

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

using Column = items::AuditTableModel::Column;

namespace {

QString actionIcon(const domain::AuditEntry &entry)
{
    if (entry.items.isEmpty())
        return u"edit"_s;
    switch (entry.items.first().action) {
    case domain::Action::Created:
        return u"add"_s;
    case domain::Action::Deleted:
        return u"delete"_s;
    case domain::Action::Updated:
        break;
    }
    return u"edit"_s;
}

} // namespace

AuditPresenter::AuditPresenter(items::AuditTableModel &audit, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_audit(audit)
{
    setSourceModel(&audit);
}

QVariant AuditPresenter::data(const QModelIndex &index, int role) const
{
    const QModelIndex source = mapToSource(index);
    if (!source.isValid())
        return {};
    const domain::AuditEntry &entry = m_audit.entryAt(source);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Column::When:
            return text::localTime(entry.at);
        case Column::User:
            return base::visibleText(entry.user, 100);
        case Column::Source:
            return text::sourceWord(entry.source);
        case Column::What:
            return base::visibleText(text::changeText(entry.items), 400);
        }
        return {};
    case Qt::ToolTipRole:
        if (column == Column::When)
            return widgets::plainToolTip(text::utcTime(entry.at));
        return column == Column::What ? widgets::plainToolTip(text::changeText(entry.items)) : QString();
    case Qt::DecorationRole:
        return column == Column::What ? QVariant(theme::icon(actionIcon(entry))) : QVariant();
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3: %4")
            .arg(text::localTime(entry.at), entry.user, text::sourceWord(entry.source), text::changeText(entry.items));
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant AuditPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QIdentityProxyModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Column::When:
        return tr("When");
    case Column::User:
        return tr("Who");
    case Column::Source:
        return tr("From");
    case Column::What:
        return tr("What");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
