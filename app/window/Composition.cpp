#include "app/window/Composition.h"

#include "app/window/DraftOffer.h"
#include "app/window/FirstPaint.h"
#include "app/window/WindowRequests.h"
#include "models/base/Text.h"
#include "ui/text/ChangeText.h"
#include "ui/text/CopyText.h"
#include "ui/text/ErrorText.h"
#include "ui/text/IssuerText.h"
#include "ui/text/ProtectionText.h"
#include "ui/widgets/Toast.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

/// A window with settings of its own sees no connections from elsewhere.
QString connectionsBeside(const QString &settingsPath)
{
    return settingsPath.isEmpty() ? ConnectionBook::defaultPath()
                                  : QFileInfo(settingsPath).absolutePath() + u"/connections.json"_s;
}

} // namespace

Composition::Composition(const QString &storePath, const QString &settingsPath, QObject *parent)
    : QObject(parent)
    , m_settings(settingsPath)
    , m_theme(settings::WindowPreferences::load(m_settings).theme)
    , m_engine(storePath, u"window"_s)
    , m_session(m_engine.store())
    , m_scripts(m_engine.store())
    , m_desk(m_engine.store(), {.ledger = m_engine.ledger(),
                                .editor = m_engine.editor(),
                                .kdf = m_engine.crypto().passphraseKdf(),
                                .signers = m_engine.crypto().signers(),
                                .random = m_engine.random(),
                                .clock = m_engine.clock()})
    , m_drafts(editing::DraftFile::pathFor(m_engine.storePath()), m_engine.custody(), m_session.drafts())
    , m_recent(m_engine.storePath(), m_engine.custody(), m_engine.random())
    , m_issuers(m_engine.crypto(), m_engine.random(), m_engine.http(), m_engine.clock(), settingsPath)
    , m_book(connectionsBeside(settingsPath), {}, &m_engine.crypto())
    , m_connections(m_book, m_engine.clock())
    , m_server(m_engine)
    , m_logins{.random = m_engine.random(),
               .listener = m_listener,
               .openBrowser = &QDesktopServices::openUrl,
               .codec = m_engine.keys(),
               .privateKeys = m_engine.crypto().privateKeys()}
    , m_window(std::make_unique<ui::shell::MainWindow>(ui::shell::MainWindow::Parts{
          .access = {m_engine.store(), m_engine.editor(), m_session, m_engine.custody(), m_settings, m_engine.clock(),
                     &m_engine.protection(), &m_engine.copies()},
          .desk = &m_desk,
          .server = m_server,
          .flow = m_engine.flowParts(),
          .inspector = m_engine.inspector(),
          .keys = m_engine.keys(),
          .issuers = m_issuers.desk(),
          .storePath = m_engine.storePath(),
          .privateKeys = &m_engine.crypto().privateKeys(),
          .certificates = &m_engine.crypto().certificates(),
          .logins = &m_logins,
          .recent = &m_recent,
          .connections = &m_connections,
      }))
{
    connect(&m_engine, &Engine::ready, this, &Composition::onReady);
    // What speaks to the window ends with it: it goes before what may still be under way.
    connect(&m_engine, &Engine::protectionChanged, m_window.get(),
            [this] { m_window->showNote(ui::text::protectionChangedElsewhere(m_engine.protection().protection())); });
    connect(&m_engine, &Engine::endingFailed, m_window.get(),
            [this](const base::Error &error) { m_window->showNote(ui::text::endingFailed(error)); });
    connect(&m_scripts, &editing::ScriptChanges::committed, this,
            [this](const domain::ChangeSet &changes, const store::Author &author, const QByteArray &batch) {
                m_session.adopt(changes, ui::text::changeText(changes, m_engine.store().snapshot()), batch,
                                ui::text::changedBy(author.user));
            });
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
    connect(m_window.get(), &ui::shell::MainWindow::restoreRequested, this, &Composition::restore);
    connect(m_window.get(), &ui::shell::MainWindow::otherStoreRequested, this, [](const QString &path) {
        // One window, one store: the other store gets a program of its own.
        if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--store"_s, path}))
            QCoreApplication::exit(0);
    });
    answerRequests(*m_window, m_theme, m_settings);
}

Composition::~Composition() = default;

void Composition::start(const QString &page)
{
    if (!page.isEmpty())
        m_window->open(page);
    const base::Result<Engine::KeyStatus> key = Engine::keyStatus(m_engine.storePath());
    if (!key || key->protection != store::Protection::Passphrase)
        m_window->show();
    if (key && key->wasOpenToOthers)
        m_window->showNote(ui::text::keyFileMadePrivate(key->path));
    // The first paint comes first; a store is opened behind it, for which libraries are loaded that sign and seal.
    if (m_window->isVisible())
        connect(new FirstPaint(*m_window), &FirstPaint::painted, this, [this] { m_engine.open(); });
    else
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

void Composition::restore(const QString &backup)
{
    m_window->showOpening();
    m_engine.copies().restore(backup).then(m_window.get(), [this](const base::Result<store::StoreCopy> &copy) {
        if (!copy) {
            m_window->showStartFailure(copy.error());
            return;
        }
        QStringList lines = ui::text::restored(*copy);
        const QString first = lines.takeFirst();
        m_window->showNote(first, lines.join(u' '));
        m_engine.open();
    });
}

void Composition::onReady()
{
    showWindow();
    m_window->showTenant();
    m_recent.load();
    m_issuers.follow(*m_window);
    m_engine.watchProtection();
    offerDrafts(m_drafts, m_session, *m_window);
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
    if (const auto kept = m_drafts.save(); !kept)
        qWarning("unsaved changes are not kept: %s", qUtf8Printable(kept.error().detail));
    // What was changed a moment ago is on its way to the store; nobody is asked, so nobody is waited for for ever.
    constexpr std::chrono::seconds longest{5};
    m_engine.store().whenSettled(this, [] { QCoreApplication::exit(0); });
    QTimer::singleShot(longest, this, [] { QCoreApplication::exit(0); });
}

} // namespace gatehouse::app
