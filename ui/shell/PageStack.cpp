#include "ui/shell/PageStack.h"

#include "ui/dialogs/CreateResourceServerDialog.h"
#include "ui/pages/ActivityPage.h"
#include "ui/pages/ClientsPage.h"
#include "ui/pages/ConnectionsPage.h"
#include "ui/pages/InspectorPage.h"
#include "ui/pages/IssuersPage.h"
#include "ui/pages/ManagementApiPage.h"
#include "ui/pages/ResourceServerPage.h"
#include "ui/pages/TenantEdits.h"
#include "ui/pages/TenantSettingsPage.h"
#include "ui/pages/UsersPage.h"
#include "ui/widgets/FilterBar.h"

#include <QScopedValueRollback>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

using Section = PageAddress::Section;

bool PageParts::has(Section section) const
{
    switch (section) {
    case Section::Users:
        return desk != nullptr;
    case Section::Management:
        return !remote;
    case Section::Connections:
        return connections != nullptr;
    case Section::Activity:
        return access.store.capabilities().audit;
    default:
        return true;
    }
}

PageStack::PageStack(PageParts parts, QWidget *parent)
    : QStackedWidget(parent)
    , m_parts(std::move(parts))
    , m_shelf(m_parts.access.clock)
    , m_calls(m_parts.access.clock)
{
    setObjectName(u"pageStack"_s);
    connect(&m_parts.access.store, &store::ResourceServerStore::changed, this, &PageStack::leaveDeletedApi);
    connect(&m_parts.server, &pages::ServerControl::managementCalled, &m_calls, &items::ManagementCallModel::add);
}

void PageStack::open(const PageAddress &address)
{
    const QScopedValueRollback<bool> opening(m_opening, true);
    PageAddress wanted = m_parts.has(address.section) ? address : PageAddress{};
    if (wanted.section == Section::Apis && !m_parts.access.store.snapshot().tenant.apisSectionEnabled)
        wanted = {.section = Section::Clients};
    switch (wanted.section) {
    case Section::Apis:
        openApi(wanted);
        return;
    case Section::Clients:
        if (!wanted.client.isEmpty())
            clientsPage().select(wanted.client);
        wanted.client = clientsPage().current();
        arriveAt(wanted, m_clients);
        return;
    case Section::Users:
        if (!wanted.user.isEmpty())
            usersPage().select(wanted.user);
        wanted.user = usersPage().current();
        arriveAt(wanted, m_users);
        return;
    case Section::Management:
        arriveAt(wanted, &managementPage());
        return;
    case Section::Issuers:
        arriveAt(wanted, &issuersPage());
        return;
    case Section::Connections:
        arriveAt(wanted, &connectionsPage());
        return;
    case Section::Inspector:
        arriveAt(wanted, &inspectorPage());
        return;
    case Section::Activity:
        if (!m_activity) {
            m_activity = new pages::ActivityPage(m_parts.access);
            addWidget(m_activity);
            connect(m_activity, &pages::ActivityPage::undoOffered, this, &PageStack::undoOffered);
        }
        arriveAt(wanted, m_activity);
        return;
    case Section::Settings:
        if (!m_settings) {
            m_settings = new pages::TenantSettingsPage(m_parts.access, m_parts.server, m_parts.desk, m_parts.keys,
                                                       m_parts.storePath, m_parts.recent);
            addWidget(m_settings);
            connect(m_settings, &pages::TenantSettingsPage::themeChosen, this, &PageStack::themeChosen);
            connect(m_settings, &pages::TenantSettingsPage::undoOffered, this, &PageStack::undoOffered);
        }
        arriveAt(wanted, m_settings);
        return;
    }
}

void PageStack::openApi(const PageAddress &address)
{
    const store::StoreSnapshot &tenant = m_parts.access.store.snapshot();
    domain::ResourceServerId api = address.api.isEmpty() ? m_lastApi : address.api;
    if (!tenant.resourceServer(api))
        api = firstApi();
    pages::ResourceServerPage &page = makeApiPage();
    page.setApi(api);
    if (!address.tab.isEmpty())
        page.openTab(address.tab);
    if (!address.client.isEmpty() && api == address.api)
        page.selectClient(address.client);
    m_lastApi = api;
    arriveAt({.section = Section::Apis, .api = api, .tab = page.currentTab()}, &page);
}

