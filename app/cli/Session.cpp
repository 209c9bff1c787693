#include "app/cli/Session.h"

#include "app/cli/ProgressLine.h"
#include "app/cli/Wait.h"
#include "models/base/Text.h"
#include "models/domain/Passphrase.h"
#include "models/store/connection/ConnectionFault.h"
#include "ui/text/ChangeText.h"
#include "ui/text/CopyText.h"
#include "ui/text/ErrorText.h"
#include "ui/text/TimeText.h"

#include <QEventLoop>
#include <QFileInfo>

#include <unistd.h>
#include <utility>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

/// How often a person is asked before the command gives up.
constexpr int mostTries = 3;
/// A Management token with all scopes has nine kilobytes.
constexpr qsizetype mostTokenBytes = qsizetype{64} * 1024;

} // namespace

Session::Session(const base::Clock &clock, QString storePath, PassphraseSource passphrase, ConnectionChoice connection)
    : m_path(QFileInfo(storePath.isEmpty() ? Engine::defaultStorePath() : storePath).absoluteFilePath())
    , m_passphrase(std::move(passphrase))
    , m_connection(std::move(connection))
    , m_clock(clock)
{
}

Session::~Session() = default;

std::optional<store::Rollback> Session::takeRollback()
{
    if (!m_engine || std::exchange(m_isRollbackTaken, true))
        return {};
    return m_engine->store().rollback();
}

QStringList Session::takeNotes()
{
    QStringList notes = std::exchange(m_notes, {});
    if (const auto rollback = takeRollback())
        notes.append(ui::text::storeRolledBack(m_path, *rollback) + u' ' + ui::text::rollbackAdvice());
    return notes;
}

bool Session::storeExists() const
{
    return QFileInfo::exists(m_path);
}

store::Edit<void> Session::open()
{
    if (m_store)
        return {};
    if (isRemote())
        return openRemote();
    auto engine = std::make_unique<Engine>(m_path, u"command line"_s);
    std::optional<store::Edit<void>> outcome;
    QEventLoop loop;
    QObject::connect(engine.get(), &Engine::ready, &loop, [&outcome, &loop] {
        outcome = store::Edit<void>{};
        loop.quit();
    });
    const auto fail = [&outcome, &loop](const base::Error &error) {
        outcome = std::unexpected(store::Refusal(error));
        loop.quit();
    };
    QObject::connect(engine.get(), &Engine::failed, &loop, fail);
    QObject::connect(engine.get(), &Engine::keyFileMadePrivate, &loop,
                     [this](const QString &path) { m_notes.append(ui::text::keyFileMadePrivate(path)); });
    int tries = 0;
    const auto answer = [this, &engine, &tries, fail](const QString &prompt) {
        ++tries;
        if (const auto error = answerPassphrase(*engine, prompt))
            fail(*error);
    };
    QObject::connect(engine.get(), &Engine::passphraseNeeded, &loop,
                     [this, answer] { answer(u"Passphrase for %1: "_s.arg(m_path)); });
    QObject::connect(engine.get(), &Engine::passphraseRefused, &loop,
                     [this, answer, fail, &tries](const base::Error &error) {
                         if (m_passphrase.isPerson() && tries < mostTries)
                             answer(u"That is not it. Passphrase for %1: "_s.arg(m_path));
                         else
                             fail(error);
                     });
    engine->open();
    // An error may have been told before the loop began.
    if (!outcome)
        loop.exec();
    if (outcome->has_value()) {
        m_engine = std::move(engine);
        listen(m_engine->store());
    }
    return *outcome;
}

void Session::listen(store::ResourceServerStore &store)
{
    m_store = &store;
    // Heard from now on, not from when somebody waits: a refusal that the worker gives at once, such as that of a store
    // that is read-only, is told from within submit().
    QObject::connect(&store, &store::ResourceServerStore::submitFailed, &store,
                     [this](const domain::ChangeSet &, const base::Error &error) { m_failure = error; });
}

