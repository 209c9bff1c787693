#include "ui/shell/MainWindow.h"

#include "models/base/Text.h"
#include "ui/dialogs/CreateResourceServerDialog.h"
#include "ui/dialogs/UnsavedChangesDialog.h"
#include "ui/dialogs/UnwrittenChangesDialog.h"
#include "ui/pages/ClientsPage.h"
#include "ui/pages/ResourceServerPage.h"
#include "ui/pages/TenantEdits.h"
#include "ui/shell/NavigationPane.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/shell/StartPage.h"
#include "ui/shell/StatusStrip.h"
#include "ui/text/ChangeText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/Toast.h"

#include <QCloseEvent>
#include <QMenuBar>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

namespace gatehouse::ui::shell {

namespace spacing = theme::spacing;
using Section = PageAddress::Section;

MainWindow::MainWindow(Parts parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(std::move(parts))
    , m_state(m_parts.access.settings)
    , m_actions(new ActionSet(this))
    , m_splitter(new QSplitter(this))
    , m_navigation(new NavigationPane(m_parts.access.store))
    , m_start(new StartPage(m_parts.storePath))
    , m_right(new QStackedWidget)
    , m_banner(new widgets::ErrorBanner)
    , m_pages(new PageStack(m_parts))
    , m_status(new StatusStrip(m_parts.access.store, m_parts.server, m_parts.storePath))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("[*]Gatehouse")); // the mark of changes that are not saved, and the name
    setWindowIcon(theme::applicationIcon());

    m_content = new QWidget;
    auto *bannerRow = new QWidget;
    auto *bannerLayout = new QVBoxLayout(bannerRow);
    bannerLayout->setContentsMargins(spacing::wide, 0, spacing::wide, 0);
    bannerLayout->addWidget(m_banner);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bannerRow);
    layout->addWidget(m_pages, 1);
    m_right->addWidget(m_start);
    m_right->addWidget(m_content);

    m_splitter->setObjectName(QStringLiteral("mainSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_navigation);
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(1, 1);
    setCentralWidget(m_splitter);
    setStatusBar(m_status);
    makeMenus();
    connectActions();
    connectStore();
    m_state.restore(*this, *m_splitter);
    m_wanted = m_state.page();
    showOpening();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_actions->createApi, m_actions->createClient, m_actions->save});
    file->addSeparator();
    file->addAction(m_actions->quit);
    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({m_actions->undo, m_actions->redo});
    edit->addSeparator();
    edit->addAction(m_actions->filter);
    QMenu *go = menuBar()->addMenu(tr("&Go"));
    go->addActions(
        {m_actions->apis, m_actions->clients, m_actions->inspector, m_actions->activity, m_actions->settings});
    go->addSeparator();
    go->addAction(m_actions->refresh);
    menuBar()->addMenu(tr("&Server"))->addAction(m_actions->server);
    menuBar()->addMenu(tr("&Help"))->addActions({m_actions->shortcuts, m_actions->about});
}

void MainWindow::connectActions()
{
    const auto go = [this](QAction *action, Section section) {
        connect(action, &QAction::triggered, m_pages, [this, section] { m_pages->open({.section = section}); });
    };
    go(m_actions->apis, Section::Apis);
    go(m_actions->clients, Section::Clients);
    go(m_actions->inspector, Section::Inspector);
    go(m_actions->activity, Section::Activity);
    go(m_actions->settings, Section::Settings);
    connect(m_actions->createApi, &QAction::triggered, this, &MainWindow::createApi);
    connect(m_actions->createClient, &QAction::triggered, this, [this] {
        m_pages->open({.section = Section::Clients});
        m_pages->clientsPage().createClient();
    });
    connect(m_actions->save, &QAction::triggered, m_pages, &PageStack::save);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->filter, &QAction::triggered, this, [this] {
        if (!m_pages->focusFilter() && m_navigation->filter()->isVisible())
            m_navigation->filter()->activate();
    });
    connect(m_actions->refresh, &QAction::triggered, &m_parts.access.store, &store::ResourceServerStore::refresh);
    connect(m_actions->server, &QAction::triggered, this, &MainWindow::switchServer);
    connect(m_actions->shortcuts, &QAction::triggered, this, [this] { (new ShortcutSheet(*m_actions, this))->open(); });
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);

    connect(m_navigation, &NavigationPane::openRequested, m_pages, &PageStack::open);
    connect(m_navigation, &NavigationPane::createApiRequested, this, &MainWindow::createApi);
    connect(m_pages, &PageStack::currentChanged, this, [this](const PageAddress &address) {
        m_navigation->setCurrent(address);
        m_actions->save->setEnabled(m_pages->hasUnsavedChanges());
    });
    connect(m_pages, &PageStack::undoOffered, this, &MainWindow::offerUndo);
    connect(m_pages, &PageStack::themeChosen, this, &MainWindow::themeChosen);
    connect(m_pages, &PageStack::unsavedChangesChanged, this, [this](bool unsaved) {
        m_actions->save->setEnabled(unsaved);
        setWindowModified(unsaved);
        m_status->setHasDraft(unsaved);
    });
    connect(m_status, &StatusStrip::serverRequested, this, &MainWindow::switchServer);
    connect(&m_parts.server, &pages::ServerControl::changed, this, &MainWindow::showServer);
    connect(m_start, &StartPage::retryRequested, this, &MainWindow::retryRequested);

    QUndoStack &undo = m_parts.access.session.undoStack();
    connect(m_actions->undo, &QAction::triggered, &undo, &QUndoStack::undo);
    connect(m_actions->redo, &QAction::triggered, &undo, &QUndoStack::redo);
    connect(&undo, &QUndoStack::indexChanged, this, &MainWindow::showUndoTexts);
    showServer();
}

