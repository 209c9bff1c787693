#include "app/engine/Engine.h"

#include "models/domain/Tenant.h"
#include "models/settings/qtkeychain/KeychainVault.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QThreadPool>

#include <pwd.h>
#include <unistd.h>
#include <utility>

namespace gatehouse::app {

using base::ErrorCode;
using base::Result;

namespace {

/// The port tried first on a tenant's first start.
constexpr int preferredPort = 8790;

QString userName()
{
    QString name = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    if (!name.isEmpty())
        return name;
    const passwd *entry = getpwuid(getuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QStringLiteral("uid %1").arg(getuid());
}

QString announcementPath(const QString &storePath)
{
    return storePath + QStringLiteral(".server");
}

} // namespace

Engine::Engine(const QString &storePath, const QString &source, std::unique_ptr<settings::SecretVault> vault,
               QObject *parent)
    : QObject(parent)
    , m_path(QFileInfo(storePath.isEmpty() ? defaultStorePath() : storePath).absoluteFilePath())
    , m_custody(m_crypto.cipher(), m_crypto.signers(), m_random)
    , m_vault(vault ? std::move(vault) : std::make_unique<settings::qtkeychain::KeychainVault>())
    , m_lock(m_custody, m_crypto.cipher(), m_crypto.passphraseKdf(), m_random, *m_vault)
    , m_backend(m_path, m_clock)
    , m_store(m_backend, store::Author{userName(), source})
    , m_editor(m_custody, m_clock, m_random)
    , m_inspector(m_crypto.verifier(), m_crypto.keys(), m_crypto.inspectorExtras())
    , m_tokens(m_store.committedSnapshots(), m_custody, m_clock)
    , m_server({m_tokens, m_store.committedSnapshots(), m_crypto.keys()})
    , m_announcement(announcementPath(m_path))
    , m_endpoint(m_http)
{
    connect(&m_store, &store::ResourceServerStore::loaded, this, &Engine::onLoaded);
    connect(&m_store, &store::ResourceServerStore::loadFailed, this, &Engine::failed);
}

Engine::~Engine()
{
    stopServer();
}

QString Engine::defaultStorePath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/gatehouse/tenant.gatehouse");
}

void Engine::open()
{
    if (const QStringList missing = m_crypto.missingFeatures(); !missing.isEmpty()) {
        Q_EMIT failed({.code = ErrorCode::Internal,
                       .step = QStringLiteral("start cryptography"),
                       .subject = missing.join(QStringLiteral(", ")),
                       .detail = QStringLiteral("QCA has no provider for these features")});
        return;
    }
    const Result<store::Protection> under = m_lock.begin(m_path);
    if (!under) {
        Q_EMIT failed(under.error());
        return;
    }
    if (*under == store::Protection::Passphrase)
        Q_EMIT passphraseNeeded();
    else if (*under == store::Protection::Keychain)
        m_lock.unlockWithKeychain().then(this, [this](const Result<void> &unlocked) { onUnlocked(unlocked); });
    else
        m_store.load();
}

void Engine::unlock(const base::Secret &passphrase)
{
    m_lock.unlockWithPassphrase(passphrase).then(this, [this](const Result<void> &unlocked) { onUnlocked(unlocked); });
}

void Engine::onUnlocked(const Result<void> &unlocked)
{
    if (unlocked)
        m_store.load();
    else if (unlocked.error().code == ErrorCode::Conflict)
        open(); // another process has put the key under something else
    else if (unlocked.error().code == ErrorCode::PassphraseWrong)
        Q_EMIT passphraseRefused(unlocked.error());
    else
        Q_EMIT failed(unlocked.error());
}

Result<Engine::KeyStatus> Engine::keyStatus(const QString &storePath)
{
    const auto file = store::sql::EnvelopeFile::of(QFileInfo(storePath).absoluteFilePath());
    const auto envelope = file.read();
    if (!envelope)
        return std::unexpected(envelope.error());
    return KeyStatus{.protection = envelope->protection(), .storeId = envelope->storeId, .path = file.path()};
}

void Engine::onLoaded()
{
    const store::StoreSnapshot &tenant = m_store.snapshot();
    if (tenant.revision == 0 && tenant.signingKeys.isEmpty() && m_store.capabilities().write)
        makeFirstTenant();
    else
        Q_EMIT ready();
}

void Engine::makeFirstTenant()
{
    // Finding two primes takes up to a second: not on the thread that paints.
    auto promise = std::make_shared<QPromise<Result<domain::ChangeSet>>>();
    promise->start();
    const base::Job<domain::ChangeSet> job(promise->future());
    QThreadPool::globalInstance()->start([this, promise] {
        auto changes = m_editor.firstStart(m_crypto.signers());
        if (changes)
            promise->addResult(*changes);
        else if (const auto *error = std::get_if<base::Error>(&changes.error()))
            promise->addResult(std::unexpected(*error));
        else
            promise->addResult(base::failure(ErrorCode::Internal, "make first tenant"));
        promise->finish();
    });
    job.then(this, [this](Result<domain::ChangeSet> changes) {
        if (!changes) {
            Q_EMIT failed(changes.error());
            return;
        }
        auto ends = std::make_shared<QList<QMetaObject::Connection>>();
        const auto end = [ends] {
            for (const QMetaObject::Connection &connection : std::as_const(*ends))
                disconnect(connection);
            ends->clear();
        };
        ends->append(connect(&m_store, &store::ResourceServerStore::committed, this, [this, end] {
            end();
            Q_EMIT ready();
        }));
        ends->append(connect(&m_store, &store::ResourceServerStore::submitFailed, this,
                             [this, end](const domain::ChangeSet &, const base::Error &error) {
                                 end();
                                 // Another process that started at the same moment made the tenant: take its.
                                 const bool overtaken =
                                     error.code == ErrorCode::Conflict || error.code == ErrorCode::Refused;
                                 if (overtaken && !std::exchange(m_overtaken, true))
                                     m_store.load();
                                 else
                                     Q_EMIT failed(error);
                             }));
        m_store.submit(*changes);
    });
}

Result<int> Engine::startServer(std::optional<int> port)
{
    const int remembered = m_store.snapshot().tenant.serverPort;
    Result<int> started = m_server.start(port.value_or(remembered > 0 ? remembered : preferredPort));
    // A first start may take any port; a remembered one is part of every token's issuer and is never changed silently.
    if (!started && !port && remembered == 0 && started.error().code == ErrorCode::PortInUse)
        started = m_server.start(0);
    if (!started)
        return started;
    if (*started != remembered && m_store.capabilities().write) {
        if (const auto changes = m_editor.setServerPort(m_store.snapshot(), *started))
            m_store.submit(*changes);
    }
    m_announcement.publish(*started);
    return started;
}

Result<int> Engine::startTemporaryServer()
{
    Result<int> started = m_server.start(m_store.snapshot().tenant.serverPort);
    if (!started && started.error().code == ErrorCode::PortInUse)
        started = m_server.start(0);
    return started;
}

void Engine::stopServer()
{
    m_announcement.withdraw();
    m_server.stop();
}

std::optional<QUrl> Engine::runningServer() const
{
    if (m_server.isRunning())
        return QUrl(m_server.issuer());
    const auto port = ServerAnnouncement::read(announcementPath(m_path));
    return port ? std::optional(QUrl(domain::issuerForPort(*port))) : std::nullopt;
}

QStringList Engine::issuers() const
{
    QStringList issuers;
    if (const auto running = runningServer())
        issuers.append(running->toString());
    if (const int port = m_store.snapshot().tenant.serverPort; port > 0)
        issuers.append(domain::issuerForPort(port));
    issuers.removeDuplicates();
    return issuers;
}

flow::ClientCredentialsFlow::Parts Engine::flowParts()
{
    return {m_http, m_endpoint, m_custody, m_inspector, m_clock};
}

} // namespace gatehouse::app