base::Result<store::remote::Login> Session::login(ConnectionBook &book, const store::remote::Connection &connection)
{
    using store::remote::SecretPlace;
    const bool isAsked = connection.clientId.isEmpty() || connection.place == SecretPlace::Nowhere;
    if (isAsked && !m_alsoRead.isEmpty() && ::isatty(STDIN_FILENO) == 0) {
        m_notes.append(u"The first line of standard input was taken as the %1 of %2; %3 are the lines after it."_s.arg(
            connection.clientId.isEmpty() ? u"Management token"_s : u"client secret"_s, connection.name, m_alsoRead));
    }
    if (connection.clientId.isEmpty()) {
        return readSecretLine(u"Management token for %1: "_s.arg(connection.name), connection.name, mostTokenBytes)
            .transform([](base::Secret token) { return store::remote::PastedToken{std::move(token)}; });
    }
    base::Result<base::Secret> secret;
    if (connection.place == SecretPlace::Nowhere) {
        secret =
            readSecretLine(u"Client secret for %1: "_s.arg(connection.name), connection.name, domain::maxPassphrase);
    } else {
        base::Secret passphrase;
        if (connection.place == SecretPlace::Passphrase) {
            auto typed = m_passphrase.read(u"Passphrase for %1: "_s.arg(connection.name), connection.name);
            if (!typed)
                return std::unexpected(typed.error());
            passphrase = *std::move(typed);
        }
        secret = wait(book.secret(connection, passphrase));
    }
    return secret.transform([&](base::Secret opened) {
        return store::remote::ClientCredentials{.clientId = connection.clientId, .secret = std::move(opened)};
    });
}

store::Edit<void> Session::openRemote()
{
    const auto connections = m_book.read();
    if (!connections)
        return std::unexpected(store::Refusal(connections.error()));
    const store::remote::Connection *connection = connections->find(m_connection.name);
    if (!connection)
        return store::refuse(store::remote::unfit(base::ErrorStep::ReadConnections, m_connection.name,
                                                  store::remote::ConnectionFault::Unknown)
                                 .error());
    m_copy = std::make_unique<TenantCopy>(ConnectionFiles::of(m_book.path(), *connection), connection->name,
                                          m_book.crypto().cipher(), m_clock);
    if (m_connection.isOffline)
        return openCopy(*connection);
    auto login = this->login(m_book, *connection);
    if (!login)
        return std::unexpected(store::Refusal(login.error()));
    m_isProduction = connection->isProduction;
    std::optional<store::remote::ClientCredentials> own;
    if (const auto *client = std::get_if<store::remote::ClientCredentials>(&*login))
        own = *client;
    auto remote = std::make_unique<RemoteTenant>(
        store::remote::ManagementBackend::Options{
            .address = connection->address, .login = *std::move(login), .authorities = connection->authorities},
        store::Author{{}, u"command line"_s});
    if (auto isRead = readTenant(*remote, connection->name); !isRead)
        return isRead;
    m_remote = std::move(remote);
    if (own)
        m_remote->custody().noteClientSecret(domain::ClientId(own->clientId), own->secret);
    loadSecrets(*connection);
    listen(m_remote->store());
    m_copy->keep(tenant());
    noteReading();
    return {};
}

