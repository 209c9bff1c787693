#include "app/engine/Engine.h"

#include "models/domain/Origin.h"
#include "models/settings/qtkeychain/KeychainVault.h"
#include "models/store/Endings.h"
#include "models/store/sql/SeenHead.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QThread>

#include <future>
#include <pwd.h>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace gatehouse::app {

using base::ErrorCode;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

/// The ports tried first on a tenant's first start.
constexpr int preferredPort = 8790;
constexpr int preferredHttpsPort = 8791;

QString userName()
{
    QString name = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    if (!name.isEmpty())
        return name;
    const passwd *entry = getpwuid(getuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : u"uid %1"_s.arg(getuid());
}

QString announcementPath(const QString &storePath)
{
    return storePath + u".server"_s;
}

} // namespace

Engine::Engine(const QString &storePath, const QString &source, std::unique_ptr<settings::SecretVault> vault,
               QObject *parent)
    : QObject(parent)
    , m_path(QFileInfo(storePath.isEmpty() ? defaultStorePath() : storePath).absoluteFilePath())
    , m_custody(m_crypto.cipher(), m_crypto.signers(), m_random)
    , m_identity(m_custody, m_random, m_clock)
    , m_vault(vault ? std::move(vault) : std::make_unique<settings::qtkeychain::KeychainVault>())
    , m_lock(m_custody, m_crypto.cipher(), m_crypto.passphraseKdf(), m_random, *m_vault)
    , m_backend(m_path, m_clock, &m_custody, store::sql::SeenHead::defaultFolder())
    , m_store(m_backend, store::Author{userName(), source})
    , m_editor(m_custody, m_clock, m_random)
    , m_inspector(m_crypto.verifier(), m_crypto.keys(), m_crypto.inspectorExtras())
    , m_ledger(m_path, [this] { return m_custody.storeId(); })
    , m_assertions{m_crypto.verifier(), m_crypto.keys()}
    , m_userGrants{m_ledger, m_random, m_assertions}
    , m_tokens(m_store.committedSnapshots(), m_custody, m_clock, &m_userGrants)
    , m_logins({.tenant = m_store.committedSnapshots(),
                .custody = m_custody,
                .ledger = m_ledger,
                .kdf = m_crypto.passphraseKdf(),
                .random = m_random,
                .clock = m_clock,
                .keepConsent = [this](const store::TenantEditor::NewConsent &consent) { keepConsent(consent); }})
    , m_ownTokens(m_store.committedSnapshots(), m_assertions, m_clock)
    , m_server({.tokens = m_tokens,
                .tenant = m_store.committedSnapshots(),
                .keys = m_crypto.keys(),
                .clock = m_clock,
                .tlsIdentity = [this](base::Instant now) { return tlsIdentity(now); },
                .people = server::AuthorizationServer::Parts::People{m_logins, m_ownTokens},
                .management = server::ManagementParts{.tenant = m_store.committedSnapshots(),
                                                      .tokens = m_ownTokens,
                                                      .editor = m_editor,
                                                      .custody = m_custody,
                                                      .ledger = m_ledger,
                                                      .signers = m_crypto.signers(),
                                                      .keys = m_crypto.keys(),
                                                      .kdf = m_crypto.passphraseKdf(),
                                                      .random = m_random,
                                                      .clock = m_clock,
                                                      .commit =
                                                          [this](const server::ManagementParts::Wanted &wanted,
                                                                 server::ManagementParts::Committed done) {
                                                              commitFor(wanted, std::move(done));
                                                          }}})
    , m_announcement(announcementPath(m_path))
    , m_endpoint(m_http)
{
    connect(&m_store, &store::ResourceServerStore::loaded, this, &Engine::onLoaded);
    connect(&m_store, &store::ResourceServerStore::loadFailed, this, &Engine::failed);
    connect(&m_store, &store::ResourceServerStore::committed, this, &Engine::endWhatWasTakenBack);
    connect(&m_lock, &store::sql::KeyLock::changedElsewhere, this, &Engine::protectionChanged);
    connect(&m_store, &store::ResourceServerStore::replaced, this, &Engine::onReplaced);
}

Engine::~Engine()
{
    stopServer();
}

QString Engine::defaultStorePath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/gatehouse/tenant.gatehouse"_s;
}

void Engine::open()
{
    if (const QStringList missing = m_crypto.missingFeatures(); !missing.isEmpty()) {
        Q_EMIT failed({.code = ErrorCode::Internal,
                       .step = base::ErrorStep::StartCryptography,
                       .subject = missing.join(u", "_s),
                       .detail = u"QCA has no provider for these features"_s});
        return;
    }
    const Result<store::Protection> under = m_lock.begin(m_path);
    if (!under) {
        Q_EMIT failed(under.error());
        return;
    }
    if (m_custody.takeKeyFileWasOpen())
        Q_EMIT keyFileMadePrivate(m_custody.protectionPath().isEmpty() ? store::sql::EnvelopeFile::of(m_path).path()
                                                                       : m_custody.protectionPath());
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
    return KeyStatus{.protection = envelope->protection(),
                     .storeId = envelope->storeId,
                     .path = file.path(),
                     .wasOpenToOthers = envelope->wasOpenToOthers};
}

