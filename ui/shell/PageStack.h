#pragma once

#include "models/editing/LedgerDesk.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "models/flow/TokenShelf.h"
#include "models/inspector/TokenInspector.h"
#include "models/items/ManagementCallModel.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/PrivateKey.h"
#include "models/trust/IssuerDesk.h"
#include "ui/pages/ConnectionControl.h"
#include "ui/pages/LoginTools.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"
#include "ui/shell/PageAddress.h"
#include "ui/shell/RemoteStatus.h"

#include <QStackedWidget>

namespace gatehouse::shelf {
class RecentTokens;
}
namespace gatehouse::ui::pages {
class ActivityPage;
class ClientsPage;
class ConnectionsPage;
class InspectorPage;
class IssuersPage;
class ManagementApiPage;
class ResourceServerPage;
class TenantSettingsPage;
class UsersPage;
} // namespace gatehouse::ui::pages

namespace gatehouse::ui::shell {

/// What the pages stand on. All of it outlives the window.
struct PageParts
{
    pages::TenantAccess access;
    editing::LedgerDesk *desk; ///< null where people and what they are given are not on this machine
    pages::ServerControl &server;
    flow::ClientCredentialsFlow::Parts flow;
    const inspector::TokenInspector &inspector;
    const jose::KeyCodec &keys;
    trust::IssuerDesk &issuers;
    QString storePath;
    const jose::PrivateKeys *privateKeys = nullptr;   ///< reads keys a person signs test tokens with
    const jose::Certificates *certificates = nullptr; ///< reads roots a person trusts
    const pages::LoginTools *logins = nullptr;        ///< lets people log in on the Test tab
    shelf::RecentTokens *recent = nullptr;            ///< keeps inspected tokens, where a person wants that
    pages::ConnectionControl *connections = nullptr;  ///< tenants elsewhere; null where there can be none
    std::optional<RemoteParts> remote = {};           ///< of a tenant that is elsewhere itself

    /// Whether this tenant has such a page at all.
    bool has(PageAddress::Section section) const;
};

/// The pages, each made when it is first looked at, and the ways from one to another.
class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PageStack(PageParts parts, QWidget *parent = nullptr);

    /// Shows the page of an address; an API or client that is not there (any more) gives the section's first.
    void open(const PageAddress &address);
    const PageAddress &current() const { return m_current; }
    /// The API shown, or the one shown last.
    pages::ResourceServerPage *apiPage() const { return m_api; }
    pages::ClientsPage &clientsPage();
    pages::InspectorPage &inspectorPage();

    /// Saves what is unsaved of the API or client shown; from elsewhere, goes to the first that has such changes. False
    /// when a rule forbids it, which is then shown.
    bool save();
    /// What has unsaved changes and where they are: the first API, or client.
    struct Unsaved
    {
        PageAddress address;
        QString name; ///< of the API or client; untrusted
    };
    std::optional<Unsaved> firstUnsaved() const;
    /// Shows the API or client of an address and saves what is unsaved of it.
    bool saveAt(const PageAddress &address);
    /// Drops what is unsaved of the API or client of an address.
    void discardAt(const PageAddress &address);
    /// Whether an API or client is shown that another can be made of; the system's API is one of a kind.
    bool canDuplicate() const;
    /// Makes another client like the one shown, or asks for name and identifier of another API like the one shown.
    void duplicate();
    /// Shows the inspector, with the token of the last test where that is still valid.
    void inspectLastToken();
    /// The page of help about what is shown: the finding chosen, or else the page.
    QString helpId() const;
    /// Moves the keyboard into the filter of the page shown; false when it has none.
    bool focusFilter();
    /// Moves the keyboard to where typing makes sense on the page shown: its filter, its field for a token, or its
    /// first field.
    void focusForTyping();

Q_SIGNALS:
    void currentChanged(const gatehouse::ui::shell::PageAddress &address); // clazy:exclude=overloaded-signal
    void undoOffered(const QString &what);
    void themeChosen(gatehouse::settings::Theme theme);
    /// A person wants to read a page of help.
    void helpRequested(const QString &id);
    /// A test was answered with a token.
    void tokenReceived();
    /// The inspector shows a verified token.
    void tokenVerified();

private:
    pages::ResourceServerPage &makeApiPage();
    void openApi(const PageAddress &address);
    pages::UsersPage &usersPage();
    pages::ManagementApiPage &managementPage();
    pages::IssuersPage &issuersPage();
    pages::ConnectionsPage &connectionsPage();
    void inspectToken(const QByteArray &token);
    void arriveAt(const PageAddress &address, QWidget *page);
    domain::ResourceServerId firstApi() const;
    void leaveDeletedApi();

    PageParts m_parts;
    flow::TokenShelf m_shelf;
    items::ManagementCallModel m_calls; ///< from the start, for there were calls before the page is looked at
    PageAddress m_current;
    domain::ResourceServerId m_lastApi;
    std::pair<domain::ClientId, domain::ResourceServerId> m_lastTest; ///< that was answered with a token
    pages::ResourceServerPage *m_api = nullptr;
    pages::ClientsPage *m_clients = nullptr;
    pages::UsersPage *m_users = nullptr;
    pages::ManagementApiPage *m_management = nullptr;
    pages::IssuersPage *m_issuers = nullptr;
    pages::ConnectionsPage *m_connections = nullptr;
    pages::InspectorPage *m_inspector = nullptr;
    pages::ActivityPage *m_activity = nullptr;
    pages::TenantSettingsPage *m_settings = nullptr;
    bool m_opening = false;
};

} // namespace gatehouse::ui::shell
