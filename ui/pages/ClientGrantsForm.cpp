// How the Non Interactive Clients page looks: its panes, tables, names and order. What it does stands in
// ClientGrantsPage.cpp.
#include "ui/pages/ClientGrantsPage.h"

#include "ui/presenters/CheckRowDelegate.h"
#include "ui/presenters/SwitchDelegate.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ScrollColumn.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/SelectionBar.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;

using GrantColumn = items::ClientGrantTableModel::Column;
using ScopeColumn = items::GrantedScopeModel::Column;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

ClientGrantsPage::ClientGrantsPage(TenantAccess access, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_grants(access.store)
    , m_grantPresenter(m_grants)
    , m_scopes(access.store)
    , m_scopePresenter(m_scopes)
    , m_banner(new widgets::ErrorBanner)
    , m_stack(new QStackedWidget)
    , m_changes(new widgets::ChangeBar)
{
    m_filteredGrants.setSourceModel(&m_grantPresenter);
    m_filteredScopes.setSourceModel(&m_scopePresenter);

    auto *panes = new QSplitter;
    panes->setChildrenCollapsible(false);
    panes->setHandleWidth(spacing::large);
    panes->setProperty("surface", u"bare"_s);
    panes->addWidget(makeClientPane());
    panes->addWidget(makeScopePane());
    panes->setStretchFactor(0, 1);
    panes->setStretchFactor(1, 1);
    m_noClients = new widgets::EmptyState(u"client"_s, tr("There are no clients yet"));
    m_noClients->setDetail(
        tr("A client is a program that asks for tokens with an id and a secret of its own. Create one, then "
           "authorize it for this API."));
    m_noClients->setPrimary(tr("Create client"), u"add"_s);
    auto *grants = new QWidget;
    auto *grantsLayout = new QVBoxLayout(grants);
    grantsLayout->setContentsMargins(0, 0, 0, 0);
    grantsLayout->setSpacing(spacing::medium);
    grantsLayout->addWidget(makeSubjectRow());
    grantsLayout->addWidget(panes, 1);
    m_stack->addWidget(grants);
    m_stack->addWidget(m_noClients);

    // Scrolls where a small screen and large text leave the tables no room.
    auto *content = new widgets::ScrollColumn;
    content->setMargins({spacing::wide, spacing::large, spacing::wide, spacing::large});
    QVBoxLayout *contentLayout = content->column();
    contentLayout->setSpacing(spacing::medium);
    contentLayout->addWidget(m_banner);
    contentLayout->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(content, 1);
    layout->addWidget(m_changes);
    nameWidgets();
    connectTables();
    connectStore();
    showState();
}

QWidget *ClientGrantsPage::makeSubjectRow()
{
    m_subjects = new widgets::SegmentedControl(tr("In whose name clients are authorized"));
    m_subjects->addChoice(tr("In the client's own name"));
    m_subjects->addChoice(tr("In a person's name"));
    m_hint = new PlainLabel({}, PlainLabel::Role::Muted);
    m_hint->setWordWrap(true);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_subjects, 0, Qt::AlignVCenter);
    layout->addWidget(m_hint, 1);
    return row;
}

QWidget *ClientGrantsPage::makeClientPane()
{
    m_clientFilter = new widgets::FilterBar(tr("Filter clients"));
    m_newClient = new QPushButton(tr("New client"));
    m_newClient->setIcon(theme::icon(u"add"_s));
    m_clientFilter->addWidget(m_newClient);
    m_clientTable = new widgets::EditableTableView(tr("Clients"));
    m_clientTable->setModel(&m_filteredGrants);
    m_clientTable->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_clientTable->setItemDelegateForColumn(static_cast<int>(GrantColumn::Authorized),
                                            new presenters::SwitchDelegate(m_clientTable));
    const int character = fontMetrics().averageCharWidth();
    m_clientTable->setColumnWidth(static_cast<int>(GrantColumn::Authorized), character * 15);
    m_clientTable->setColumnWidth(static_cast<int>(GrantColumn::Scopes), character * 22);
    m_clientTable->setStretchColumn(static_cast<int>(GrantColumn::Client));
    auto *noMatch = new widgets::EmptyState(u"search"_s, tr("No client matches the filter"));
    noMatch->setLink(tr("Clear filter"));
    connect(noMatch, &widgets::EmptyState::linkClicked, m_clientFilter, &widgets::FilterBar::clear);
    m_clientTable->setEmptyState(noMatch);
    m_selection = new widgets::SelectionBar(*m_clientTable);
    const auto addBulk = [this](const QString &text, const QString &icon, const char *name, bool authorized) {
        auto *action = new QAction(theme::icon(icon), text, this);
        action->setObjectName(QLatin1StringView(name));
        m_selection->addBulkAction(action);
        connect(action, &QAction::triggered, this, [this, authorized] { setSelectedAuthorized(authorized); });
    };
    addBulk(tr("Authorize"), u"check"_s, "authorizeSelected", true);
    addBulk(tr("Withdraw"), u"ban"_s, "withdrawSelected", false);
    m_clientTable->rememberAs(u"clients-of-an-api"_s, m_access.settings);
    m_clientFilter->setResult(m_clientTable);

    auto *pane = new QWidget;
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_clientFilter);
    m_clientTable->keepRoomForRows();
    layout->addWidget(m_clientTable, 1);
    layout->addWidget(m_selection);
    return pane;
}