void MainWindow::connectStore()
{
    store::ResourceServerStore &store = m_parts.access.store;
    connect(&store, &store::ResourceServerStore::submitFailed, this, &MainWindow::onSubmitFailed);
    connect(&store, &store::ResourceServerStore::changed, this,
            [this] { m_actions->setApisEnabled(m_parts.access.store.snapshot().tenant.apisSectionEnabled); });
    connect(m_banner, &widgets::ErrorBanner::retryRequested, this, &MainWindow::retryFailed);
    connect(m_banner, &widgets::ErrorBanner::dismissed, this, [this] {
        if (!m_failedChanges.isEmpty() && m_parts.access.store.hasHeld())
            m_parts.access.store.dropHeld();
        m_failedChanges = {};
    });
}

void MainWindow::showTenant()
{
    m_ready = true;
    m_right->setCurrentWidget(m_content);
    m_navigation->setEnabled(true);
    m_actions->setApisEnabled(m_parts.access.store.snapshot().tenant.apisSectionEnabled);
    m_actions->setReady(true);
    showUndoTexts();
    const std::optional<PageAddress> wanted = PageAddress::parse(m_wanted);
    m_pages->open(wanted.value_or(PageAddress{}));
    m_wanted.clear();
}

void MainWindow::open(const QString &address)
{
    const std::optional<PageAddress> wanted = PageAddress::parse(address);
    if (!wanted)
        return;
    if (m_ready)
        m_pages->open(*wanted);
    else
        m_wanted = address;
}

QString MainWindow::address() const
{
    return m_pages->count() == 0 ? QString() : m_pages->current().toString();
}

void MainWindow::showStartFailure(const base::Error &error)
{
    m_ready = false;
    m_right->setCurrentWidget(m_start);
    m_start->showFailure(error);
    m_navigation->setEnabled(false);
    m_actions->setReady(false);
}

void MainWindow::showOpening()
{
    m_ready = false;
    m_right->setCurrentWidget(m_start);
    m_start->showOpening();
    m_navigation->setEnabled(false);
    m_actions->setReady(false);
}

void MainWindow::showError(const base::Error &error)
{
    m_failedChanges = {};
    m_banner->setRetryText({});
    m_banner->showError(error);
}

void MainWindow::createApi()
{
    auto *dialog = new dialogs::CreateResourceServerDialog(m_parts.access.store, m_parts.access.editor, this);
    connect(dialog, &dialogs::CreateResourceServerDialog::created, this,
            [this](const store::TenantEditor::CreatedApi &api) {
                if (pages::applyEdit(m_parts.access, api.changes))
                    m_pages->open({.section = Section::Apis, .api = api.id, .tab = QStringLiteral("quickstart")});
            });
    dialog->open();
}

void MainWindow::switchServer(bool on)
{
    if (!on)
        m_parts.server.stop();
    else if (const base::Result<int> port = m_parts.server.start(); !port)
        showError(port.error());
    showServer();
}

void MainWindow::showServer()
{
    m_actions->server->setChecked(m_parts.server.isRunning());
}

void MainWindow::offerUndo(const QString &what)
{
    QUndoStack &undo = m_parts.access.session.undoStack();
    m_undoToast = widgets::Toast::show(this, base::visibleText(what, 200), tr("Undo"), [&undo] { undo.undo(); });
    // A newer change would be what Undo takes back: then the offer goes.
    connect(&undo, &QUndoStack::indexChanged, m_undoToast, &QObject::deleteLater);
}

