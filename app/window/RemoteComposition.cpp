#include "app/window/RemoteComposition.h"

#include "app/window/WindowRequests.h"
#include "models/base/Logging.h"
#include "models/base/Text.h"
#include "models/store/connection/ConnectionFault.h"
#include "ui/dialogs/ReviewDialog.h"
#include "ui/text/ChangeText.h"
#include "ui/text/ErrorText.h"
#include "ui/text/TimeText.h"
#include "ui/widgets/Toast.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>

#include <tuple>
#include <utility>

namespace gatehouse::app {

using base::ErrorCode;
using base::ErrorStep;
using base::Result;
using store::ResourceServerStore;
using store::remote::ConnectionFault;
using ui::dialogs::ConnectionSecretDialog;
using ui::shell::MainWindow;
using ui::shell::RemoteStatus;
using namespace Qt::StringLiterals;

namespace {

base::Result<void> refused(const QString &name, ConnectionFault fault)
{
    return store::remote::unfit(ErrorStep::ChangeTenant, name, fault);
}

} // namespace

RemoteComposition::RemoteComposition(ConnectionBook &book, const store::remote::Connection &connection,
                                     const base::Clock &clock, const QString &settingsPath, QObject *parent)
    : QObject(parent)
    , m_book(book)
    , m_connection(connection)
    , m_clock(clock)
    , m_settings(settingsPath)
    , m_theme(settings::WindowPreferences::load(m_settings).theme)
    , m_crypto(book.crypto())
    , m_connections(book, clock)
    , m_lock(clock)
    , m_tenant(
          {.address = connection.address, .login = store::remote::PastedToken(), .authorities = connection.authorities},
          store::Author{{}, u"window"_s})
    , m_copy(ConnectionFiles::of(book.path(), connection), connection.name, m_crypto.cipher(), clock)
    , m_secrets(book, connection, m_tenant.custody())
    , m_session(m_tenant.store())
    , m_drafts(draftPlace(ConnectionFiles::of(book.path(), connection), m_crypto.cipher(), m_random),
               m_session.drafts())
    , m_issuers(m_crypto, m_random, m_tenant.http(), clock, settingsPath)
    , m_server(connection.address)
    , m_logins{.random = m_random,
               .listener = m_listener,
               .openBrowser = [this](const QUrl &url) { return m_browser(url); },
               .codec = m_crypto.keys(),
               .privateKeys = m_crypto.privateKeys(),
               .matching = flow::CallbackMatching::Exact}
    , m_window(std::make_unique<MainWindow>(MainWindow::Parts{
          .access = {m_tenant.store(), m_tenant.editor(), m_session, m_tenant.custody(), m_settings, clock},
          .desk = nullptr,
          .server = m_server,
          .flow = m_tenant.flowParts(),
          .inspector = m_tenant.inspector(),
          .keys = m_crypto.keys(),
          .issuers = m_issuers.desk(),
          .storePath = {},
          .privateKeys = &m_crypto.privateKeys(),
          .certificates = &m_crypto.certificates(),
          .logins = &m_logins,
          .connections = &m_connections,
          .remote = ui::shell::RemoteParts{.name = connection.name,
                                           .domain = connection.address.domain(),
                                           .color = connection.color,
                                           .status = m_status,
                                           .lock = m_lock,
                                           .isProduction = connection.isProduction},
      }))
{
    m_browser = &QDesktopServices::openUrl;
    m_tenant.setReview([this](const domain::ChangeSet &changes) { return review(changes); });
    connectTenant();
    connectWindow();
    answerRequests(*m_window, m_theme, m_settings);
}

RemoteComposition::~RemoteComposition()
{
    m_tenant.backend().setProgressListener({});
    m_tenant.backend().setWaitListener({});
}

void RemoteComposition::connectTenant()
{
    // Both are called in the thread that asks.
    m_tenant.backend().setProgressListener([this](int objects) {
        QMetaObject::invokeMethod(this, [this, objects] { m_status.setReading(objects); }, Qt::QueuedConnection);
    });
    m_tenant.backend().setWaitListener([this](std::chrono::milliseconds time) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(time);
        if (time >= std::chrono::seconds(1)) // what paces requests is not worth a word
            QMetaObject::invokeMethod(this, [this, seconds] { m_status.setWaiting(seconds); }, Qt::QueuedConnection);
    });
    const ResourceServerStore &store = m_tenant.store();
    connect(&store, &ResourceServerStore::partLoaded, this, &RemoteComposition::onPart);
    connect(&store, &ResourceServerStore::loaded, this, &RemoteComposition::onLoaded);
    connect(&store, &ResourceServerStore::loadFailed, this, &RemoteComposition::onLoadFailed);
    connect(&store, &ResourceServerStore::synchronized, this, &RemoteComposition::onSynchronized);
    connect(&store, &ResourceServerStore::lost, this, [this] { m_offline = m_tenant.store().snapshot(); });
    // It can take as long as the first reading, and be stopped like that.
    connect(&store, &ResourceServerStore::refreshStarted, this, [this] { m_status.setReading(0); });
    connect(&store, &ResourceServerStore::refreshFailed, this, [this](const base::Error &error) {
        if (error.code == ErrorCode::Cancelled)
            m_status.settle();
        else
            showOffline(error);
    });
    connect(&store, &ResourceServerStore::regained, m_window.get(), [this] {
        const store::StoreSnapshot &now = m_tenant.store().snapshot();
        const domain::ChangeSet changes = std::exchange(m_offline, {}).changesTo(now);
        m_window->showNote(
            tr("%1 can be reached again.").arg(base::visibleText(m_connection.name, 60)),
            changes.isEmpty()
                ? tr("Nothing was changed there in the meantime.")
                : tr("Changed in the meantime: %1.").arg(base::visibleText(ui::text::changeText(changes, now), 300)));
    });
    connect(&store, &ResourceServerStore::submitFailed, m_window.get(),
            [this](const domain::ChangeSet &, const base::Error &error) {
                if (error.code == ErrorCode::ServerUnreachable || error.code == ErrorCode::TimedOut)
                    m_status.setState(RemoteStatus::State::Offline);
            });
}

