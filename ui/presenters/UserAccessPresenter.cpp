#include "ui/presenters/UserAccessPresenter.h"

#include "models/base/Text.h"
#include "ui/text/TimeText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/ToolTip.h"

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

using Model = items::UserAccessModel;
using Column = Model::Column;
using Kind = Model::Kind;

QString kindText(Kind kind)
{
    switch (kind) {
    case Kind::Session:
        return UserAccessPresenter::tr("Session");
    case Kind::Refresh:
        return UserAccessPresenter::tr("Refresh token");
    case Kind::Consent:
        return UserAccessPresenter::tr("Consent");
    }
    return {};
}

QString kindIcon(Kind kind)
{
    switch (kind) {
    case Kind::Session:
        return u"monitor"_s;
    case Kind::Refresh:
        return u"refresh"_s;
    case Kind::Consent:
        return u"check-circle"_s;
    }
    return {};
}

/// What it is good for: "Orders API: read:orders write:orders".
QString scopesText(const Model::Row &row)
{
    if (row.kind == Kind::Session)
        return UserAccessPresenter::tr("Signed in");
    const QString apis = base::visibleText(row.apiNames.join(u", "_s), 200);
    const QString scopes = base::visibleText(row.scopes.join(u' '), 600);
    if (apis.isEmpty())
        return scopes;
    return scopes.isEmpty() ? apis : UserAccessPresenter::tr("%1: %2").arg(apis, scopes);
}

} // namespace

UserAccessPresenter::UserAccessPresenter(items::UserAccessModel &access, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_access(access)
{
    setSourceModel(&access);
}

QVariant UserAccessPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Model::Row &row = m_access.rowAt(mapToSource(index));
    const auto column = static_cast<Column>(index.column());
    const auto text = [&]() -> QString {
        switch (column) {
        case Column::Kind:
            return kindText(row.kind);
        case Column::Client:
            return row.kind == Kind::Session ? tr("Any, in one browser") : base::visibleText(row.clientName, 200);
        case Column::Scopes:
            return scopesText(row);
        case Column::LastUsed:
            return text::localTime(row.lastUsed);
        }
        return {};
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text();
    case Qt::ToolTipRole:
        return widgets::plainToolTip(text());
    case Qt::DecorationRole:
        return column == Column::Kind ? QVariant(theme::icon(kindIcon(row.kind))) : QVariant();
    case Qt::ForegroundRole:
        return row.kind == Kind::Session && (column == Column::Client || column == Column::Scopes)
                   ? QVariant(theme::toneColor(theme::Tone::TextMuted))
                   : QVariant();
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant UserAccessPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Kind:
        return tr("Kind");
    case Column::Client:
        return tr("Client");
    case Column::Scopes:
        return tr("API and scopes");
    case Column::LastUsed:
        return tr("Last used or given");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
