#include "ui/presenters/ConnectionTables.h"

#include "models/base/Text.h"
#include "ui/text/ConnectionText.h"
#include "ui/theme/IconSet.h"

#include <QPainter>
#include <QPixmap>

#include <utility>

namespace gatehouse::ui::presenters {

using store::remote::Connection;
using store::remote::Connections;
using store::remote::ScopeNeed;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 260;
constexpr int markExtent = 12;

} // namespace

QIcon connectionMark(const QString &color)
{
    QPixmap mark(markExtent, markExtent);
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromString(color));
    painter.drawEllipse(1, 1, markExtent - 2, markExtent - 2);
    return mark;
}

void ConnectionTable::setConnections(Connections connections)
{
    beginResetModel();
    m_connections = std::move(connections);
    endResetModel();
}

const Connection *ConnectionTable::connectionAt(int row) const
{
    return row >= 0 && row < m_connections.all.size() ? &m_connections.all.at(row) : nullptr;
}

int ConnectionTable::rowOf(const QString &name) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (connectionAt(row)->name == name)
            return row;
    }
    return -1;
}

int ConnectionTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_connections.all.size());
}

int ConnectionTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ConnectionTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Connection &connection = *connectionAt(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DecorationRole && column == Column::Name && !connection.color.isEmpty())
        return connectionMark(connection.color);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Column::Name:
        return base::visibleText(connection.name, longestShown);
    case Column::Domain:
        return base::visibleText(connection.address.domain(), longestShown);
    case Column::LogsIn:
        return connection.clientId.isEmpty() ? tr("with a pasted token") : tr("as a client");
    case Column::Mark:
        return connection.isProduction ? tr("Production") : QString();
    }
    return {};
}

QVariant ConnectionTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Name:
        return tr("Name");
    case Column::Domain:
        return tr("Domain");
    case Column::LogsIn:
        return tr("Logs in");
    case Column::Mark:
        return tr("Mark");
    }
    return {};
}

void ScopeNeedTable::setScopes(std::optional<std::optional<QStringList>> scopes)
{
    beginResetModel();
    m_scopes = std::move(scopes);
    endResetModel();
}

int ScopeNeedTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(store::remote::scopeNeeds().size());
}

int ScopeNeedTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ScopeNeedTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ScopeNeed &need = store::remote::scopeNeeds().at(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DecorationRole && column == Column::Allowed && m_scopes && *m_scopes) {
        const bool isAllowed = store::remote::missingOf(need, **m_scopes).isEmpty();
        return isAllowed ? theme::icon(u"check"_s, theme::Tone::Success) : theme::icon(u"ban"_s, theme::Tone::Warning);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Column::Feature:
        return text::featureText(need.feature);
    case Column::Needs:
        return need.scopes.join(u' ');
    case Column::Allowed:
        return m_scopes ? text::allowedText(need, *m_scopes) : tr("not tested yet");
    }
    return {};
}

QVariant ScopeNeedTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Feature:
        return tr("To");
    case Column::Needs:
        return tr("Needs");
    case Column::Allowed:
        return tr("The token allows it");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