void RemoteComposition::followConnection()
{
    const store::remote::Connection *now = m_connections.connections().find(m_connection.name);
    if (now && !now->isOfSameTenant(m_connection))
        now = nullptr; // its name was given to another tenant
    const bool wasListed = m_isListed;
    m_isListed = now != nullptr;
    if (wasListed && !now && !std::exchange(m_isRemoved, true)) {
        m_window->showError(refused(m_connection.name, ConnectionFault::Removed).error());
        return;
    }
    // The mark is put on at once. Taking it off is for a window that opens then.
    if (now && now->isProduction && !std::exchange(m_connection.isProduction, true)) {
        m_lock.close();
        m_window->markProduction();
        m_window->showNote(tr("%1 is marked as production now.").arg(base::visibleText(m_connection.name, 60)),
                           tr("It is read only until you unlock it, and you see each change before it is sent."));
    }
}

void RemoteComposition::connectWindow()
{
    connect(&m_secrets, &ClientSecrets::failed, m_window.get(), &MainWindow::showError);
    connect(&m_connections, &ConnectionDesk::changed, this, &RemoteComposition::followConnection);
    std::ignore = m_connections.reload();
    connect(m_window.get(), &MainWindow::retryRequested, this, [this] {
        m_window->showOpening();
        logIn();
    });
    connect(m_window.get(), &MainWindow::stopRequested, this, [this] { m_tenant.store().cancelLoad(); });
}

void RemoteComposition::start(const QString &page)
{
    if (!page.isEmpty())
        m_window->open(page);
    m_window->show();
    m_issuers.follow(*m_window);
    // The first paint comes first.
    QTimer::singleShot(0, this, &RemoteComposition::logIn);
}

void RemoteComposition::logIn()
{
    m_status.setState(RemoteStatus::State::LoggingIn);
    if (!ConnectionSecretDialog::isNeeded(m_connection)) {
        logInWith({});
        return;
    }
    m_question = new ConnectionSecretDialog(m_connection, m_window.get());
    connect(m_question, &ConnectionSecretDialog::given, this, &RemoteComposition::logInWith);
    connect(m_question, &QDialog::rejected, this, [this] {
        m_status.setState(RemoteStatus::State::Offline);
        m_window->showStartFailure(
            store::remote::unfit(ErrorStep::LogInToTenant, m_connection.name, ConnectionFault::NoLogin).error());
    });
    m_question->open();
}

void RemoteComposition::logInWith(const base::Secret &typed)
{
    loginOf(m_book, m_connection, typed, this).then(this, [this](const Result<store::remote::Login> &login) {
        if (!login) {
            onLoadFailed(login.error());
            return;
        }
        m_tenant.setLogin(*login);
        m_secrets.load();
        m_tenant.store().load();
    });
}

void RemoteComposition::onPart()
{
    if (!std::exchange(m_isShown, true))
        m_window->showTenant();
}

void RemoteComposition::onLoaded()
{
    onPart();
    if (!std::exchange(m_areDraftsOffered, true))
        offerDrafts(m_drafts, m_session, *m_window);
    for (const auto reading = m_tenant.backend().lastReading(); const QString &scopes : reading.missingScopes)
        m_window->showNote(tr("The token lacks the scope %1.").arg(base::visibleText(scopes)),
                           tr("What needs it is missing here. Connections shows what each feature needs."));
}

void RemoteComposition::onLoadFailed(const base::Error &error)
{
    if (error.code == ErrorCode::Cancelled && m_isShown) {
        m_status.setState(RemoteStatus::State::Stopped);
        return;
    }
    m_status.setState(RemoteStatus::State::Offline);
    if (isUnreachable(error.code) && !m_tenant.store().isLoaded())
        showCopy(error);
    else if (m_isShown)
        m_window->showError(error);
    else
        m_window->showStartFailure(error);
}

