#pragma once

#include "app/crypto/Crypto.h"
#include "models/base/Random.h"
#include "models/base/SerialThread.h"
#include "models/settings/SecretVault.h"
#include "models/store/connection/Connection.h"
#include "models/store/remote/ManagementClient.h"

#include <functional>
#include <memory>

namespace gatehouse::app {

/// The connections a person has, in a file of their own (0600), and the secrets to them: in the desktop's keychain, or
/// sealed under a passphrase, or nowhere.
class ConnectionBook
{
public:
    /// Without a `vault` it is the desktop's keychain.
    /// `crypto` is the program's, where it has one already, and outlives the book.
    explicit ConnectionBook(QString path = defaultPath(), std::unique_ptr<settings::SecretVault> vault = {},
                            const Crypto *crypto = nullptr);
    ~ConnectionBook();

    /// ${XDG_DATA_HOME:-~/.local/share}/gatehouse/connections.json
    static QString defaultPath();
    const QString &path() const { return m_path; }

    /// None where there is no file yet; ConnectionUnfit for one that is none of ours.
    base::Result<store::remote::Connections> read() const;
    base::Result<void> write(const store::remote::Connections &connections) const;

    /// Puts the secret where `connection` says, and completes it for the file. `passphrase` is for that place alone.
    base::Job<store::remote::Connection> keep(store::remote::Connection connection, const base::Secret &secret,
                                              const base::Secret &passphrase);
    /// The secret again. ConnectionUnfit where the passphrase does not open it.
    base::Job<base::Secret> secret(const store::remote::Connection &connection, const base::Secret &passphrase);
    /// Keeps the secret of `before` for `after` as well, which takes its place: forget(before) follows once that is
    /// written.
    base::Job<store::remote::Connection> move(const store::remote::Connection &before,
                                              const store::remote::Connection &after, const base::Secret &passphrase);
    /// The secrets of the tenant's clients, in one entry of the keychain; KeychainMismatch where there is none.
    base::Job<base::Secret> clientSecrets(const store::remote::Connection &connection);
    base::Job<void> keepClientSecrets(const store::remote::Connection &connection, const base::Secret &secrets);
    /// Takes it out of the keychain, and the secrets of the tenant's clients with it.
    base::Job<void> forget(const store::remote::Connection &connection);

    /// What seals under a passphrase; made when first asked for.
    const Crypto &crypto();

private:
    settings::SecretVault &vault();
    template <typename T> base::Job<T> inThread(std::function<base::Result<T>()> work);
    base::Result<store::remote::Connection> seal(const Crypto &crypto, store::remote::Connection connection,
                                                 const base::Secret &secret, const base::Secret &passphrase);

    QString m_path;
    std::unique_ptr<settings::SecretVault> m_vault;
    const Crypto *m_crypto;
    std::unique_ptr<Crypto> m_ownCrypto; ///< what is kept in a keychain needs none
    base::SystemRandom m_random;
    QObject m_context;
    base::SerialThread m_thread; ///< last: deriving a key from a passphrase takes a second
};

} // namespace gatehouse::app