pages::ResourceServerPage &PageStack::makeApiPage()
{
    if (m_api)
        return *m_api;
    m_api = new pages::ResourceServerPage(m_parts.access, m_parts.server, m_parts.flow, m_shelf, m_parts.logins);
    addWidget(m_api);
    using Page = pages::ResourceServerPage;
    connect(m_api, &Page::tabChanged, this, [this](const QString &tab) {
        if (!m_opening && currentWidget() == m_api)
            arriveAt({.section = Section::Apis, .api = m_api->api(), .tab = tab}, m_api);
    });
    connect(m_api, &Page::undoOffered, this, &PageStack::undoOffered);
    connect(m_api, &Page::createClientRequested, this, [this] {
        open({.section = Section::Clients});
        m_clients->createNew();
    });
    connect(m_api, &Page::tokenReceived, this,
            [this](const domain::ClientId &client, const domain::ResourceServerId &api) {
                m_lastTest = {client, api};
                Q_EMIT tokenReceived();
            });
    connect(m_api, &Page::openInInspectorRequested, this, &PageStack::inspectToken);
    return *m_api;
}

pages::ClientsPage &PageStack::clientsPage()
{
    if (m_clients)
        return *m_clients;
    m_clients = new pages::ClientsPage(m_parts.access, m_parts.keys);
    addWidget(m_clients);
    using Page = pages::ClientsPage;
    connect(m_clients, &Page::openRequested, this, [this](const QString &text) {
        if (const std::optional<PageAddress> address = PageAddress::parse(text))
            open(*address);
    });
    connect(m_clients, &Page::undoOffered, this, &PageStack::undoOffered);
    connect(m_clients, &Page::currentChanged, this, [this](const domain::ClientId &client) {
        if (!m_opening && currentWidget() == m_clients)
            arriveAt({.section = Section::Clients, .client = client}, m_clients);
    });
    return *m_clients;
}

pages::UsersPage &PageStack::usersPage()
{
    if (m_users)
        return *m_users;
    m_users = new pages::UsersPage(m_parts.access, *m_parts.desk);
    addWidget(m_users);
    using Page = pages::UsersPage;
    connect(m_users, &Page::undoOffered, this, &PageStack::undoOffered);
    connect(m_users, &Page::currentChanged, this, [this](const domain::UserId &user) {
        if (!m_opening && currentWidget() == m_users)
            arriveAt({.section = Section::Users, .user = user}, m_users);
    });
    return *m_users;
}

pages::ManagementApiPage &PageStack::managementPage()
{
    if (!m_management) {
        m_management = new pages::ManagementApiPage(m_parts.access, m_parts.server, m_parts.flow, m_calls);
        addWidget(m_management);
        connect(m_management, &pages::ManagementApiPage::undoOffered, this, &PageStack::undoOffered);
    }
    return *m_management;
}

pages::IssuersPage &PageStack::issuersPage()
{
    if (!m_issuers) {
        m_issuers = new pages::IssuersPage(m_parts.issuers);
        addWidget(m_issuers);
    }
    return *m_issuers;
}

pages::ConnectionsPage &PageStack::connectionsPage()
{
    if (!m_connections) {
        m_connections = new pages::ConnectionsPage(*m_parts.connections);
        addWidget(m_connections);
    }
    return *m_connections;
}

pages::InspectorPage &PageStack::inspectorPage()
{
    if (!m_inspector) {
        m_inspector = new pages::InspectorPage(m_parts.access, m_parts.server, m_parts.inspector, m_parts.keys,
                                               {.http = &m_parts.flow.http,
                                                .privateKeys = m_parts.privateKeys,
                                                .certificates = m_parts.certificates,
                                                .recent = m_parts.recent,
                                                .issuers = &m_parts.issuers});
        addWidget(m_inspector);
        connect(m_inspector, &pages::InspectorPage::addIssuerRequested, this, [this](const QString &issuer) {
            open({.section = Section::Issuers});
            issuersPage().addIssuer(issuer);
        });
        connect(m_inspector, &pages::InspectorPage::helpRequested, this, &PageStack::helpRequested);
        connect(m_inspector, &pages::InspectorPage::verified, this, &PageStack::tokenVerified);
    }
    return *m_inspector;
}

void PageStack::inspectLastToken()
{
    if (const std::optional<flow::TokenShelf::Token> kept = m_shelf.token(m_lastTest.first, m_lastTest.second))
        inspectToken(kept->token);
    else
        open({.section = Section::Inspector});
}

void PageStack::inspectToken(const QByteArray &token)
{
    Q_EMIT tokenReceived(); // of a login, too
    inspectorPage().setToken(token);
    open({.section = Section::Inspector});
}

void PageStack::arriveAt(const PageAddress &address, QWidget *page)
{
    m_current = address;
    setCurrentWidget(page);
    Q_EMIT currentChanged(address);
}

domain::ResourceServerId PageStack::firstApi() const
{
    const QList<domain::ResourceServer> &apis = m_parts.access.store.snapshot().resourceServers;
    // A person's own API is more interesting than the system's.
    for (const domain::ResourceServer &api : apis) {
        if (!api.isSystem)
            return api.id;
    }
    return apis.isEmpty() ? domain::ResourceServerId() : apis.first().id;
}

