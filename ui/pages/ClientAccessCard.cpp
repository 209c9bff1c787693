#include "ui/pages/ClientAccessCard.h"

#include "models/base/Text.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QHash>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using namespace Qt::StringLiterals;
using widgets::Badge;
using widgets::PlainLabel;

/// So many APIs are listed unasked, and all that a client is authorized for.
constexpr qsizetype mostUnasked = 50;

/// One API, and the step to its page.
class ClientAccessCard::RowWidget : public QWidget
{
public:
    /// `open` hears which API was chosen; without it there is no way there.
    explicit RowWidget(std::function<void(const domain::ResourceServerId &)> open, QWidget *parent);

    void fill(const Row &row);
    QPushButton *button() const { return m_open; }

private:
    Row m_row;
    PlainLabel *m_title;
    PlainLabel *m_access;
    PlainLabel *m_forPeople;
    Badge *m_badge;
    QPushButton *m_open = nullptr;
};

ClientAccessCard::RowWidget::RowWidget(std::function<void(const domain::ResourceServerId &)> open, QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel({}, PlainLabel::Role::Strong, this))
    , m_access(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_forPeople(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_badge(new Badge({}, theme::Tone::Neutral, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    m_title->setElideMode(Qt::ElideRight);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_access);
    words->addWidget(m_forPeople);
    m_forPeople->hide();
    m_badge->setSign(theme::Sign::Done, ClientAccessCard::tr("Authorized"));
    m_badge->hide();
    layout->addLayout(words, 1);
    layout->addWidget(m_badge);
    if (!open)
        return;
    m_open = new QPushButton(this);
    m_open->setObjectName(u"openGrantButton"_s);
    theme::setButtonKind(*m_open, theme::ButtonKind::Link);
    layout->addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, [this, open = std::move(open)] { open(m_row.api); });
}

void ClientAccessCard::RowWidget::fill(const Row &row)
{
    if (row == m_row)
        return;
    m_row = row;
    const QString name = base::visibleText(row.name, 200);
    m_title->setText(name);
    m_access->setText(!row.granted ? ClientAccessCard::tr("Not authorized")
                      : row.scopes == 0
                          ? ClientAccessCard::tr("This API has no scopes")
                          : ClientAccessCard::tr("%1 of %2 scopes").arg(row.granted->size()).arg(row.scopes));
    if (row.forPeople)
        m_forPeople->setText(
            ClientAccessCard::tr("In a person's name: %1 of %2 scopes").arg(row.forPeople->size()).arg(row.scopes));
    m_forPeople->setVisible(row.forPeople.has_value());
    m_badge->setVisible(row.granted.has_value());
    if (!m_open)
        return;
    m_open->setText(row.granted ? ClientAccessCard::tr("Change") : ClientAccessCard::tr("Authorize"));
    m_open->setAccessibleName(row.granted ? ClientAccessCard::tr("Change what the client may do with %1").arg(name)
                                          : ClientAccessCard::tr("Authorize the client for %1").arg(name));
}

ClientAccessCard::ClientAccessCard(TenantAccess access, QWidget *parent)
    : Card(tr("APIs it may call"), tr("A client gets tokens only for the APIs it is authorized for."), parent)
    , m_access(access)
{
    setObjectName(u"clientAccessCard"_s);
}

void ClientAccessCard::setClient(const domain::ClientId &client)
{
    if (client != m_client)
        m_showsAll = false;
    m_client = client;
    const bool isOpen = m_access.store.snapshot().tenant.apisSectionEnabled;
    if (!m_list || isOpen != m_isOpen) {
        m_isOpen = isOpen;
        makeList();
    }
    showRows(rowsOf(client));
}

QList<ClientAccessCard::Row> ClientAccessCard::rowsOf(const domain::ClientId &client) const
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    QList<Row> rows;
    QHash<domain::ResourceServerId, qsizetype> places;
    rows.reserve(tenant.resourceServers.size());
    for (const domain::ResourceServer &api : tenant.resourceServers) {
        places.insert(api.id, rows.size());
        rows.append({.api = api.id,
                     .name = api.name,
                     .isSystem = api.isSystem,
                     .granted = {},
                     .forPeople = {},
                     .scopes = api.scopes.size()});
    }
    for (const domain::ClientGrant &grant : tenant.grants) {
        const auto place = grant.clientId == client ? places.constFind(grant.resourceServerId) : places.constEnd();
        if (place != places.constEnd())
            (grant.subject == domain::SubjectType::User ? rows[*place].forPeople : rows[*place].granted) = grant.scopes;
    }
    // What it may call stands first.
    std::ranges::stable_partition(rows, [](const Row &row) { return row.granted || row.forPeople; });
    return rows;
}

void ClientAccessCard::makeList()
{
    delete m_list;
    m_rows.clear();
    m_list = new QWidget(this);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::small);
    m_layout = new QVBoxLayout;
    column->addLayout(m_layout);
    m_all = new QPushButton(m_list);
    m_all->setObjectName(u"showAllApis"_s);
    theme::setButtonKind(*m_all, theme::ButtonKind::Link);
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_showsAll = true;
        showRows(rowsOf(m_client));
    });
    column->addWidget(m_all, 0, Qt::AlignLeft);
    if (!m_isOpen) {
        auto *hint =
            new PlainLabel(tr("What it may call is changed in the APIs section, which is switched off in Settings."),
                           PlainLabel::Role::Muted);
        hint->setObjectName(u"sectionOffHint"_s);
        hint->setWordWrap(true);
        column->addWidget(hint);
    }
    body()->addWidget(m_list);
}

void ClientAccessCard::showRows(QList<Row> rows)
{
    // A thousand rows of widgets take half a second to make, and those that matter come first.
    const qsizetype all = rows.size();
    const qsizetype granted = std::ranges::count_if(rows, [](const Row &row) { return row.granted || row.forPeople; });
    if (!m_showsAll)
        rows.resize(std::min(all, std::max(mostUnasked, granted)));
    m_all->setText(tr("Show all %1 APIs").arg(QLocale().toString(all)));
    m_all->setAccessibleName(m_all->text());
    m_all->setVisible(rows.size() < all);
    while (m_rows.size() > rows.size())
        delete m_rows.takeLast();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (i == m_rows.size()) {
            std::function<void(const domain::ResourceServerId &)> open;
            if (m_isOpen)
                open = [this](const domain::ResourceServerId &api) {
                    Q_EMIT openRequested(u"api/%1/clients/%2"_s.arg(api.text(), m_client.text()));
                };
            auto *row = new RowWidget(std::move(open), m_list);
            m_layout->addWidget(row);
            // A widget that is made later comes last on the way through the page.
            if (i > 0 && row->button())
                setTabOrder(m_rows.last()->button(), row->button());
            m_rows.append(row);
        }
        m_rows[i]->fill(rows[i]);
    }
    if (!m_rows.isEmpty() && m_rows.last()->button())
        setTabOrder(m_rows.last()->button(), m_all);
}

} // namespace gatehouse::ui::pages
