#include "ui/pages/ClientsPage.h"

#include "models/items/ClientListModel.h"
#include "models/items/TextFilterProxy.h"
#include "ui/dialogs/CreateClientDialog.h"
#include "ui/pages/ClientDetail.h"
#include "ui/pages/TenantEdits.h"
#include "ui/presenters/ObjectRowDelegate.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/SectionHeader.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;

ClientsPage::ClientsPage(TenantAccess access, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_clients(new items::ClientListModel(access.store, this))
    , m_filtered(new items::TextFilterProxy(this))
{
    setObjectName(QStringLiteral("clientsPage"));
    m_filtered->setSourceModel(m_clients);

    auto *create =
        new QPushButton(theme::icon(QStringLiteral("add"), theme::Tone::AccentText), tr("Create client"), this);
    create->setObjectName(QStringLiteral("createClientButton"));
    theme::setButtonKind(*create, theme::ButtonKind::Primary);
    auto *header = new widgets::SectionHeader(
        tr("Clients"), tr("Programs that ask for tokens in their own name, with a client ID and a secret."));
    header->addAction(create);

    auto *split = new QSplitter(this);
    split->setObjectName(QStringLiteral("clientsSplitter"));
    split->setChildrenCollapsible(false);
    split->setHandleWidth(spacing::large);
    m_detail = new ClientDetail(access, split);
    split->addWidget(makeList());
    split->addWidget(m_detail);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 3);
    m_split = split;

    auto *empty = new widgets::EmptyState(QStringLiteral("client"), tr("No clients yet"), this);
    empty->setDetail(tr("Create one for each program that calls your APIs."));
    empty->setPrimary(tr("Create client"), QStringLiteral("add"));
    m_empty = empty;
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_split);
    m_stack->addWidget(m_empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, 0);
    layout->setSpacing(spacing::large);
    layout->addWidget(header);
    layout->addWidget(m_stack, 1);

    connect(create, &QPushButton::clicked, this, &ClientsPage::createClient);
    connect(empty, &widgets::EmptyState::primaryClicked, this, &ClientsPage::createClient);
    connect(m_detail, &ClientDetail::openRequested, this, &ClientsPage::openRequested);
    connect(m_detail, &ClientDetail::undoOffered, this, &ClientsPage::undoOffered);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_clients, signal, this, &ClientsPage::showContent); // clazy:exclude=connect-non-signal
    connect(m_clients, &QAbstractItemModel::modelReset, this, &ClientsPage::showContent);
    showContent();
}

QWidget *ClientsPage::makeList()
{
    auto *side = new QWidget(this);
    m_filter = new widgets::FilterBar(tr("Filter clients"), side);
    m_filter->edit()->setObjectName(QStringLiteral("clientsFilter"));
    m_list = new QListView(side);
    m_list->setObjectName(QStringLiteral("clientsList"));
    m_list->setAccessibleName(tr("Clients"));
    m_list->setModel(m_filtered);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new presenters::ObjectRowDelegate(
        QStringLiteral("client"),
        [](const QModelIndex &index) {
            const int grants = index.data(items::ClientListModel::GrantCountRole).toInt();
            if (grants == 0)
                return tr("Not authorized for any API");
            return grants == 1 ? tr("Authorized for 1 API") : tr("Authorized for %1 APIs").arg(grants);
        },
        m_list));
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, spacing::wide);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    side->setMinimumWidth(fontMetrics().averageCharWidth() * 28);
    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterText(text);
        m_filter->setCounts(m_filtered->rowCount(), m_clients->rowCount());
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ClientsPage::showCurrent);
    return side;
}

domain::ClientId ClientsPage::current() const
{
    return domain::ClientId(m_list->currentIndex().data(items::KeyRole).toString());
}

void ClientsPage::createClient()
{
    auto *dialog = new dialogs::CreateClientDialog(m_access.store, m_access.editor, this);
    connect(dialog, &dialogs::CreateClientDialog::created, this,
            [this](const store::TenantEditor::CreatedClient &client) {
                if (!applyEdit(m_access, client.changes))
                    return;
                m_filter->clear();
                select(client.id);
            });
    dialog->open();
}

void ClientsPage::select(const domain::ClientId &client)
{
    const QModelIndex index = m_filtered->mapFromSource(m_clients->indexOf(client));
    if (index.isValid())
        m_list->setCurrentIndex(index);
}

void ClientsPage::focusFilter()
{
    m_filter->activate();
}

void ClientsPage::showCurrent()
{
    const domain::ClientId client = current();
    m_detail->setClient(client);
    if (!client.isEmpty())
        Q_EMIT currentChanged(client);
}

void ClientsPage::showContent()
{
    m_stack->setCurrentWidget(m_clients->rowCount() == 0 ? m_empty : m_split);
    m_filter->setCounts(m_filtered->rowCount(), m_clients->rowCount());
    if (!m_list->currentIndex().isValid() && m_filtered->rowCount() > 0)
        m_list->setCurrentIndex(m_filtered->index(0, 0));
}

} // namespace gatehouse::ui::pages
