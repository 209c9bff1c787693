#pragma once

#include "app/crypto/Crypto.h"
#include "models/base/Random.h"
#include "models/settings/SecretVault.h"
#include "models/store/remote/Connection.h"
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
    explicit ConnectionBook(QString path = defaultPath(), std::unique_ptr<settings::SecretVault> vault = {});
    ~ConnectionBook();

    /// ${XDG_DATA_HOME:-~/.local/share}/gatehouse/connections.json
    static QString defaultPath();
    const QString &path() const { return m_path; }

    /// None where there is no file yet; FileUnfit for one that is none of ours.
    base::Result<store::remote::Connections> read() const;
    base::Result<void> write(const store::remote::Connections &connections) const;

    /// Puts the secret where `connection` says, and completes it for the file. `passphrase` is for that place alone.
    base::Job<store::remote::Connection> keep(store::remote::Connection connection, const base::Secret &secret,
                                              const base::Secret &passphrase);
    /// The secret again. ConnectionUnfit where the passphrase does not open it.
    base::Job<base::Secret> secret(const store::remote::Connection &connection, const base::Secret &passphrase);
    /// Takes it out of the keychain.
    base::Job<void> forget(const store::remote::Connection &connection);

private:
    const Crypto &crypto();
    settings::SecretVault &vault();

    QString m_path;
    std::unique_ptr<settings::SecretVault> m_vault;
    std::unique_ptr<Crypto> m_crypto; ///< made when first needed: what is kept in a keychain needs none
    base::SystemRandom m_random;
    QObject m_context;
};

} // namespace gatehouse::app