void Engine::onLoaded()
{
    // The store has its head since it was opened. Where the key file cannot be written, the next start tries again.
    if (m_store.capabilities().write)
        m_lock.noteHead();
    const store::StoreSnapshot &tenant = m_store.snapshot();
    if (tenant.revision == 0 && tenant.signingKeys.isEmpty() && m_store.capabilities().write)
        makeFirstTenant();
    else
        Q_EMIT ready();
}

void Engine::onReplaced()
{
    const Result<KeyStatus> key = keyStatus(m_path);
    if (const Result<QByteArray> ours = m_custody.storeId(); !key || !ours || key->storeId != *ours)
        open();
}

void Engine::keepConsent(const store::TenantEditor::NewConsent &consent)
{
    // The code goes out once the consent is written, or a client that comes back at once would be told that there is
    // none. What cannot be kept in time is asked again.
    constexpr std::chrono::seconds patience{2};
    auto kept = std::make_shared<std::promise<void>>();
    QMetaObject::invokeMethod(
        this,
        [this, consent, kept] {
            if (const auto changes = m_editor.giveConsent(m_store.snapshot(), consent); changes && !changes->isEmpty())
                m_store.submit(*changes);
            m_store.whenSettled(this, [kept] { kept->set_value(); });
        },
        Qt::AutoConnection);
    if (QThread::currentThread() != thread())
        std::ignore = kept->get_future().wait_for(patience);
}

void Engine::commitFor(const server::ManagementParts::Wanted &wanted, server::ManagementParts::Committed done)
{
    QMetaObject::invokeMethod(
        this,
        [this, wanted, done = std::move(done)] {
            if (m_store.capabilities().write)
                m_store.commitFor(wanted.changes, wanted.author, wanted.batch, wanted.expected).then(this, done);
            else
                done(base::failure(ErrorCode::StoreReadOnly, base::ErrorStep::Commit, m_path));
        },
        Qt::QueuedConnection);
}

void Engine::endWhatWasTakenBack(const domain::ChangeSet &changes)
{
    store::Endings endings = store::endingsOf(changes);
    if (endings.isEmpty())
        return;
    const auto end = [this, endings = std::move(endings)] {
        const Result<void> ended = store::endIn(m_ledger, endings);
        if (ended)
            return;
        m_notEnded = ended.error();
        QMetaObject::invokeMethod(this, [this, ended] { Q_EMIT endingFailed(ended.error()); }, Qt::QueuedConnection);
    };
    m_hasEndings = true;
    if (!m_thread.post(end))
        end();
}

Result<void> Engine::waitForEndings()
{
    if (!std::exchange(m_hasEndings, false))
        return {};
    std::promise<Result<void>> promise;
    const auto tell = [this, &promise] {
        const auto error = std::exchange(m_notEnded, std::nullopt);
        promise.set_value(error ? Result<void>(std::unexpected(*error)) : Result<void>());
    };
    if (!m_thread.post(tell))
        tell();
    return promise.get_future().get();
}