QWidget *ClientGrantsPage::makeScopePane()
{
    m_clientName = new PlainLabel({}, PlainLabel::Role::Heading);
    m_clientName->setElideMode(Qt::ElideRight);
    m_clientId = new PlainLabel({}, PlainLabel::Role::Mono);
    m_clientId->setTone(theme::Tone::TextMuted);
    m_clientId->setElideMode(Qt::ElideMiddle);
    auto *copyId = new widgets::CopyButton(tr("Client ID"), [this] { return m_scopes.client().text(); });
    copyId->setObjectName(u"copyGrantClientIdButton"_s);
    auto *authorizedWord = new PlainLabel(tr("Authorized"), PlainLabel::Role::Strong);
    m_authorized = new widgets::ToggleSwitch(tr("Authorized"));
    m_explanation = new PlainLabel({}, PlainLabel::Role::Muted);
    m_explanation->setWordWrap(true);
    m_scopeFilter = new widgets::FilterBar(tr("Filter scopes"));
    m_all = new QPushButton(tr("All"));
    m_none = new QPushButton(tr("None"));
    m_all->setAccessibleName(tr("Check all scopes shown"));
    m_none->setAccessibleName(tr("Uncheck all scopes shown"));
    m_scopeFilter->addWidget(m_all);
    m_scopeFilter->addWidget(m_none);
    m_scopeTable = new widgets::EditableTableView(tr("Scopes of the client"));
    m_scopeTable->setModel(&m_filteredScopes);
    m_scopeTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_scopeTable->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_scopeTable->setItemDelegate(new presenters::CheckRowDelegate(m_scopeTable));
    m_scopeTable->setProperty("surface", u"plain"_s);
    m_scopeTable->setColumnWidth(static_cast<int>(ScopeColumn::Value), fontMetrics().averageCharWidth() * 32);
    m_scopeTable->setStretchColumn(static_cast<int>(ScopeColumn::Description));
    m_noScopes = new widgets::EmptyState(u"scope"_s, {});
    m_scopeTable->setEmptyState(m_noScopes);
    m_scopeTable->rememberAs(u"scopes-of-a-grant"_s, m_access.settings);
    m_scopeFilter->setResult(m_scopeTable);
    m_checkedCount = new PlainLabel({}, PlainLabel::Role::Muted);

    auto *idRow = new QHBoxLayout;
    idRow->setSpacing(spacing::tight);
    idRow->addWidget(m_clientId);
    idRow->addWidget(copyId);
    idRow->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_clientName);
    words->addLayout(idRow);
    auto *authorize = new QHBoxLayout;
    authorize->setSpacing(spacing::small);
    authorize->addWidget(authorizedWord);
    authorize->addWidget(m_authorized);
    auto *head = new QHBoxLayout;
    head->setSpacing(spacing::small);
    head->addLayout(words, 1);
    head->addSpacing(spacing::medium);
    head->addLayout(authorize);
    head->setAlignment(authorize, Qt::AlignTop);

    auto *pane = new QFrame;
    pane->setProperty("surface", u"card"_s);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::medium);
    layout->setSpacing(spacing::medium);
    layout->addLayout(head);
    layout->addWidget(m_explanation);
    layout->addWidget(m_scopeFilter);
    m_scopeTable->keepRoomForRows();
    layout->addWidget(m_scopeTable, 1);
    layout->addWidget(m_checkedCount);
    return pane;
}

