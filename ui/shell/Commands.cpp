#include "ui/shell/Commands.h"

#include "models/base/Text.h"
#include "ui/dialogs/AboutDialog.h"
#include "ui/dialogs/CreateResourceServerDialog.h"
#include "ui/pages/ClientsPage.h"
#include "ui/pages/TenantEdits.h"
#include "ui/shell/NavigationPane.h"
#include "ui/shell/Palette.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/Toast.h"

#include <QFileDialog>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

using Section = PageAddress::Section;

Commands::Commands(const PageParts &parts, ActionSet &actions, PageStack &pages, NavigationPane &navigation,
                   QWidget &window)
    : QObject(&window)
    , m_parts(parts)
    , m_actions(actions)
    , m_pages(pages)
    , m_navigation(navigation)
    , m_window(window)
{
    connectSections();
    connectEditing();
    connectView();
}

void Commands::connectSections()
{
    const auto go = [this](QAction *action, Section section) {
        connect(action, &QAction::triggered, &m_pages, [this, section] {
            m_pages.open({.section = section});
            m_pages.focusForTyping();
        });
    };
    go(m_actions.apis, Section::Apis);
    go(m_actions.clients, Section::Clients);
    go(m_actions.users, Section::Users);
    go(m_actions.management, Section::Management);
    go(m_actions.issuers, Section::Issuers);
    go(m_actions.connections, Section::Connections);
    go(m_actions.inspector, Section::Inspector);
    go(m_actions.activity, Section::Activity);
    go(m_actions.settings, Section::Settings);
}

void Commands::connectEditing()
{
    connect(m_actions.createApi, &QAction::triggered, this, &Commands::createApi);
    connect(&m_navigation, &NavigationPane::createApiRequested, this, &Commands::createApi);
    connect(m_actions.createClient, &QAction::triggered, this, [this] {
        m_pages.open({.section = Section::Clients});
        m_pages.clientsPage().createNew();
    });
    connect(m_actions.duplicate, &QAction::triggered, &m_pages, &PageStack::duplicate);
    connect(m_actions.save, &QAction::triggered, &m_pages, &PageStack::save);
    editing::EditSession &session = m_parts.access.session;
    // A menu and a key show nothing of what they took back, so it is announced; before, while the name is known.
    const auto say = [this](const QString &done, const QString &what) {
        if (!what.isEmpty())
            widgets::announce(&m_window, done.arg(base::visibleText(what, 200)));
    };
    connect(m_actions.undo, &QAction::triggered, &session, [&session, say] {
        say(tr("Undone: %1"), session.undoText());
        session.undo();
    });
    connect(m_actions.undoOne, &QAction::triggered, &session, [&session, say] {
        say(tr("Undone: %1"), session.undoOneText());
        session.undoOne();
    });
    connect(m_actions.redo, &QAction::triggered, &session, [&session, say] {
        say(tr("Redone: %1"), session.redoText());
        session.redo();
    });
    connect(m_actions.refresh, &QAction::triggered, &m_parts.access.store, &store::ResourceServerStore::refresh);
    connect(m_actions.server, &QAction::triggered, this, &Commands::switchServer);
}

void Commands::connectView()
{
    connect(m_actions.quit, &QAction::triggered, &m_window, &QWidget::close);
    connect(m_actions.filter, &QAction::triggered, this, [this] {
        if (!m_pages.focusFilter() && m_navigation.filter()->isVisible())
            m_navigation.filter()->activate();
    });
    connect(m_actions.palette, &QAction::triggered, this, [this] {
        auto *palette = new Palette(m_actions, m_parts.access.store.snapshot(), m_parts.access.settings, &m_window);
        connect(palette, &Palette::openRequested, this, &Commands::openRequested);
        palette->open();
    });
    connect(m_actions.newStore, &QAction::triggered, this, [this] {
        const QString path = QFileDialog::getSaveFileName(&m_window, tr("Make another store"), u"tenant.gatehouse"_s,
                                                          {}, nullptr, QFileDialog::DontConfirmOverwrite);
        // One that is there is opened: nothing replaces a store.
        if (!path.isEmpty())
            Q_EMIT anotherStoreRequested(path);
    });
    connect(m_actions.openStore, &QAction::triggered, this, [this] {
        const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open another store"));
        if (!path.isEmpty())
            Q_EMIT anotherStoreRequested(path);
    });
    connect(m_actions.zoomIn, &QAction::triggered, this, [this] { Q_EMIT zoomRequested(1); });
    connect(m_actions.zoomOut, &QAction::triggered, this, [this] { Q_EMIT zoomRequested(-1); });
    connect(m_actions.zoomReset, &QAction::triggered, this, [this] { Q_EMIT zoomRequested(0); });
    connect(m_actions.shortcuts, &QAction::triggered, this,
            [this] { (new ShortcutSheet(m_actions, &m_window))->open(); });
    connect(m_actions.help, &QAction::triggered, this, [this] { showHelp(m_pages.helpId()); });
    connect(&m_pages, &PageStack::helpRequested, this, &Commands::showHelp);
    connect(m_actions.about, &QAction::triggered, this, [this] { (new dialogs::AboutDialog(&m_window))->open(); });
}

void Commands::createApi()
{
    auto *dialog = new dialogs::CreateResourceServerDialog(m_parts.access.store, m_parts.access.editor, &m_window);
    connect(dialog, &dialogs::CreateResourceServerDialog::created, this,
            [this](const store::TenantEditor::CreatedApi &api) {
                if (pages::applyEdit(m_parts.access, api.changes))
                    m_pages.open({.section = Section::Apis, .api = api.id, .tab = u"quickstart"_s});
            });
    dialog->open();
}

void Commands::showHelp(const QString &id)
{
    if (!m_help) {
        m_help = new dialogs::HelpDialog(&m_window);
        m_help->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_help->showPage(id);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

void Commands::switchServer(bool on)
{
    if (!on)
        m_parts.server.stop();
    else if (const base::Result<int> port = m_parts.server.start(); !port)
        Q_EMIT failed(port.error());
    Q_EMIT serverSwitched();
}

} // namespace gatehouse::ui::shell