void PageStack::leaveDeletedApi()
{
    if (currentWidget() == nullptr || m_current.section != Section::Apis)
        return;
    const store::StoreSnapshot &tenant = m_parts.access.store.snapshot();
    if (tenant.resourceServer(m_current.api) && tenant.tenant.apisSectionEnabled)
        return;
    // To a tab where no press deletes or changes anything: the second press of a double click on Delete lands there.
    open({.section = Section::Apis, .tab = u"quickstart"_s});
    currentWidget()->setFocus();
}

std::optional<PageStack::Unsaved> PageStack::firstUnsaved() const
{
    const editing::Drafts &drafts = m_parts.access.session.drafts();
    const store::StoreSnapshot &tenant = m_parts.access.store.snapshot();
    if (const QList<domain::ResourceServerId> apis = drafts.apis(); !apis.isEmpty())
        return Unsaved{.address = {.section = Section::Apis, .api = apis.first()},
                       .name = tenant.apiName(apis.first())};
    if (const QList<domain::ClientId> clients = drafts.clients(); !clients.isEmpty())
        return Unsaved{.address = {.section = Section::Clients, .client = clients.first()},
                       .name = tenant.clientName(clients.first())};
    return {};
}

bool PageStack::save()
{
    const editing::Drafts &drafts = m_parts.access.session.drafts();
    // Nothing is saved that a person does not see: from elsewhere, the page with the changes is shown first.
    if (m_api && currentWidget() == m_api && drafts.has(m_api->api()))
        return m_api->save();
    if (m_clients && currentWidget() == m_clients && drafts.has(m_clients->current()))
        return m_clients->save();
    const std::optional<Unsaved> unsaved = firstUnsaved();
    return !unsaved || saveAt(unsaved->address);
}

bool PageStack::saveAt(const PageAddress &address)
{
    if (address.section == Section::Clients) {
        open(address);
        return m_clients && m_clients->save();
    }
    if (!m_api || currentWidget() != m_api || m_api->api() != address.api)
        open(address);
    return m_api && m_api->save();
}

void PageStack::discardAt(const PageAddress &address)
{
    if (address.section == Section::Clients)
        m_parts.access.session.drafts().discard(address.client);
    else
        m_parts.access.session.drafts().discard(address.api);
}

bool PageStack::canDuplicate() const
{
    const store::StoreSnapshot &tenant = m_parts.access.store.snapshot();
    if (m_current.section == Section::Clients)
        return tenant.client(m_current.client) != nullptr;
    const domain::ResourceServer *api = tenant.resourceServer(m_current.api);
    return m_current.section == Section::Apis && api && !api->isSystem;
}

void PageStack::duplicate()
{
    if (!canDuplicate())
        return;
    if (m_current.section == Section::Clients) {
        m_clients->duplicateCurrent();
        return;
    }
    auto *dialog =
        new dialogs::CreateResourceServerDialog(m_parts.access.store, m_parts.access.editor, window(), m_current.api);
    connect(dialog, &dialogs::CreateResourceServerDialog::created, this,
            [this](const store::TenantEditor::CreatedApi &api) {
                if (pages::applyEdit(m_parts.access, api.changes))
                    open({.section = Section::Apis, .api = api.id, .tab = u"settings"_s});
            });
    dialog->open();
}

QString PageStack::helpId() const
{
    const QString chosen = m_inspector && currentWidget() == m_inspector ? m_inspector->helpId() : QString();
    return chosen.isEmpty() ? m_current.helpId() : chosen;
}

bool PageStack::focusFilter()
{
    if (!currentWidget())
        return false;
    const QList<widgets::FilterBar *> bars = currentWidget()->findChildren<widgets::FilterBar *>();
    for (widgets::FilterBar *bar : bars) {
        if (bar->isVisible()) {
            bar->activate();
            return true;
        }
    }
    return false;
}

void PageStack::focusForTyping()
{
    QWidget *page = currentWidget();
    if (!page)
        return;
    if (page == m_inspector) {
        m_inspector->focusInput();
        return;
    }
    if (focusFilter())
        return;
    for (QWidget *at = page->nextInFocusChain(); at && at != page; at = at->nextInFocusChain()) {
        const bool isField = at->inherits("QLineEdit") || at->inherits("QComboBox") || at->inherits("QPlainTextEdit");
        if (isField && page->isAncestorOf(at) && at->isVisible() && at->isEnabled()) {
            at->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
    page->setFocus(Qt::ShortcutFocusReason);
}

} // namespace gatehouse::ui::shell