void ClientGrantsPage::connectTables()
{
    connect(m_subjects, &widgets::SegmentedControl::chosen, this, &ClientGrantsPage::takeSubject);
    connect(m_clientFilter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filteredGrants.setFilterText(text);
        selectSomeClient();
        showState();
    });
    connect(m_scopeFilter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filteredScopes.setFilterText(text);
        showState();
    });
    connect(m_clientTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ClientGrantsPage::showCurrentClient);
    connect(m_noScopes, &widgets::EmptyState::linkClicked, this, [this] {
        if (m_scopes.rowCount() > 0)
            m_scopeFilter->clear();
        else
            Q_EMIT openScopesRequested();
    });
    // The space bar turns the switch of the current client, whichever cell is current.
    auto *space = new QShortcut(Qt::Key_Space, m_clientTable, nullptr, nullptr, Qt::WidgetShortcut);
    connect(space, &QShortcut::activated, this, [this] {
        const QModelIndex current = m_clientTable->currentIndex();
        if (const auto rows = m_clientTable->selectedRows(); rows.size() > 1)
            setSelectedAuthorized(!m_scopes.isAuthorized());
        else if (current.isValid())
            presenters::toggleCheck(&m_filteredGrants,
                                    current.siblingAtColumn(static_cast<int>(GrantColumn::Authorized)));
    });
}

void ClientGrantsPage::connectStore()
{
    connect(&m_grants, &items::ClientGrantTableModel::authorizeRequested, this, &ClientGrantsPage::setAuthorized);
    connect(&m_scopes, &items::GrantedScopeModel::checksChanged, this, &ClientGrantsPage::keepDraft);
    // clicked, not toggled: the switch also moves when the store says so.
    connect(m_authorized, &QAbstractButton::clicked, this,
            [this](bool authorized) { setAuthorized(m_scopes.client(), authorized); });
    connect(m_all, &QPushButton::clicked, this, [this] { checkShown(true); });
    connect(m_none, &QPushButton::clicked, this, [this] { checkShown(false); });
    connect(m_newClient, &QPushButton::clicked, this, &ClientGrantsPage::createClientRequested);
    connect(m_noClients, &widgets::EmptyState::primaryClicked, this, &ClientGrantsPage::createClientRequested);
    connect(m_changes, &widgets::ChangeBar::saveRequested, this, &ClientGrantsPage::save);
    connect(m_changes, &widgets::ChangeBar::discardRequested, this, &ClientGrantsPage::discard);
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &ClientGrantsPage::onStoreChanged);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &ClientGrantsPage::onStoreChanged);
    connect(&drafts(), &editing::Drafts::changed, this, &ClientGrantsPage::onDraftChanged);
}

void ClientGrantsPage::nameWidgets()
{
    setObjectName(u"clientGrantsPage"_s);
    m_banner->setObjectName(u"grantsBanner"_s);
    m_subjects->setObjectName(u"grantSubjects"_s);
    m_subjects->button(static_cast<int>(domain::SubjectType::Client))->setObjectName(u"ownNameGrantsButton"_s);
    m_subjects->button(static_cast<int>(domain::SubjectType::User))->setObjectName(u"personGrantsButton"_s);
    m_hint->setObjectName(u"grantSubjectHint"_s);
    m_noClients->setObjectName(u"noClientsState"_s);
    m_noClients->primaryButton()->setObjectName(u"createFirstClientButton"_s);
    m_clientFilter->edit()->setObjectName(u"grantClientFilterEdit"_s);
    m_newClient->setObjectName(u"newGrantClientButton"_s);
    m_clientTable->setObjectName(u"clientGrantTable"_s);
    m_authorized->setObjectName(u"authorizedSwitch"_s);
    m_explanation->setObjectName(u"authorizedExplanation"_s);
    m_scopeFilter->edit()->setObjectName(u"grantScopeFilterEdit"_s);
    m_all->setObjectName(u"checkAllScopesButton"_s);
    m_none->setObjectName(u"checkNoScopesButton"_s);
    m_scopeTable->setObjectName(u"grantedScopeTable"_s);
    m_checkedCount->setObjectName(u"checkedScopeCount"_s);
    m_changes->setObjectName(u"grantsChangeBar"_s);
    m_changes->saveButton()->setObjectName(u"saveGrantsButton"_s);
    m_changes->discardButton()->setObjectName(u"discardGrantsButton"_s);
}

} // namespace gatehouse::ui::pages