void MainWindow::showUndoTexts()
{
    const QUndoStack &undo = m_parts.access.session.undoStack();
    const auto shown = [](const QString &text) {
        return base::visibleText(text, 80).replace(u'&', QStringLiteral("&&"));
    };
    m_actions->undo->setEnabled(undo.canUndo());
    m_actions->redo->setEnabled(undo.canRedo());
    m_actions->undo->setText(undo.canUndo() ? tr("&Undo: %1").arg(shown(undo.undoText())) : tr("&Undo"));
    m_actions->redo->setText(undo.canRedo() ? tr("&Redo: %1").arg(shown(undo.redoText())) : tr("&Redo"));
}

void MainWindow::onSubmitFailed(const domain::ChangeSet &changes, const base::Error &error)
{
    m_failedChanges = changes;
    // Whoever was leaving stays: what failed can be tried again here and nowhere else.
    m_isLeaving = false;
    if (m_unwritten)
        m_unwritten->done(QDialog::Accepted);
    m_banner->setRetryText(tr("Try again"));
    m_banner->showError(error);
}

void MainWindow::retryFailed()
{
    const domain::ChangeSet changes = std::exchange(m_failedChanges, {});
    m_banner->dismiss();
    if (!changes.isEmpty())
        m_parts.access.session.apply(changes, text::changeText(changes, m_parts.access.store.snapshot()));
    m_parts.access.store.retryHeld();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_pages->hasUnsavedChanges()) {
        event->ignore();
        askAboutDrafts();
        return;
    }
    const store::ResourceServerStore &store = m_parts.access.store;
    const bool mayLose = std::exchange(m_mayLose, false);
    if (!mayLose && (!store.isSettled() || hasFailed())) {
        event->ignore();
        closeWhenSaved();
        return;
    }
    saveState();
    event->accept();
    Q_EMIT closed();
}

void MainWindow::saveState()
{
    m_state.save(*this, *m_splitter, address());
}

void MainWindow::closeWhenSaved()
{
    if (m_isLeaving) {
        // Asked to close once more: the person has waited long enough to be asked again.
        askAboutUnwritten();
        return;
    }
    m_isLeaving = true;
    if (hasFailed()) {
        // Nothing to wait for: what failed goes on when a person says so.
        askAboutUnwritten();
        return;
    }
    m_parts.access.store.whenSettled(this, [this] {
        if (!m_isLeaving)
            return;
        m_isLeaving = false;
        if (m_unwritten)
            m_unwritten->done(QDialog::Accepted);
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
    // A commit takes milliseconds. What takes longer waits for another process, or has failed.
    constexpr std::chrono::milliseconds moment{300};
    QTimer::singleShot(moment, this, &MainWindow::askAboutUnwritten);
}

void MainWindow::askAboutUnwritten()
{
    if (!m_isLeaving || (m_unwritten && m_unwritten->isVisible()))
        return;
    using Dialog = dialogs::UnwrittenChangesDialog;
    auto *dialog = new Dialog(hasFailed(), this);
    m_unwritten = dialog;
    connect(dialog, &Dialog::retryChosen, this, [this] {
        m_isLeaving = false;
        retryFailed();
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
    connect(dialog, &Dialog::stayChosen, this, [this] { m_isLeaving = false; });
    connect(dialog, &Dialog::loseChosen, this, [this] {
        m_isLeaving = false;
        m_mayLose = true;
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
    dialog->open();
}

void MainWindow::askAboutDrafts()
{
    pages::ResourceServerPage *page = m_pages->apiPage();
    const QList<domain::ResourceServerId> unsaved = page->unsavedApis();
    if (unsaved.isEmpty())
        return;
    m_pages->open({.section = Section::Apis, .api = unsaved.first()});
    auto *dialog =
        new dialogs::UnsavedChangesDialog(m_parts.access.store.snapshot().apiName(unsaved.first()), {}, this);
    // One API after the other, then the window closes.
    connect(dialog, &dialogs::UnsavedChangesDialog::saveChosen, this, [this, page] {
        if (page->save())
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
    connect(dialog, &dialogs::UnsavedChangesDialog::discardChosen, this, [this, page] {
        page->discard();
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
    dialog->open();
}

void MainWindow::showAbout()
{
    widgets::Toast::show(this, tr("Gatehouse %1: APIs, scopes, grants and tokens on your desktop")
                                   .arg(QCoreApplication::applicationVersion()));
}

} // namespace gatehouse::ui::shell
