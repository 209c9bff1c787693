#pragma once

#include "app/engine/Engine.h"
#include "app/window/ConnectionDesk.h"
#include "app/window/EngineServerControl.h"
#include "app/window/WindowIssuers.h"
#include "models/editing/DraftFile.h"
#include "models/editing/EditSession.h"
#include "models/editing/LedgerDesk.h"
#include "models/editing/ScriptChanges.h"
#include "models/http/LoopbackListener.h"
#include "models/settings/SettingsStore.h"
#include "models/shelf/RecentTokens.h"
#include "ui/dialogs/UnlockDialog.h"
#include "ui/pages/LoginTools.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/ThemeWatcher.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace gatehouse::app {

/// One window over one tenant: builds what it stands on, in the order that destruction undoes. The window shows at
/// once; the store is opened behind it, and the server started once the tenant is there.
class Composition : public QObject
{
    Q_OBJECT

public:
    /// An empty `settingsPath` is the user's own settings file, and the issuers they trust; otherwise both are there. A
    /// QApplication exists.
    explicit Composition(const QString &storePath, const QString &settingsPath = {}, QObject *parent = nullptr);
    ~Composition() override;

    /// Shows the window, at `page` if that is an address, and begins to open the store. Where its key is under a
    /// passphrase, that is asked for first.
    void start(const QString &page);
    /// Brings the window to the front, and to `page`.
    void raise(const QString &page);
    /// Ends the program now, without asking about drafts: what a terminating desktop gets. The next start offers them.
    void terminate();

    ui::shell::MainWindow &window() { return *m_window; }
    /// The question for the passphrase, while it is asked.
    ui::dialogs::UnlockDialog *unlockDialog() const { return m_unlock; }
    Engine &engine() { return m_engine; }
    ui::theme::ThemeWatcher &theme() { return m_theme; }
    EngineServerControl &server() { return m_server; }

Q_SIGNALS:
    /// The tenant is shown and the server has been asked to start.
    void ready();

private:
    void onReady();
    void onFailed(const base::Error &error);
    void askPassphrase();
    /// Offers what an earlier process left unsaved; from then on the file follows what is typed.
    /// Puts a backup in the place of a store that cannot be opened, and opens it.
    void restore(const QString &backup);
    /// The tenant's window in place of the question for the passphrase.
    void showWindow();

    settings::SettingsStore m_settings;
    ui::theme::ThemeWatcher m_theme;
    Engine m_engine;
    editing::EditSession m_session;
    editing::ScriptChanges m_scripts;
    editing::LedgerDesk m_desk;
    editing::DraftFile m_drafts;
    shelf::RecentTokens m_recent;
    WindowIssuers m_issuers;
    ConnectionBook m_book;
    ConnectionDesk m_connections;
    EngineServerControl m_server;
    http::LoopbackListener m_listener;
    ui::pages::LoginTools m_logins;
    std::unique_ptr<ui::shell::MainWindow> m_window;
    QPointer<ui::dialogs::UnlockDialog> m_unlock;
};

} // namespace gatehouse::app
