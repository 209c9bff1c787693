#include "ui/pages/ClientsPage.h"

#include "models/base/Text.h"
#include "models/items/ClientListModel.h"
#include "models/items/TextFilterProxy.h"
#include "models/store/BulkEdits.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/dialogs/CreateClientDialog.h"
#include "ui/pages/ClientDetail.h"
#include "ui/pages/ClientSettings.h"
#include "ui/pages/TenantEdits.h"
#include "ui/presenters/ObjectRowDelegate.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/ContentColumn.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/RowMenu.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/SelectionBar.h"
#include "ui/widgets/Toast.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

ClientsPage::ClientsPage(TenantAccess access, const jose::KeyCodec &keys, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_clients(new items::ClientListModel(access.store, this))
    , m_filtered(new items::TextFilterProxy(this))
{
    setObjectName(u"clientsPage"_s);
    m_filtered->setSourceModel(m_clients);

    auto *create = new QPushButton(theme::icon(u"add"_s, theme::Tone::AccentText), tr("Create client"), this);
    create->setObjectName(u"createClientButton"_s);
    theme::setButtonKind(*create, theme::ButtonKind::Primary);
    auto *header = new widgets::SectionHeader(
        tr("Clients"), tr("Programs that request tokens, in their own name or for a person who signs in."));
    header->addAction(create);

    auto *split = new QSplitter(this);
    split->setObjectName(u"clientsSplitter"_s);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(spacing::large);
    m_detail = new ClientDetail(access, keys);
    auto *client = new QWidget;
    auto *clientLayout = new QVBoxLayout(client);
    clientLayout->setContentsMargins(0, 0, 0, 0);
    clientLayout->setSpacing(0);
    clientLayout->addWidget(m_detail, 1);
    clientLayout->addWidget(m_detail->settings().changeBar());
    auto *noneChosen = new widgets::EmptyState(u"client"_s, tr("No client chosen"));
    noneChosen->setDetail(tr("Choose one in the list."));
    noneChosen->setObjectName(u"noClientChosen"_s);
    m_side = new QStackedWidget;
    m_side->addWidget(client);
    m_side->addWidget(noneChosen);
    split->addWidget(makeList());
    split->addWidget(m_side);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 3);
    m_split = split;

    auto *empty = new widgets::EmptyState(u"client"_s, tr("No clients yet"), this);
    empty->setDetail(tr("Create one for each program that calls your APIs."));
    empty->setPrimary(tr("Create client"), u"add"_s);
    m_empty = empty;
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_split);
    m_stack->addWidget(m_empty);

    auto *layout = widgets::ContentColumn::in(*this, {spacing::wide, spacing::large, spacing::wide, 0});
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
    m_filter->edit()->setObjectName(u"clientsFilter"_s);
    m_list = new QListView(side);
    m_list->setObjectName(u"clientsList"_s);
    m_list->setAccessibleName(tr("Clients"));
    m_list->setModel(m_filtered);
    m_filter->setResult(m_list);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto *menu = new widgets::RowMenu(*m_list);
    menu->setRemove(tr("Delete"), [this](const QModelIndexList &) { askToRemoveSelected(); });
    auto *bar = new widgets::SelectionBar(*m_list, side);
    auto *remove = new QAction(theme::icon(u"delete"_s, theme::Tone::Danger), tr("Delete"), this);
    remove->setObjectName(u"deleteSelectedClients"_s);
    bar->addBulkAction(remove);
    m_list->removeAction(remove); // the menu has one
    connect(remove, &QAction::triggered, this, &ClientsPage::askToRemoveSelected);
    auto *key = new QShortcut(QKeySequence(Qt::Key_Delete), m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, &ClientsPage::askToRemoveSelected);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new presenters::ObjectRowDelegate(
        u"client"_s,
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
    layout->addWidget(bar);
    side->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
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

bool ClientsPage::save()
{
    return m_detail->settings().save();
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

void ClientsPage::duplicateCurrent()
{
    const auto copy = store::duplicateClient(m_access.editor, m_access.store.snapshot(), current());
    if (!copy || !applyEdit(m_access, copy->changes))
        return;
    m_filter->clear();
    select(copy->id);
}

QList<domain::ClientId> ClientsPage::selected() const
{
    QList<domain::ClientId> clients;
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        clients.append(domain::ClientId(row.data(items::KeyRole).toString()));
    return clients;
}

void ClientsPage::askToRemoveSelected()
{
    const QList<domain::ClientId> clients = selected();
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const bool areAuthorized = std::ranges::any_of(
        clients, [&tenant](const domain::ClientId &client) { return !tenant.grantsOf(client).isEmpty(); });
    if (clients.isEmpty() || !areAuthorized) {
        remove(clients);
        return;
    }
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        clients.size() == 1 ? tr("Delete %1?").arg(base::visibleText(tenant.clientName(clients.first()), 200))
                            : tr("Delete %n clients?", nullptr, static_cast<int>(clients.size())),
        tr("They can no longer get tokens for the APIs they are authorized for. Tokens already issued stay valid until "
           "they expire. You can undo this."),
        tr("Delete"), {}, this);
    dialog->setObjectName(u"deleteClientsDialog"_s);
    connect(dialog, &QDialog::accepted, this, [this, clients] { remove(clients); });
    dialog->open();
}

void ClientsPage::remove(const QList<domain::ClientId> &clients)
{
    if (clients.isEmpty())
        return;
    const auto edit = store::deleteClients(m_access.editor, m_access.store.snapshot(), clients);
    if (const auto done = applyEdit(m_access, edit))
        Q_EMIT undoOffered(*done);
    else
        widgets::Toast::show(this, done.error());
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
    // Where a client goes, the list chooses its neighbour. Nobody asked for that one, and a second press on Delete
    // would delete it.
    if (const domain::ClientId shown = m_detail->client();
        !shown.isEmpty() && !m_access.store.snapshot().client(shown)) {
        showNone(shown);
        return;
    }
    const domain::ClientId client = current();
    if (client.isEmpty())
        return;
    m_deleted = {};
    m_detail->setClient(client);
    m_side->setCurrentIndex(0);
    Q_EMIT currentChanged(client);
}

void ClientsPage::showNone(const domain::ClientId &deleted)
{
    const bool hasKeyboard = m_detail->isAncestorOf(QApplication::focusWidget());
    m_deleted = deleted;
    m_detail->setClient({});
    m_side->setCurrentIndex(1);
    if (hasKeyboard)
        m_list->setFocus();
    // Later, because the list is still taking the row out.
    QMetaObject::invokeMethod(
        m_list,
        [this] {
            if (!m_deleted.isEmpty())
                m_list->selectionModel()->clear();
        },
        Qt::QueuedConnection);
    Q_EMIT currentChanged({});
}

void ClientsPage::showContent()
{
    m_stack->setCurrentWidget(m_clients->rowCount() == 0 ? m_empty : m_split);
    m_filter->setCounts(m_filtered->rowCount(), m_clients->rowCount());
    if (!m_deleted.isEmpty()) {
        if (m_access.store.snapshot().client(m_deleted))
            select(std::exchange(m_deleted, {})); // back, by Undo
    } else if (!m_list->currentIndex().isValid() && m_filtered->rowCount() > 0) {
        m_list->setCurrentIndex(m_filtered->index(0, 0));
    }
}

} // namespace gatehouse::ui::pages
