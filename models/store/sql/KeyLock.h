#pragma once

#include "models/base/SerialThread.h"
#include "models/settings/SecretVault.h"
#include "models/store/sql/EnvelopeFile.h"
#include "models/store/sql/KeyCustody.h"
#include "models/store/sql/KeyWrap.h"

#include <QFileSystemWatcher>
#include <QObject>

#include <atomic>
#include <functional>

namespace gatehouse::store::sql {

/// The lock in front of a custody: opens the envelope of a store with a passphrase or the keychain's help, and changes
/// what it is under. Slow work runs one after another in a thread of its own; jobs are delivered as jobs are. Whatever
/// fails, the envelope that was there still is, and no new data key is ever made in place of one that does not open.
class KeyLock final : public QObject, public KeyProtection
{
    Q_OBJECT

public:
    /// All of it outlives the lock.
    KeyLock(KeyCustody &custody, const jose::AuthenticatedCipher &cipher, const jose::PassphraseKdf &kdf,
            base::RandomSource &random, settings::SecretVault &vault,
            const jose::Argon2Cost &cost = jose::usualArgon2Cost, QObject *parent = nullptr);
    /// Waits for slow work under way: about a second.
    ~KeyLock() override;

    /// Reads the envelope beside the store, or makes a key file when neither exists yet. Answers what the key is under;
    /// a key file is open then.
    base::Result<Protection> begin(const QString &storePath);
    /// PassphraseWrong; Conflict when another process has meanwhile put the key under something else: begin() again.
    base::Job<void> unlockWithPassphrase(base::Secret passphrase);
    /// The errors of SecretVault; KeychainMismatch also for an entry that does not open the envelope.
    base::Job<void> unlockWithKeychain();

    /// From now on protection() follows what other processes put the key under, and changedElsewhere() tells of it.
    void watch();

    /// The store has an authenticated head by now: the key file says so from here on, so that the store is never taken
    /// for one from before. Nothing to do for one that says it already.
    base::Job<void> noteHead();

    Protection protection() const override;
    base::Job<void> probeKeychain() override;
    base::Job<void> protectWithKeyFile() override;
    base::Job<void> protectWithPassphrase(base::Secret passphrase) override;
    base::Job<void> protectWithKeychain() override;
    void setChangeListener(std::function<void()> listener) override { m_listener = std::move(listener); }

Q_SIGNALS:
    void changedElsewhere();

private:
    void look();

    using Promise = std::shared_ptr<QPromise<base::Result<void>>>;
    using Build = std::function<base::Result<KeyEnvelope>(const DataKey &)>;

    base::Result<void> openWith(const base::Secret &opener, Protection expected, base::ErrorCode wrong);
    /// Puts what `build` makes in the envelope's place; the keychain's entry that the one before named, if any.
    base::Result<QString> rewrap(const Build &build);
    /// rewrap() in the thread, then removes the keychain entry nobody needs any more.
    void rewrapLater(const Promise &promise, Build build, const QString &newEntry = {});
    base::Job<void> inThread(std::function<base::Result<void>()> work);

    KeyCustody &m_custody;
    base::RandomSource &m_random;
    settings::SecretVault &m_vault;
    KeyWrap m_wrap;
    QString m_path;
    std::atomic<int> m_underWay = 0; ///< work of ours, which changes the file by itself
    QFileSystemWatcher m_watcher;    ///< opens nothing
    std::function<void()> m_listener;
    std::optional<KeyEnvelope> m_opened;   ///< a wrapped one without a head, as it lies in the file …
    std::optional<KeyEnvelope> m_withHead; ///< … and with one; made while there is what opens it
    base::SerialThread m_thread;           ///< last: destroyed, and waited for, first
};

} // namespace gatehouse::store::sql
