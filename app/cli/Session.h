#pragma once

#include "app/cli/PassphraseSource.h"
#include "app/engine/ClientSecrets.h"
#include "app/engine/ConnectionBook.h"
#include "app/engine/Engine.h"
#include "app/engine/RemoteTenant.h"
#include "app/engine/TenantCopy.h"

#include <functional>
#include <optional>

namespace gatehouse::app::cli {

/// Which connection a command works with; without a name it is the store.
struct ConnectionChoice
{
    QString name = {};
    bool allowsProduction = false; ///< a production tenant may be changed
    bool isOffline = false;        ///< its copy is shown, and nothing is sent
};

/// The tenant for the length of one command: opened when first asked for, waited for with a local event loop, which
/// only a program without a window may do.
class Session
{
public:
    /// `clock` outlives it. Empty: the default store. `passphrase` is asked where the store's key is under one.
    Session(const base::Clock &clock, QString storePath, PassphraseSource passphrase = PassphraseSource(),
            ConnectionChoice connection = {});
    ~Session();

    /// Opens the store, once; a missing one is made. Of a connection, logs in and reads the tenant.
    store::Edit<void> open();
    /// The command reads `what` from standard input, too: what opening takes from there first is said.
    void shareStandardInput(const QString &what) { m_alsoRead = what; }
    /// That the store has gone back, for whoever reports it; nothing the next time.
    std::optional<store::Rollback> takeRollback();
    /// Sentences for whoever uses the command, each once: what opening has put right, and that the store has gone back.
    QStringList takeNotes();
    /// Whether the store's file exists; nothing is opened or made.
    bool storeExists() const;
    QString storePath() const { return m_path; }
    const PassphraseSource &passphrase() const { return m_passphrase; }
    /// Whether a tenant did not keep all that was sent.
    bool isIncomplete() const { return m_isIncomplete; }
    bool isRemote() const { return !m_connection.name.isEmpty(); }

    // Valid after open() succeeded.
    Engine &engine() { return *m_engine; }       ///< of a store, not of a connection
    RemoteTenant &remote() { return *m_remote; } ///< of a connection
    const store::StoreSnapshot &tenant() const { return m_store->snapshot(); }
    store::TenantEditor &editor() { return m_remote ? m_remote->editor() : m_engine->editor(); }
    const store::Custody &custody() const;
    flow::ClientCredentialsFlow::Parts flowParts();
    const Verification &verification() const;

    /// Submits `changes` and waits until they are committed or refused. A production tenant is not changed unasked.
    store::Edit<void> commit(const domain::ChangeSet &changes);
    /// Waits for changes that somebody else submitted, such as a server that remembers its port.
    store::Edit<void> settle();
    /// What `changes` does, in one line.
    QString describe(const domain::ChangeSet &changes) const;

    store::Edit<domain::ResourceServer> findApi(const QString &name) const;
    store::Edit<domain::ClientApplication> findClient(const QString &name) const;

private:
    store::Edit<void> openRemote();
    store::Edit<void> openCopy(const store::remote::Connection &connection);
    /// What is kept of the tenant's clients.
    void loadSecrets(const store::remote::Connection &connection);
    store::Edit<void> readTenant(RemoteTenant &remote, const QString &name);
    /// What the connection logs in with, from wherever it is kept.
    base::Result<store::remote::Login> login(ConnectionBook &book, const store::remote::Connection &connection);
    /// What a tenant did with a change, or a reading left out, and nobody would see.
    void noteReading();
    void noteDropped();
    void listen(store::ResourceServerStore &store);
    /// Gives the engine a passphrase, or answers why there is none.
    std::optional<base::Error> answerPassphrase(Engine &engine, const QString &prompt) const;

    QString m_path;
    PassphraseSource m_passphrase;
    ConnectionChoice m_connection;
    std::unique_ptr<Engine> m_engine;
    ConnectionBook m_book;
    const base::Clock &m_clock;
    std::unique_ptr<TenantCopy> m_copy;
    std::unique_ptr<RemoteTenant> m_remote;
    std::unique_ptr<ClientSecrets> m_secrets;
    store::ResourceServerStore *m_store = nullptr; ///< of either
    bool m_isProduction = false;
    bool m_isIncomplete = false;
    QString m_alsoRead; ///< from standard input, after what a login needs
    QStringList m_notes;
    bool m_isRollbackTaken = false;
    std::optional<base::Error> m_failure; ///< of a change submitted and not yet asked about
};

} // namespace gatehouse::app::cli