void RemoteComposition::showCopy(const base::Error &why)
{
    using store::remote::KeptTenant;
    m_copy.read().then(this, [this, why](const Result<KeptTenant> &kept) {
        if (!kept) {
            // Where there simply is none, the reason to look for one says more.
            const bool isMissing = store::remote::faultOf(kept.error()) == ConnectionFault::CopyMissing;
            const base::Error &error = isMissing ? why : kept.error();
            if (m_isShown)
                m_window->showError(error);
            else
                m_window->showStartFailure(error);
            return;
        }
        m_isCopy = true;
        m_offline = kept->tenant;
        m_status.setKept(kept->at);
        m_tenant.store().showKept(kept->tenant);
        showOffline(why);
    });
}

void RemoteComposition::showOffline(const base::Error &why)
{
    m_status.setState(RemoteStatus::State::Offline);
    const auto &asOf = m_status.lastSync();
    m_window->showQuestion(ui::text::errorText(why).what,
                           asOf ? tr("You see it as it was on %1. It can be changed when it can be reached.")
                                      .arg(ui::text::localTime(*asOf))
                                : QString(),
                           tr("Try again"), [this] { reach(); });
}

void RemoteComposition::reach()
{
    m_status.setState(RemoteStatus::State::LoggingIn);
    // A refresh that fails is told once; this one was asked for.
    m_tenant.backend().logIn().then(this, [this](const Result<std::optional<QStringList>> &scopes) {
        if (scopes)
            m_tenant.store().refresh();
        else
            showOffline(scopes.error());
    });
}

void RemoteComposition::onSynchronized()
{
    m_isCopy = false;
    m_status.setOnline(m_clock.now());
    tellNews();
    const auto committed = m_tenant.store().committedSnapshots().read();
    m_copy.keep(committed ? *committed : m_tenant.store().snapshot());
}

void RemoteComposition::tellNews()
{
    for (const auto dropped = m_tenant.backend().takeDropped(); const store::remote::Dropped &one : dropped)
        m_window->showNote(
            tr("The tenant did not keep everything of %1 as it was sent.").arg(base::visibleText(one.object, 100)),
            tr("Different now: %1. The page shows what the tenant has.")
                .arg(base::visibleText(one.members.join(u", "_s), 300)));
}

base::Job<void> RemoteComposition::review(const domain::ChangeSet &changes)
{
    // What the file says now, even where nobody has heard of it yet.
    std::ignore = m_connections.reload();
    if (m_isRemoved)
        return base::Job<void>::ready(refused(m_connection.name, ConnectionFault::Removed));
    if (!m_isCopy)
        return m_connection.isProduction ? reviewByPerson(changes) : base::Job<void>::ready({});
    // Nobody is logged in where a copy is shown: one request says whether the tenant is back.
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto end = [promise](const Result<void> &result) {
        promise->addResult(result);
        promise->finish();
    };
    m_tenant.backend().logIn().then(this, [this, changes, end](const Result<std::optional<QStringList>> &scopes) {
        if (!scopes)
            end(refused(m_connection.name, ConnectionFault::Offline));
        else if (m_connection.isProduction)
            reviewByPerson(changes).then(this, end);
        else
            end({});
    });
    return base::Job<void>(promise->future());
}

base::Job<void> RemoteComposition::reviewByPerson(const domain::ChangeSet &changes)
{
    if (!m_lock.isOpen())
        return base::Job<void>::ready(refused(m_connection.name, ConnectionFault::Locked));
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto end = [promise](Result<void> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    // Over whatever dialog the change comes from.
    QWidget *above = QApplication::activeModalWidget();
    // Named by what they are called as long as nothing was sent: what is deleted has no name any more.
    const auto before = m_tenant.store().committedSnapshots().read();
    const store::StoreSnapshot &names = before ? *before : m_tenant.store().snapshot();
    auto *dialog = new ui::dialogs::ReviewDialog(m_connection.name, changes, names, above ? above : m_window.get());
    connect(dialog, &QDialog::finished, this, [this, end](int answer) {
        if (answer != QDialog::Accepted)
            end(refused(m_connection.name, ConnectionFault::NotSent));
        else
            end(m_lock.isOpen() ? Result<void>() : refused(m_connection.name, ConnectionFault::Locked));
    });
    dialog->open();
    return base::Job<void>(promise->future());
}

void RemoteComposition::raise(const QString &page)
{
    if (!page.isEmpty())
        m_window->open(page);
    if (m_window->isMinimized())
        m_window->showNormal();
    m_window->raise();
    m_window->activateWindow();
}

void RemoteComposition::terminate()
{
    m_window->saveState();
    if (const auto kept = m_drafts.save(); !kept)
        qCWarning(base::logStore) << "drafts are not kept:" << kept.error().detail;
    constexpr std::chrono::seconds longest{5};
    m_tenant.store().whenSettled(this, [] { QCoreApplication::exit(0); });
    QTimer::singleShot(longest, this, [] { QCoreApplication::exit(0); });
}

} // namespace gatehouse::app