void Engine::makeFirstTenant()
{
    // Finding two primes takes up to a second: not on the thread that paints.
    auto promise = std::make_shared<QPromise<Result<domain::ChangeSet>>>();
    promise->start();
    const base::Job<domain::ChangeSet> job(promise->future());
    const bool isStarted = m_thread.post([this, promise] {
        auto changes = m_editor.firstStart(m_crypto.signers());
        if (changes)
            promise->addResult(*changes);
        else if (const auto *error = std::get_if<base::Error>(&changes.error()))
            promise->addResult(std::unexpected(*error));
        else
            promise->addResult(base::failure(ErrorCode::Internal, base::ErrorStep::MakeFirstTenant));
        promise->finish();
    });
    if (!isStarted) {
        Q_EMIT failed({.code = ErrorCode::ThreadRefused,
                       .step = base::ErrorStep::MakeFirstTenant,
                       .subject = m_path,
                       .detail = {}});
        return;
    }
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

Result<int> Engine::startServer(std::optional<int> port, std::optional<int> httpsPort)
{
    const domain::Tenant &tenant = m_store.snapshot().tenant;
    const int http = tenant.serverPort;
    const int https = tenant.httpsPort;
    const auto wanted = [](std::optional<int> asked, int remembered, int preferred) {
        return asked.value_or(remembered > 0 ? remembered : preferred);
    };
    // Without a place for the authority there is no https: one that is gone tomorrow is not worth trusting.
    const bool isSecure = authority().has_value();
    const auto start = [&](int httpWanted, int httpsWanted) {
        return m_server.start(httpWanted, isSecure ? std::optional(httpsWanted) : std::nullopt);
    };
    int httpWanted = wanted(port, http, preferredPort);
    int httpsWanted = wanted(httpsPort, https, preferredHttpsPort);
    Result<int> started = start(httpWanted, httpsWanted);
    // A first start may take any port; a remembered one is part of every token's issuer and is never changed silently.
    // Who asks for any port for http does not care about the other.
    const bool isHttpsFixed = httpsPort.value_or(0) > 0 || (https > 0 && port != 0);
    constexpr int listeners = 2;
    for (int i = 0; i < listeners && !started && started.error().code == ErrorCode::PortInUse; ++i) {
        const bool isHttps = started.error().subject == QString::number(httpsWanted);
        if (isHttps ? isHttpsFixed : (port || http > 0))
            break;
        (isHttps ? httpsWanted : httpWanted) = 0;
        started = start(httpWanted, httpsWanted);
    }
    if (!started)
        return started;
    if (*started != http)
        remember(m_editor.setServerPort(m_store.snapshot(), *started));
    if (const int now = m_server.httpsPort(); now > 0 && now != https)
        remember(m_editor.setHttpsPort(m_store.snapshot(), now));
    m_announcement.publish(*started);
    if (const auto scopes = m_editor.completeManagementApi(m_store.snapshot()); scopes && !scopes->isEmpty())
        remember(scopes);
    prepareNextKey();
    return started;
}

void Engine::prepareNextKey()
{
    if (!m_store.capabilities().write || m_store.snapshot().nextSigningKey())
        return;
    // Two primes, as above. Without a thread the next start tries again; a change that another process was faster with
    // is refused, and is no loss.
    std::ignore = m_thread.post([this, tenant = m_store.snapshot()] {
        const auto changes = m_editor.prepareNextKey(tenant, m_crypto.signers());
        QMetaObject::invokeMethod(this, [this, changes] { remember(changes); }, Qt::QueuedConnection);
    });
}

void Engine::remember(const store::Edit<domain::ChangeSet> &changes)
{
    if (changes && m_store.capabilities().write)
        m_store.submit(*changes);
}

Result<QByteArray> Engine::authority()
{
    const jose::CertificateMint &mint = m_crypto.certificateMint();
    const QByteArray kept = m_store.snapshot().tenant.authorityCertificate;
    if (!mint.isAuthorityDue(kept, m_clock.now()))
        return kept;
    if (!m_store.capabilities().write)
        return base::failure(ErrorCode::StoreReadOnly, base::ErrorStep::MintCertificate, m_path);
    const auto made = mint.makeAuthority(m_clock.now());
    if (!made)
        return std::unexpected(made.error());
    const auto changes = m_editor.setAuthority(m_store.snapshot(), *made);
    if (!changes)
        return base::failure(ErrorCode::Internal, base::ErrorStep::MintCertificate);
    m_store.submit(*changes);
    return made->certificate;
}

/// On this object's thread the authority may have been made a moment ago; on the server's, what is committed counts.
Result<jose::TlsIdentity> Engine::tlsIdentity(base::Instant now) const
{
    domain::Tenant tenant;
    if (QThread::currentThread() == thread()) {
        tenant = m_store.snapshot().tenant;
    } else {
        const auto committed = m_store.committedSnapshots().read();
        if (!committed)
            return base::failure(ErrorCode::StoreGone, base::ErrorStep::MintCertificate, m_path);
        tenant = committed->tenant;
    }
    auto key = m_custody.authorityKey(tenant);
    if (!key)
        return std::unexpected(key.error());
    return m_crypto.certificateMint().makeIdentity({.certificate = tenant.authorityCertificate, .key = *std::move(key)},
                                                   now);
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
    return port ? std::optional(QUrl(domain::Origin{.port = *port}.issuer())) : std::nullopt;
}

QStringList Engine::issuers() const
{
    QStringList issuers;
    if (const auto running = runningServer())
        issuers.append(domain::issuersOf(running->port(), m_server.isRunning() ? m_server.httpsPort() : 0));
    const domain::Tenant &tenant = m_store.snapshot().tenant;
    issuers.append(domain::issuersOf(tenant.serverPort, tenant.httpsPort));
    issuers.removeDuplicates();
    return issuers;
}

flow::ClientCredentialsFlow::Parts Engine::flowParts()
{
    return {m_http, m_endpoint, m_custody, m_identity, m_inspector, m_clock};
}

flow::UserFlow::Parts Engine::userFlowParts()
{
    return {m_http, m_custody, m_identity, m_inspector, m_clock, m_random};
}

} // namespace gatehouse::app
