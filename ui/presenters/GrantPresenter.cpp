#include "ui/presenters/GrantPresenter.h"

#include "models/base/Text.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/ToolTip.h"

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

using Model = items::ClientGrantTableModel;
using Column = Model::Column;

} // namespace

GrantPresenter::GrantPresenter(items::ClientGrantTableModel &grants, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_grants(grants)
{
    setSourceModel(&grants);
}

void GrantPresenter::setUnsaved(const domain::ClientId &client, int count)
{
    if (m_unsaved.value(client) == count)
        return;
    if (count > 0)
        m_unsaved.insert(client, count);
    else
        m_unsaved.remove(client);
    const QModelIndex row = mapFromSource(m_grants.indexOf(client));
    if (row.isValid())
        Q_EMIT dataChanged(row, row.siblingAtColumn(Model::columns - 1));
}

void GrantPresenter::clearUnsaved()
{
    const QList<domain::ClientId> clients = m_unsaved.keys();
    for (const domain::ClientId &client : clients)
        setUnsaved(client, 0);
}

QString GrantPresenter::scopesText(const QModelIndex &source) const
{
    if (!m_grants.grantAt(source))
        return source.data(Model::NeededRole).toBool() ? tr("Not authorized") : tr("Not needed");
    const int granted = source.data(Model::GrantedCountRole).toInt();
    const int defined = source.data(Model::DefinedCountRole).toInt();
    QString text = granted == 0 && defined > 0         ? tr("No scopes")
                   : granted == defined && defined > 1 ? tr("All %1 scopes").arg(defined)
                   : defined == 1                      ? tr("1 of 1 scope")
                                                       : tr("%1 of %2 scopes").arg(granted).arg(defined);
    if (defined == 0)
        text = tr("The API has no scopes");
    return text;
}

QVariant GrantPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QModelIndex source = mapToSource(index);
    const domain::ClientApplication &client = m_grants.clientAt(source);
    const auto column = static_cast<Column>(index.column());
    const QString name = base::visibleText(client.name, 300);
    const int unsaved = m_unsaved.value(client.id);
    const auto scopesAloud = [&] {
        return unsaved == 0   ? scopesText(source)
               : unsaved == 1 ? tr("%1, 1 check not saved").arg(scopesText(source))
                              : tr("%1, %2 checks not saved").arg(scopesText(source)).arg(unsaved);
    };
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Column::Client:
            return name;
        case Column::Authorized:
            return {};
        case Column::Scopes:
            return unsaved > 0 ? tr("%1 ●").arg(scopesText(source)) : scopesText(source);
        }
        return {};
    case Qt::ToolTipRole:
        return widgets::plainToolTip(column == Column::Scopes ? scopesAloud()
                                                              : tr("%1\nClient ID %2").arg(name, client.id.text()));
    case Qt::DecorationRole:
        return column == Column::Client ? QVariant(theme::icon(u"client"_s)) : QVariant();
    case Qt::ForegroundRole:
        if (column == Column::Scopes && !m_grants.grantAt(source))
            return theme::toneColor(theme::Tone::TextMuted);
        return {};
    case Qt::AccessibleTextRole:
        if (column == Column::Authorized)
            return m_grants.grantAt(source) ? tr("%1 is authorized").arg(name) : tr("%1 is not authorized").arg(name);
        return column == Column::Scopes ? scopesAloud() : name;
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant GrantPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Client:
        return tr("Client");
    case Column::Authorized:
        return tr("Authorized");
    case Column::Scopes:
        return tr("Granted");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
