#pragma once

#include "app/cli/PassphraseSource.h"
#include "app/engine/Engine.h"

#include <functional>
#include <optional>

namespace gatehouse::app::cli {

/// The tenant for the length of one command: opened when first asked for, waited for with a local event loop, which
/// only a program without a window may do.
class Session
{
public:
    /// Empty: the default store. `passphrase` is asked where the store's key is under one.
    explicit Session(QString storePath, PassphraseSource passphrase = PassphraseSource());
    ~Session();

    /// Opens the store, once; a missing one is made.
    store::Edit<void> open();
    /// That the store has gone back, for whoever reports it; nothing the next time.
    std::optional<store::Rollback> takeRollback();
    /// Sentences for whoever uses the command, each once: what opening has put right, and that the store has gone back.
    QStringList takeNotes();
    /// Whether the store's file exists; nothing is opened or made.
    bool storeExists() const;
    QString storePath() const { return m_path; }

    // Valid after open() succeeded.
    Engine &engine() { return *m_engine; }
    const store::StoreSnapshot &tenant() const { return m_engine->store().snapshot(); }
    store::TenantEditor &editor() { return m_engine->editor(); }

    /// Submits `changes` and waits until they are committed or refused.
    store::Edit<void> commit(const domain::ChangeSet &changes);
    /// Waits for changes that somebody else submitted, such as a server that remembers its port.
    store::Edit<void> settle();
    /// What `changes` does, in one line.
    QString describe(const domain::ChangeSet &changes) const;

    store::Edit<domain::ResourceServer> findApi(const QString &name) const;
    store::Edit<domain::ClientApplication> findClient(const QString &name) const;

private:
    /// Gives the engine a passphrase, or answers why there is none.
    std::optional<base::Error> answerPassphrase(Engine &engine, const QString &prompt) const;

    QString m_path;
    PassphraseSource m_passphrase;
    std::unique_ptr<Engine> m_engine;
    QStringList m_notes;
    bool m_isRollbackTaken = false;
    std::optional<base::Error> m_failure; ///< of a change submitted and not yet asked about
};

} // namespace gatehouse::app::cli
