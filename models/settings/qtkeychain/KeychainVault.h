#pragma once

#include "models/settings/SecretVault.h"

#include <QObject>
#include <QThread>

#include <chrono>

namespace gatehouse::settings::qtkeychain {

/// The Secret Service or KWallet of this session. Libraries of both wait for the session bus now and then, so they run
/// in a thread of their own, and what does not come within the time limit is KeychainSilent, whatever it is waiting
/// for. Never falls back to a settings file. One per process: QtKeychain has one queue. Lives in a thread with an event
/// loop.
class KeychainVault final : public QObject, public SecretVault
{
    Q_OBJECT

public:
    /// `limit` leaves a person the time to unlock the keychain.
    explicit KeychainVault(std::chrono::milliseconds limit = std::chrono::seconds(60), QObject *parent = nullptr);
    ~KeychainVault() override;

    base::Job<void> probe() override;
    base::Job<base::Secret> read(const QString &entry) override;
    base::Job<void> write(const QString &entry, const base::Secret &secret) override;
    base::Job<void> remove(const QString &entry) override;

private:
    template <typename T> class Question;
    template <typename T, typename Ask> base::Job<T> ask(const QString &entry, Ask ask);

    std::chrono::milliseconds m_limit;
    QThread *m_thread = nullptr; ///< made when first needed
    QObject *m_worker = nullptr; ///< lives there
};

} // namespace gatehouse::settings::qtkeychain