void Session::loadSecrets(const store::remote::Connection &connection)
{
    m_secrets = std::make_unique<ClientSecrets>(m_book, connection, m_remote->custody());
    if (connection.place != store::remote::SecretPlace::Keychain)
        return;
    QEventLoop loop;
    QObject::connect(m_secrets.get(), &ClientSecrets::loaded, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    m_secrets->load();
    loop.exec();
}

store::Edit<void> Session::readTenant(RemoteTenant &remote, const QString &name)
{
    std::optional<base::Error> failure;
    QEventLoop loop;
    QObject::connect(&remote.store(), &store::ResourceServerStore::loaded, &loop, &QEventLoop::quit);
    QObject::connect(&remote.store(), &store::ResourceServerStore::loadFailed, &loop,
                     [&failure, &loop](const base::Error &error) {
                         failure = error;
                         loop.quit();
                     });
    ProgressLine progress;
    remote.backend().setProgressListener([&progress, name](int objects) {
        progress.show(u"Reading %1: %2 objects"_s.arg(name, QString::number(objects)));
    });
    remote.backend().setWaitListener([&progress, name](std::chrono::milliseconds time) {
        if (const auto seconds = time.count() / 1000; seconds > 0)
            progress.show(u"%1 wants no request for %2 s"_s.arg(name, QString::number(seconds)));
    });
    remote.store().load();
    loop.exec();
    remote.backend().setProgressListener({});
    remote.backend().setWaitListener({});
    if (!failure)
        return {};
    if (isUnreachable(failure->code) && wait(m_copy->read()))
        m_notes.append(u"A copy of %1 is kept on this computer; --offline shows it."_s.arg(name));
    return std::unexpected(store::Refusal(*failure));
}

store::Edit<void> Session::openCopy(const store::remote::Connection &connection)
{
    const auto kept = wait(m_copy->read());
    if (!kept)
        return std::unexpected(store::Refusal(kept.error()));
    m_remote =
        std::make_unique<RemoteTenant>(store::remote::ManagementBackend::Options{.address = connection.address,
                                                                                 .login = store::remote::PastedToken(),
                                                                                 .authorities = connection.authorities},
                                       store::Author{{}, u"command line"_s});
    listen(m_remote->store());
    m_remote->store().showKept(kept->tenant);
    m_notes.append(u"Offline: %1 as of %2."_s.arg(connection.name, ui::text::localTime(kept->at)));
    return {};
}

void Session::noteReading()
{
    const auto reading = m_remote->backend().lastReading();
    for (const QString &scopes : reading.missingScopes)
        m_notes.append(u"The token lacks the scope %1, so what needs it is skipped."_s.arg(base::visibleText(scopes)));
}

void Session::noteDropped()
{
    for (const auto dropped = m_remote->backend().takeDropped(); const store::remote::Dropped &one : dropped) {
        m_isIncomplete = true;
        m_notes.append(u"The tenant did not keep %1 of %2 as it was sent; `show` tells what it is now."_s.arg(
            base::visibleText(one.members.join(u", "_s)), base::visibleText(one.object)));
    }
}

const store::Custody &Session::custody() const
{
    if (m_remote)
        return m_remote->custody();
    return m_engine->custody();
}

flow::ClientCredentialsFlow::Parts Session::flowParts()
{
    return m_remote ? m_remote->flowParts() : m_engine->flowParts();
}

const Verification &Session::verification() const
{
    if (m_remote)
        return m_remote->verification();
    return m_engine->crypto();
}

std::optional<base::Error> Session::answerPassphrase(Engine &engine, const QString &prompt) const
{
    const auto passphrase = m_passphrase.read(prompt, m_path);
    if (!passphrase)
        return passphrase.error();
    engine.unlock(*passphrase);
    return {};
}

store::Edit<void> Session::commit(const domain::ChangeSet &changes)
{
    if (m_connection.isOffline && !changes.isEmpty())
        return store::refuse(store::remote::unfit(base::ErrorStep::ChangeTenant, m_connection.name,
                                                  store::remote::ConnectionFault::Offline)
                                 .error());
    if (m_isProduction && !m_connection.allowsProduction && !changes.isEmpty()) {
        m_notes.append(u"It would have been: %1."_s.arg(describe(changes)));
        return store::refuse(store::remote::unfit(base::ErrorStep::ChangeTenant, m_connection.name,
                                                  store::remote::ConnectionFault::Production)
                                 .error());
    }
    if (!changes.isEmpty())
        m_store->submit(changes);
    const auto settled = settle();
    if (m_remote) {
        noteDropped();
        m_copy->keep(tenant());
        // What was made and is not kept would be with the tenant alone.
        if (const auto kept = wait(m_secrets->keep()); !kept)
            m_notes.append(ui::text::errorText(kept.error()).oneLine());
    }
    if (!settled || m_remote)
        return settled;
    // A session that goes on after its user was blocked would make a success of a half.
    if (const auto ended = m_engine->waitForEndings(); !ended)
        return std::unexpected(store::Refusal(ended.error()));
    return {};
}

store::Edit<void> Session::settle()
{
    store::ResourceServerStore &store = *m_store;
    if (!m_failure && !store.isSettled()) {
        QEventLoop loop;
        QObject::connect(&store, &store::ResourceServerStore::submitFailed, &loop, &QEventLoop::quit);
        QObject::connect(&store, &store::ResourceServerStore::settled, &loop, &QEventLoop::quit);
        loop.exec();
    }
    if (const auto failure = std::exchange(m_failure, std::nullopt))
        return std::unexpected(store::Refusal(*failure));
    return {};
}

QString Session::describe(const domain::ChangeSet &changes) const
{
    return ui::text::changeText(changes, tenant());
}

store::Edit<domain::ResourceServer> Session::findApi(const QString &name) const
{
    return store::TenantEditor::findApi(tenant(), name).transform([this](const domain::ResourceServerId &id) {
        return *tenant().resourceServer(id);
    });
}

store::Edit<domain::ClientApplication> Session::findClient(const QString &name) const
{
    return store::TenantEditor::findClient(tenant(), name).transform([this](const domain::ClientId &id) {
        return *tenant().client(id);
    });
}

} // namespace gatehouse::app::cli
