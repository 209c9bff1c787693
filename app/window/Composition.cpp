#include "app/window/Composition.h"

#include <QCoreApplication>
#include <QTimer>

namespace gatehouse::app {

Composition::Composition(const QString &storePath, const QString &settingsPath, QObject *parent)
    : QObject(parent)
    , m_settings(settingsPath)
    , m_theme(settings::WindowPreferences::load(m_settings).theme)
    , m_engine(storePath, QStringLiteral("window"))
    , m_session(m_engine.store())
    , m_recent(m_engine.storePath(), m_engine.custody(), m_engine.random())
    , m_server(m_engine)
    , m_window(std::make_unique<ui::shell::MainWindow>(ui::shell::MainWindow::Parts{
          .access = {m_engine.store(), m_engine.editor(), m_session, m_engine.custody(), m_settings, m_engine.clock(),
                     &m_engine.protection()},
          .server = m_server,
          .flow = m_engine.flowParts(),
          .inspector = m_engine.inspector(),
          .keys = m_engine.keys(),
          .storePath = m_engine.storePath(),
          .privateKeys = &m_engine.crypto().privateKeys(),
          .certificates = &m_engine.crypto().certificates(),
          .recent = &m_recent,
      }))
{
    connect(&m_engine, &Engine::ready, this, &Composition::onReady);
    connect(&m_engine, &Engine::failed, this, &Composition::onFailed);
    connect(&m_engine, &Engine::passphraseNeeded, this, &Composition::askPassphrase);
    connect(&m_engine, &Engine::passphraseRefused, this, [this] {
        if (m_unlock)
            m_unlock->refuse();
    });
    connect(m_window.get(), &ui::shell::MainWindow::retryRequested, this, [this] {
        m_window->showOpening();
        m_engine.open();
    });
    connect(m_window.get(), &ui::shell::MainWindow::themeChosen, &m_theme, &ui::theme::ThemeWatcher::setTheme);
}

Composition::~Composition() = default;

void Composition::start(const QString &page)
{
    if (!page.isEmpty())
        m_window->open(page);
    const base::Result<Engine::KeyStatus> key = Engine::keyStatus(m_engine.storePath());
    if (!key || key->protection != store::Protection::Passphrase)
        m_window->show();
    // The first paint comes first; a store is opened behind it.
    QTimer::singleShot(0, this, [this] { m_engine.open(); });
}

void Composition::askPassphrase()
{
    if (!m_unlock) {
        m_unlock =
            new ui::dialogs::UnlockDialog(m_engine.storePath(), m_window->isVisible() ? m_window.get() : nullptr);
        connect(m_unlock, &ui::dialogs::UnlockDialog::passphraseGiven, this,
                [this] { m_engine.unlock(m_unlock->takePassphrase()); });
        connect(m_unlock, &QDialog::rejected, this, [] { QCoreApplication::exit(0); });
    } else {
        // Another process put the store under another passphrase while this one was tried.
        m_unlock->askAgain();
    }
    m_unlock->open();
    m_unlock->activateWindow();
}

void Composition::showWindow()
{
    // The window first: a program whose last window closes ends.
    m_window->show();
    if (m_unlock)
        m_unlock->accept();
}

void Composition::onFailed(const base::Error &error)
{
    showWindow();
    m_window->showStartFailure(error);
}

void Composition::onReady()
{
    showWindow();
    m_window->showTenant();
    m_recent.load();
    QTimer::singleShot(0, this, [this] {
        if (!m_server.isRunning()) {
            if (const base::Result<int> port = m_server.start(); !port)
                m_window->showError(port.error());
        }
        Q_EMIT ready();
    });
}

void Composition::raise(const QString &page)
{
    if (!page.isEmpty())
        m_window->open(page);
    if (m_unlock) {
        m_unlock->raise();
        m_unlock->activateWindow();
        return;
    }
    if (m_window->isMinimized())
        m_window->showNormal();
    m_window->raise();
    m_window->activateWindow();
}

void Composition::terminate()
{
    if (m_window->isVisible()) // one that was never shown has nothing to remember
        m_window->saveState();
    // What was changed a moment ago is on its way to the store; nobody is asked, so nobody is waited for for ever.
    constexpr std::chrono::seconds longest{5};
    m_engine.store().whenSettled(this, [] { QCoreApplication::exit(0); });
    QTimer::singleShot(longest, this, [] { QCoreApplication::exit(0); });
}

} // namespace gatehouse::app
