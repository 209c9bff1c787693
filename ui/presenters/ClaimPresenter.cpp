#include "ui/presenters/ClaimPresenter.h"

#include "models/base/Text.h"
#include "ui/presenters/PresenterRoles.h"
#include "ui/text/ClaimText.h"
#include "ui/text/IssuerText.h"
#include "ui/text/TimeText.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QGuiApplication>

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

using Column = items::ClaimTableModel::Column;

base::Instant instantOf(qint64 seconds)
{
    return base::Instant(std::chrono::seconds(seconds));
}

/// The first few of a list: a token may hold thousands of scopes.
QString joined(const QStringList &list)
{
    constexpr qsizetype shown = 40;
    QStringList parts;
    const QStringList first = list.first(std::min(list.size(), shown));
    for (const QString &part : first)
        parts.append(base::visibleText(part, 300));
    QString text = parts.join(", "_L1);
    if (list.size() > shown)
        text = ClaimPresenter::tr("%1 and %n more", nullptr, static_cast<int>(list.size() - shown)).arg(text);
    return text;
}

/// As large as the letters around it, whatever size a person has set.
QFont fixedFont()
{
    return widgets::monospaceFont(QGuiApplication::font());
}

} // namespace

ClaimPresenter::ClaimPresenter(items::ClaimTableModel &claims, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_claims(claims)
{
    setSourceModel(&claims);
}

void ClaimPresenter::setNow(base::Instant now)
{
    m_now = now;
    for (int row = 0; row < rowCount(); ++row) {
        if (m_claims.rowAt(row).seconds) {
            const QModelIndex readable = index(row, static_cast<int>(Column::Readable));
            Q_EMIT dataChanged(readable, readable);
        }
    }
}

void ClaimPresenter::setTenant(const store::StoreSnapshot &tenant)
{
    m_tenant = tenant;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, static_cast<int>(Column::Readable)),
                           index(rowCount() - 1, static_cast<int>(Column::Readable)));
}

void ClaimPresenter::setExplained(bool explained)
{
    if (explained == m_isExplained)
        return;
    m_isExplained = explained;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, static_cast<int>(Column::Readable)),
                           index(rowCount() - 1, static_cast<int>(Column::Readable)));
}

QVariant ClaimPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_claims.rowCount())
        return {};
    const items::ClaimRow &row = m_claims.rowAt(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (column != Column::Readable)
            break;
        if (const QString read = reading(row); !read.isEmpty())
            return read;
        return m_isExplained ? explanation(row) : QString();
    case DetailRole:
        if (m_isExplained && column == Column::Readable && !reading(row).isEmpty())
            return explanation(row);
        return {};
    case ToneRole:
        // What a member is for is quieter than what it says here.
        if (column == Column::Readable && reading(row).isEmpty())
            return static_cast<int>(theme::Tone::TextMuted);
        return {};
    case Qt::FontRole:
        return column == Column::Readable ? QVariant() : QVariant(fixedFont());
    case Qt::ToolTipRole:
        return widgets::plainToolTip(toolTip(row));
    case Qt::AccessibleTextRole:
        if (column == Column::Readable) {
            const QString read = reading(row);
            const QString about = explanation(row);
            return read.isEmpty() || about.isEmpty() ? read + about : tr("%1. %2").arg(read, about);
        }
        return QIdentityProxyModel::data(index, Qt::DisplayRole);
    default:
        break;
    }
    return QIdentityProxyModel::data(index, role);
}

QVariant ClaimPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Name:
        return m_claims.part() == items::ClaimTableModel::Part::Header ? tr("Parameter") : tr("Claim");
    case Column::Raw:
        return tr("Value");
    case Column::Readable:
        return tr("Meaning");
    }
    return {};
}

