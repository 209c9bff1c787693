#pragma once

#include "models/flow/ClientCredentialsFlow.h"
#include "models/flow/TokenShelf.h"
#include "ui/pages/LoginTools.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QWidget>

class QTabWidget;

namespace gatehouse::ui::widgets {
class Badge;
class CopyButton;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class ClientGrantsPage;
class QuickStartPage;
class ScopesPage;
class SettingsPage;
class TestPage;

/// The frame around one API's tabs: its name, identifier and badges above them. Remembers the tab.
class ResourceServerPage : public QWidget
{
    Q_OBJECT

public:
    ResourceServerPage(TenantAccess access, ServerControl &server, flow::ClientCredentialsFlow::Parts parts,
                       flow::TokenShelf &shelf, const LoginTools *tools = nullptr, QWidget *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);
    const domain::ResourceServerId &api() const { return m_api; }

    /// By the name in the page's address: "quickstart", "settings", "scopes", "clients", "test". Another name changes
    /// nothing.
    void openTab(QStringView name);
    QString currentTab() const;
    /// Shows a client on the tab of clients, with what it may do in its own name.
    void selectClient(const domain::ClientId &client);

    /// Saves every tab of the API shown; false when a rule forbids it, and then shows the tab that says which.
    bool save();
    /// Drops what is not saved of the API shown.
    void discard();

    TestPage &testPage() const { return *m_test; }

Q_SIGNALS:
    /// A person or openTab() went to another tab; its name in the page's address.
    void tabChanged(const QString &name);
    /// The API shown was deleted from its danger zone. Undoing brings it back whole.
    void deleted(const QString &name);
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);
    void createClientRequested();
    void openInInspectorRequested(const QByteArray &token);
    void tokenReceived(const gatehouse::domain::ClientId &client, const gatehouse::domain::ResourceServerId &api);

private:
    QWidget *makeHeader();
    void addTab(QWidget *page, const QString &name, const QString &title);
    void showHeader();
    void showUnsavedMarks();

    TenantAccess m_access;
    domain::ResourceServerId m_api;

    widgets::PlainLabel *m_name;
    widgets::PlainLabel *m_identifier;
    widgets::CopyButton *m_copyIdentifier;
    widgets::Badge *m_system;
    widgets::Badge *m_sample;
    widgets::Badge *m_algorithm;
    QTabWidget *m_tabs;
    QuickStartPage *m_quickStart;
    SettingsPage *m_settings;
    ScopesPage *m_scopes;
    ClientGrantsPage *m_clients;
    TestPage *m_test;
};

} // namespace gatehouse::ui::pages
