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

qsizetype ConnectionTable::rows() const
{
    return m_connections.all.size();
}

QStringList ConnectionTable::titles() const
{
    return {tr("Name"), tr("Domain"), tr("Logs in"), tr("Mark")};
}

QIcon ConnectionTable::mark(int row, int column) const
{
    const Connection &connection = *connectionAt(row);
    const bool isMarked = static_cast<Column>(column) == Column::Name && !connection.color.isEmpty();
    return isMarked ? connectionMark(connection.color) : QIcon();
}

QString ConnectionTable::text(int row, int column) const
{
    const Connection &connection = *connectionAt(row);
    switch (static_cast<Column>(column)) {
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

void ScopeNeedTable::setScopes(std::optional<std::optional<QStringList>> scopes)
{
    beginResetModel();
    m_scopes = std::move(scopes);
    endResetModel();
}

qsizetype ScopeNeedTable::rows() const
{
    return store::remote::scopeNeeds().size();
}

QStringList ScopeNeedTable::titles() const
{
    return {tr("To"), tr("Needs"), tr("The token allows it")};
}

QIcon ScopeNeedTable::mark(int row, int column) const
{
    if (static_cast<Column>(column) != Column::Allowed || !m_scopes || !*m_scopes)
        return {};
    const bool isAllowed = store::remote::missingOf(store::remote::scopeNeeds().at(row), **m_scopes).isEmpty();
    return isAllowed ? theme::icon(u"check"_s, theme::Tone::Success) : theme::icon(u"ban"_s, theme::Tone::Warning);
}

QString ScopeNeedTable::text(int row, int column) const
{
    const ScopeNeed &need = store::remote::scopeNeeds().at(row);
    switch (static_cast<Column>(column)) {
    case Column::Feature:
        return ui::text::featureText(need.feature);
    case Column::Needs:
        return need.scopes.join(u' ');
    case Column::Allowed:
        return m_scopes ? ui::text::allowedText(need, *m_scopes) : tr("not tested yet");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
