#include "ui/shell/MainWindow.h"

#include "models/base/Text.h"
#include "ui/shell/Commands.h"
#include "ui/shell/FirstStepsCard.h"
#include "ui/shell/Leaving.h"
#include "ui/shell/MainMenus.h"
#include "ui/shell/NavigationPane.h"
#include "ui/shell/PaneFocus.h"
#include "ui/shell/ProductionBar.h"
#include "ui/shell/RecentStores.h"
#include "ui/shell/RefusedChanges.h"
#include "ui/shell/StartPage.h"
#include "ui/shell/StatusStrip.h"
#include "ui/shell/StoreNews.h"
#include "ui/shell/Ways.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/Toast.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

namespace {

NavigationPane::Words wordsOf(const PageParts &parts)
{
    if (parts.remote)
        return {.name = parts.remote->name, .kind = parts.remote->domain};
    return {.name = MainWindow::tr("Gatehouse"), .kind = MainWindow::tr("Tenant on this computer")};
}

QList<PageAddress::Section> hiddenOf(const PageParts &parts)
{
    using enum PageAddress::Section;
    QList<PageAddress::Section> hidden;
    for (const PageAddress::Section section : {Users, Management, Connections, Activity}) {
        if (!parts.has(section))
            hidden.append(section);
    }
    return hidden;
}

} // namespace

