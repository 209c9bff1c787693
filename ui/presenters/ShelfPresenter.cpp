#include "ui/presenters/ShelfPresenter.h"

#include "models/base/Text.h"
#include "ui/presenters/PresenterRoles.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/ToolTip.h"

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

/// A line each; the tool tip has room for more.
constexpr qsizetype shownLabel = 60;

} // namespace

ShelfPresenter::ShelfPresenter(items::ShelfModel &shelf, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_shelf(shelf)
{
    setSourceModel(&shelf);
}

void ShelfPresenter::setNow(base::Instant now)
{
    m_now = now;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void ShelfPresenter::setTenant(const store::StoreSnapshot &tenant)
{
    m_tenant = tenant;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

QString ShelfPresenter::title(const shelf::ShelfEntry &entry) const
{
    QStringList parts;
    if (!entry.api.isEmpty())
        parts.append(base::visibleText(entry.api, shownLabel));
    else if (!entry.issuer.isEmpty())
        parts.append(tr("from %1").arg(base::visibleText(entry.issuer, shownLabel)));
    else
        parts.append(tr("No audience and no issuer"));
    if (const domain::ClientApplication *client = m_tenant.client(domain::ClientId(entry.client)))
        parts.append(base::visibleText(client->name, shownLabel));
    else if (!entry.client.isEmpty())
        parts.append(base::visibleText(entry.client, shownLabel));
    if (!entry.algorithm.isEmpty())
        parts.append(base::visibleText(entry.algorithm, 20));
    return parts.join(u" · "_s);
}

QString ShelfPresenter::detail(const shelf::ShelfEntry &entry) const
{
    const QString then = entry.time == inspector::Time::NotJudged
                             ? tr("Then: %1").arg(text::verdictWord(entry.verdict))
                             : tr("Then: %1, %2").arg(text::verdictWord(entry.verdict), text::timeWord(entry.time));
    return tr("%1 · %2").arg(then, base::visibleText(entry.ends, 20));
}

QVariant ShelfPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shelf.rowCount())
        return {};
    const shelf::ShelfEntry &entry = m_shelf.entryAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return title(entry);
    case DetailRole:
        return detail(entry);
    case TrailingRole:
        return text::relativeTime(entry.keptAt, m_now);
    case Qt::DecorationRole:
        return theme::icon(u"inspector"_s);
    case Qt::ToolTipRole:
        return widgets::plainToolTip(
            tr("Kept %1. It is checked again when you open it.").arg(text::localTime(entry.keptAt)) + u'\n' +
            base::visibleText(entry.issuer, 200));
    case Qt::AccessibleTextRole:
        return tr("%1. %2. Kept %3.").arg(title(entry), detail(entry), text::relativeTime(entry.keptAt, m_now));
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

} // namespace gatehouse::ui::presenters
