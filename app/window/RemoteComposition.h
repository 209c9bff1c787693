#pragma once

#include "app/crypto/Crypto.h"
#include "app/engine/ClientSecrets.h"
#include "app/engine/RemoteTenant.h"
#include "app/engine/TenantCopy.h"
#include "app/window/ConnectionDesk.h"
#include "app/window/DraftOffer.h"
#include "app/window/RemoteServerControl.h"
#include "app/window/WindowIssuers.h"
#include "models/editing/EditSession.h"
#include "models/http/LoopbackListener.h"
#include "models/settings/SettingsStore.h"
#include "ui/dialogs/ConnectionSecretDialog.h"
#include "ui/pages/LoginTools.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/ThemeWatcher.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace gatehouse::app {

/// One window over one tenant elsewhere, as Composition is over one on this machine. The window shows at once; logging
/// in and reading go on behind it.
class RemoteComposition : public QObject
{
    Q_OBJECT

public:
    /// `book` and `clock` outlive it. An empty `settingsPath` is the user's own settings file.
    RemoteComposition(ConnectionBook &book, const store::remote::Connection &connection, const base::Clock &clock,
                      const QString &settingsPath = {}, QObject *parent = nullptr);
    ~RemoteComposition() override;

    /// Shows the window, at `page` if that is an address, and logs in: first comes the question for what has to be
    /// typed.
    void start(const QString &page);
    /// Brings the window to the front, and to `page`.
    void raise(const QString &page);
    /// Ends the program now; what is on its way to the tenant is waited for.
    void terminate();

    ui::shell::MainWindow &window() { return *m_window; }
    RemoteTenant &tenant() { return m_tenant; }
    editing::EditSession &session() { return m_session; }
    store::ProductionLock &lock() { return m_lock; }
    ui::shell::RemoteStatus &status() { return m_status; }
    /// Takes people to the tenant's pages in this way, instead of in the desktop's browser.
    void setBrowser(flow::SystemBrowser::Open open) { m_browser = std::move(open); }
    ui::theme::ThemeWatcher &theme() { return m_theme; }

private:
    void connectTenant();
    void connectWindow();
    /// Another window or a command has changed what the connection is.
    void followConnection();
    void logIn();
    void logInWith(const base::Secret &typed);
    void onPart();
    void onLoaded();
    void onLoadFailed(const base::Error &error);
    /// Shows what was kept of the tenant; `why` it cannot be shown as it is.
    void showCopy(const base::Error &why);
    void showOffline(const base::Error &why);
    /// Asks the tenant once more.
    void reach();
    void onSynchronized();
    /// What the tenant did with a change, or a reading left out, and nobody would see.
    void tellNews();
    /// The gate that every change of a production tenant passes.
    base::Job<void> review(const domain::ChangeSet &changes);
    /// Of a production tenant.
    base::Job<void> reviewByPerson(const domain::ChangeSet &changes);

    ConnectionBook &m_book;
    store::remote::Connection m_connection;
    const base::Clock &m_clock;
    settings::SettingsStore m_settings;
    ui::theme::ThemeWatcher m_theme;
    base::SystemRandom m_random;
    const Crypto &m_crypto;
    ConnectionDesk m_connections;
    store::ProductionLock m_lock;
    ui::shell::RemoteStatus m_status;
    RemoteTenant m_tenant;
    TenantCopy m_copy;
    ClientSecrets m_secrets;
    editing::EditSession m_session;
    editing::DraftFile m_drafts;
    WindowIssuers m_issuers;
    RemoteServerControl m_server;
    http::LoopbackListener m_listener;
    ui::pages::LoginTools m_logins;
    std::unique_ptr<ui::shell::MainWindow> m_window;
    flow::SystemBrowser::Open m_browser;
    QPointer<ui::dialogs::ConnectionSecretDialog> m_question;
    bool m_areDraftsOffered = false;
    bool m_isListed = false;        ///< in the file of connections
    bool m_isRemoved = false;       ///< from it, since
    bool m_isShown = false;         ///< the tenant, or a part of it
    bool m_isCopy = false;          ///< what is shown was kept, and nothing has been read yet
    store::StoreSnapshot m_offline; ///< as it was shown while the tenant could not be reached
};

} // namespace gatehouse::app