MainWindow::MainWindow(Parts parts, QWidget *parent)
    : QMainWindow(parent)
    , m_parts(std::move(parts))
    , m_state(m_parts.access.settings)
    , m_actions(new ActionSet(this))
    , m_splitter(new QSplitter(this))
    , m_navigation(
          new NavigationPane(m_parts.access.store, m_parts.access.settings, wordsOf(m_parts), hiddenOf(m_parts)))
    , m_start(new StartPage(m_parts.remote ? m_parts.remote->domain : m_parts.storePath, m_parts.remote.has_value()))
    , m_right(new QStackedWidget)
    , m_banner(new widgets::ErrorBanner)
    , m_pages(new PageStack(m_parts))
    , m_firstSteps(new FirstStepsCard(m_parts.access.store, m_parts.server, m_parts.access.settings, m_parts.storePath))
    , m_status(new StatusStrip(m_parts.access.store, m_parts.server, m_parts.storePath, m_parts.remote))
    , m_refused(new RefusedChanges(m_parts.access.session, *m_banner, this))
    , m_leaving(new Leaving(m_parts.access.session, *m_pages, *m_refused, *this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(theme::applicationIcon());
    m_content = new QWidget;
    auto *bannerRow = new QWidget;
    auto *bannerLayout = new QVBoxLayout(bannerRow);
    bannerLayout->setContentsMargins(theme::spacing::wide, 0, theme::spacing::wide, 0);
    bannerLayout->addWidget(m_banner);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bannerRow);
    layout->addWidget(m_firstSteps);
    layout->addWidget(m_pages, 1);
    m_right->addWidget(m_start);
    m_right->addWidget(m_content);

    m_splitter->setObjectName(u"mainSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_navigation);
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(1, 1);
    setCentralWidget(framed());
    setStatusBar(m_status);
    m_recent = new RecentStores(m_parts.access.settings, m_parts.storePath, *fillMenus(*menuBar(), *m_actions), this);
    connectParts();
    m_state.restore(*this, *m_splitter);
    m_wanted = m_state.page();
    showOpening();
}

MainWindow::~MainWindow() = default;

QWidget *MainWindow::framed()
{
    if (!m_parts.remote)
        return m_splitter;
    m_frame = new ProductionFrame(this);
    auto *layout = new QVBoxLayout(m_frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_splitter, 1);
    if (m_parts.remote->isProduction)
        markProduction();
    return m_frame;
}

void MainWindow::markProduction()
{
    if (!m_frame || m_production)
        return;
    m_production = new ProductionBar(m_parts.remote->name, m_parts.remote->lock, m_frame);
    static_cast<QVBoxLayout *>(m_frame->layout())->insertWidget(0, m_production);
    m_frame->setMarked(true);
}

void MainWindow::fillConnections()
{
    auto *menu = menuBar()->findChild<QMenu *>(u"connectionsMenu"_s);
    menu->clear();
    if (m_parts.connections) {
        if (const auto read = m_parts.connections->reload(); !read)
            showError(read.error());
        const QList<store::remote::Connection> all = m_parts.connections->connections().all;
        for (const store::remote::Connection &connection : all) {
            if (m_parts.remote && m_parts.remote->name == connection.name)
                continue; // it is here
            const QString shown = base::visibleText(connection.name, 60).replace(u'&', u"&&"_s);
            connect(menu->addAction(shown), &QAction::triggered, this, [this, name = connection.name] {
                if (!m_parts.connections->open(name))
                    showNote(tr("Gatehouse cannot start another window."));
            });
        }
        menu->addSeparator();
        menu->addAction(m_actions->connections);
    }
    menu->menuAction()->setVisible(m_parts.connections != nullptr);
}

void MainWindow::connectParts()
{
    auto *commands = new Commands(m_parts, *m_actions, *m_pages, *m_navigation, *this);
    connect(commands, &Commands::failed, this, &MainWindow::showError);
    connect(commands, &Commands::openRequested, this, &MainWindow::open);
    connect(commands, &Commands::anotherStoreRequested, this, &MainWindow::anotherStoreRequested);
    connect(commands, &Commands::zoomRequested, this, &MainWindow::zoomRequested);
    connect(commands, &Commands::serverSwitched, this, &MainWindow::showCondition);
    connect(m_status, &StatusStrip::serverRequested, commands, &Commands::switchServer);
    connect(m_recent, &RecentStores::openRequested, this, &MainWindow::anotherStoreRequested);

    auto *panes = new PaneFocus(*m_navigation, [this] { return m_pages->currentWidget(); }, *m_status, this);
    connect(m_actions->nextPane, &QAction::triggered, panes, &PaneFocus::next);
    connect(m_actions->previousPane, &QAction::triggered, panes, &PaneFocus::previous);
    new Ways(m_parts.access.store, *m_pages, *m_actions, *this);

    connect(m_navigation, &NavigationPane::openRequested, m_pages, &PageStack::open);
    connect(m_pages, &PageStack::currentChanged, m_navigation, &NavigationPane::setCurrent);
    connect(m_pages, &PageStack::undoOffered, this, &MainWindow::offerUndo);
    connect(m_pages, &PageStack::themeChosen, this, &MainWindow::themeChosen);
    connect(m_pages, &PageStack::currentChanged, m_firstSteps, &FirstStepsCard::setCurrent);
    connect(m_pages, &PageStack::tokenReceived, m_firstSteps, &FirstStepsCard::noteToken);
    connect(m_pages, &PageStack::tokenVerified, m_firstSteps, &FirstStepsCard::noteVerified);
    connect(m_firstSteps, &FirstStepsCard::openRequested, m_pages, &PageStack::open);
    connect(m_firstSteps, &FirstStepsCard::createApiRequested, commands, &Commands::createApi);
    connect(m_firstSteps, &FirstStepsCard::inspectRequested, m_pages, &PageStack::inspectLastToken);
    if (!m_parts.remote)
        new StoreNews(m_parts.access.store, m_parts.storePath, *m_refused);
    auto *connections = menuBar()->findChild<QMenu *>(u"connectionsMenu"_s);
    connect(connections, &QMenu::aboutToShow, this, &MainWindow::fillConnections);
    connections->menuAction()->setVisible(m_parts.connections != nullptr);
    menuBar()->findChild<QMenu *>(u"serverMenu"_s)->menuAction()->setVisible(!m_parts.remote);
    connect(m_start, &StartPage::cancelRequested, this, &MainWindow::stopRequested);
    connect(m_status, &StatusStrip::stopRequested, this, &MainWindow::stopRequested);
    connect(m_leaving, &Leaving::closeWanted, this, &QWidget::close);
    connect(m_start, &StartPage::retryRequested, this, &MainWindow::retryRequested);
    connect(m_start, &StartPage::restoreRequested, this, &MainWindow::restoreRequested);
    connect(m_start, &StartPage::otherStoreRequested, this, &MainWindow::otherStoreRequested);
    connect(m_start, &StartPage::quitRequested, this, &QWidget::close);

    // What decides over the actions: each of these asks for all of it.
    editing::EditSession &session = m_parts.access.session;
    const store::ResourceServerStore &store = m_parts.access.store;
    connect(m_pages, &PageStack::currentChanged, this, &MainWindow::showCondition);
    connect(&session, &editing::EditSession::stepsChanged, this, &MainWindow::showCondition);
    connect(&session.drafts(), &editing::Drafts::changed, this, &MainWindow::showCondition);
    connect(&session.drafts(), &editing::Drafts::clientChanged, this, &MainWindow::showCondition);
    connect(&m_parts.server, &pages::ServerControl::changed, this, &MainWindow::showCondition);
    connect(&store, &store::ResourceServerStore::changed, this, &MainWindow::showCondition);
    connect(&store, &store::ResourceServerStore::loaded, this, &MainWindow::showCondition);
}

void MainWindow::showTitle()
{
    // "[*]" is the place of the mark of changes that are not saved; a tenant may be called anything.
    const auto shown = [](const QString &text) { return base::visibleText(text, 80).replace("[*]"_L1, "[ * ]"_L1); };
    const QString tenant = m_ready ? m_parts.access.store.snapshot().tenant.name : QString();
    const QString file = shown(m_parts.remote ? m_parts.remote->name : QFileInfo(m_parts.storePath).fileName());
    setWindowTitle(tenant.isEmpty() ? tr("%1[*] – Gatehouse").arg(file)
                                    : tr("%1[*] (%2) – Gatehouse").arg(shown(tenant), file));
}

editing::WindowCondition MainWindow::condition() const
{
    const editing::EditSession &session = m_parts.access.session;
    const auto named = [](bool isPossible, const QString &text) {
        return isPossible ? std::optional(text) : std::nullopt;
    };
    return {.isReady = m_ready,
            .isApisSectionOpen = m_parts.access.store.snapshot().tenant.apisSectionEnabled,
            .hasDraft = !m_parts.access.session.drafts().isEmpty(),
            .isServerRunning = m_parts.server.isRunning(),
            .hasServer = !m_parts.remote,
            .hasPeople = m_parts.has(PageAddress::Section::Users),
            .hasAudit = m_parts.has(PageAddress::Section::Activity),
            .hasConnections = m_parts.has(PageAddress::Section::Connections),
            .isDuplicable = m_pages->canDuplicate(),
            .undo = named(session.undoStack().canUndo(), session.undoText()),
            .redo = named(session.undoStack().canRedo(), session.redoText()),
            .undoOne = named(session.canUndoOne(), session.undoOneText())};
}

void MainWindow::showCondition()
{
    const editing::WindowCondition now = condition();
    m_actions->show(now);
    m_navigation->setEnabled(now.isReady);
    m_status->setHasDraft(now.hasDraft);
    showTitle();
    setWindowModified(now.hasDraft);
}

void MainWindow::showTenant()
{
    m_ready = true;
    // A tenant elsewhere is no file, and in use.
    if (!m_parts.remote) {
        m_recent->remember();
        m_firstSteps->begin();
    }
    m_right->setCurrentWidget(m_content);
    showCondition();
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
    showCondition();
}

void MainWindow::showOpening()
{
    m_ready = false;
    m_right->setCurrentWidget(m_start);
    m_start->showOpening();
    showCondition();
}

void MainWindow::showError(const base::Error &error)
{
    m_refused->showOther(error);
}

void MainWindow::showNote(const QString &text, const QString &explanation)
{
    m_refused->showNote(text, explanation);
}

void MainWindow::showQuestion(const QString &text, const QString &explanation, const QString &button,
                              std::function<void()> answer)
{
    m_refused->showQuestion(text, explanation, button, std::move(answer));
}

void MainWindow::offerUndo(const QString &what)
{
    QUndoStack &undo = m_parts.access.session.undoStack();
    m_undoToast = widgets::Toast::show(this, base::visibleText(what, 200), tr("Undo"), [&undo] { undo.undo(); });
    // A newer change would be what Undo takes back: then the offer goes.
    connect(&undo, &QUndoStack::indexChanged, m_undoToast, &QObject::deleteLater);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_leaving->mayClose()) {
        event->ignore();
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

} // namespace gatehouse::ui::shell