QString ClaimPresenter::reading(const items::ClaimRow &row) const
{
    if (row.seconds) {
        const base::Instant instant = instantOf(*row.seconds);
        const QString local = text::localTime(instant);
        return m_now ? tr("%1 · %2").arg(local, text::relativeTime(instant, *m_now)) : local;
    }
    if (m_claims.part() == items::ClaimTableModel::Part::Header)
        return {};
    if (row.kind == items::ClaimRow::Kind::List) {
        if (row.name == "aud"_L1) {
            QStringList known;
            const QStringList audiences = row.list.first(std::min<qsizetype>(row.list.size(), 40));
            for (const QString &audience : audiences) {
                if (const QString name = nameInTenant(row.name, audience); !name.isEmpty())
                    known.append(name);
            }
            if (!known.isEmpty())
                return known.join(", "_L1);
        }
        if (row.name == "scope"_L1 || row.name == "scp"_L1 || row.name == "permissions"_L1) {
            if (const QString scopes = scopesReading(row.list); !scopes.isEmpty())
                return scopes;
        }
        return joined(row.list);
    }
    if (row.kind == items::ClaimRow::Kind::Text)
        return nameInTenant(row.name, row.text);
    return {};
}

QString ClaimPresenter::scopesReading(const QStringList &scopes) const
{
    const int audience = m_claims.rowOf(u"aud"_s);
    if (audience < 0)
        return {};
    const items::ClaimRow &row = m_claims.rowAt(audience);
    const QStringList audiences = row.kind == items::ClaimRow::Kind::List ? row.list : QStringList{row.text};
    const domain::ResourceServer *api = nullptr;
    for (qsizetype i = 0; i < std::min<qsizetype>(audiences.size(), 40) && !api; ++i)
        api = m_tenant.resourceServerByIdentifier(audiences.at(i));
    if (!api)
        return {};
    constexpr qsizetype shown = 40;
    QStringList lines;
    const QStringList first = scopes.first(std::min(scopes.size(), shown));
    for (const QString &value : first) {
        const QString name = base::visibleText(value, 120);
        const domain::Scope *scope = api->scope(value);
        if (!scope)
            lines.append(tr("%1: not defined by the API").arg(name));
        else
            lines.append(scope->description.isEmpty()
                             ? name
                             : tr("%1: %2").arg(name, base::visibleText(scope->description, 160)));
    }
    if (scopes.size() > shown)
        lines.append(tr("%n more", nullptr, static_cast<int>(scopes.size() - shown)));
    return lines.join(u'\n');
}

QString ClaimPresenter::explanation(const items::ClaimRow &row) const
{
    const bool isClaim = m_claims.part() == items::ClaimTableModel::Part::Claims;
    if (const QString own = text::providerClaimText(m_provider, row.name); isClaim && !own.isEmpty())
        return own;
    return text::memberExplanation(row.name, m_claims.part() == items::ClaimTableModel::Part::Header);
}

QString ClaimPresenter::toolTip(const items::ClaimRow &row) const
{
    QStringList lines;
    if (row.seconds)
        lines.append(text::utcTime(instantOf(*row.seconds)));
    if (row.kind == items::ClaimRow::Kind::List)
        lines.append(joined(row.list));
    else if (row.kind == items::ClaimRow::Kind::Text)
        lines.append(base::visibleText(row.text, 400));
    if (const QString about = explanation(row); !about.isEmpty())
        lines.append(about);
    return lines.join(QLatin1Char('\n'));
}

QString ClaimPresenter::nameInTenant(const QString &claim, const QString &value) const
{
    if (claim == "aud"_L1) {
        if (const domain::ResourceServer *api = m_tenant.resourceServerByIdentifier(value))
            return tr("The API “%1”").arg(base::visibleText(api->name, 200));
    } else if (claim == "azp"_L1 || claim == "client_id"_L1 || claim == "sub"_L1) {
        QString id = value;
        if (claim == "sub"_L1 && id.endsWith("@clients"_L1))
            id.chop(8);
        if (const domain::ClientApplication *client = m_tenant.client(domain::ClientId(id)))
            return tr("The client “%1”").arg(base::visibleText(client->name, 200));
    }
    return {};
}

} // namespace gatehouse::ui::presenters
