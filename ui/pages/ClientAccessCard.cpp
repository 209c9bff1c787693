#include "ui/pages/ClientAccessCard.h"

#include "models/base/Text.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using namespace Qt::StringLiterals;
using widgets::Badge;
using widgets::PlainLabel;

ClientAccessCard::ClientAccessCard(TenantAccess access, QWidget *parent)
    : Card(tr("APIs it may call"), tr("A client gets tokens only for the APIs it is authorized for."), parent)
    , m_access(access)
{
    setObjectName(u"clientAccessCard"_s);
}

void ClientAccessCard::setClient(const domain::ClientId &client)
{
    m_client = client;
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    QList<Row> rows;
    for (const domain::ResourceServer &api : tenant.resourceServers) {
        const domain::ClientGrant *grant = tenant.grant(client, api.id);
        const domain::ClientGrant *forPeople = tenant.grant(client, api.id, domain::SubjectType::User);
        rows.append({.api = api.id,
                     .name = api.name,
                     .isSystem = api.isSystem,
                     .granted = grant ? std::optional(grant->scopes) : std::nullopt,
                     .forPeople = forPeople ? std::optional(forPeople->scopes) : std::nullopt,
                     .scopes = api.scopes.size()});
    }
    // What it may call stands first.
    std::ranges::stable_partition(rows, [](const Row &row) { return row.granted || row.forPeople; });
    const bool isOpen = tenant.tenant.apisSectionEnabled;
    if (rows == m_rows && isOpen == m_isOpen && m_list)
        return;
    m_rows = rows;
    m_isOpen = isOpen;
    delete m_list;
    m_list = new QWidget(this);
    auto *layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    for (const Row &row : std::as_const(m_rows))
        layout->addWidget(makeRow(row));
    if (!m_isOpen) {
        auto *hint =
            new PlainLabel(tr("What it may call is changed in the APIs section, which is switched off in Settings."),
                           PlainLabel::Role::Muted);
        hint->setObjectName(u"sectionOffHint"_s);
        hint->setWordWrap(true);
        layout->addWidget(hint);
    }
    body()->addWidget(m_list);
}

QWidget *ClientAccessCard::makeRow(const Row &row)
{
    const QString name = base::visibleText(row.name, 200);
    auto *widget = new QWidget(m_list);
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *title = new PlainLabel(name, PlainLabel::Role::Strong);
    title->setElideMode(Qt::ElideRight);
    QString access = tr("Not authorized");
    if (row.granted)
        access = row.scopes == 0 ? tr("This API has no scopes")
                                 : tr("%1 of %2 scopes").arg(row.granted->size()).arg(row.scopes);
    words->addWidget(title);
    words->addWidget(new PlainLabel(access, PlainLabel::Role::Muted));
    if (row.forPeople)
        words->addWidget(
            new PlainLabel(tr("In a person's name: %1 of %2 scopes").arg(row.forPeople->size()).arg(row.scopes),
                           PlainLabel::Role::Muted));
    layout->addLayout(words, 1);
    if (row.granted) {
        auto *badge = new Badge;
        badge->setSign(theme::Sign::Done, tr("Authorized"));
        layout->addWidget(badge);
    }
    if (!m_isOpen)
        return widget;
    auto *open = new QPushButton(row.granted ? tr("Change") : tr("Authorize"));
    open->setObjectName(u"openGrantButton"_s);
    open->setAccessibleName(row.granted ? tr("Change what the client may do with %1").arg(name)
                                        : tr("Authorize the client for %1").arg(name));
    theme::setButtonKind(*open, theme::ButtonKind::Link);
    layout->addWidget(open);
    connect(open, &QPushButton::clicked, this,
            [this, api = row.api] { Q_EMIT openRequested(u"api/%1/clients/%2"_s.arg(api.text(), m_client.text())); });
    return widget;
}

} // namespace gatehouse::ui::pages
