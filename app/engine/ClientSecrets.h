#pragma once

#include "app/engine/ConnectionBook.h"
#include "models/store/remote/RemoteCustody.h"

#include <QObject>

namespace gatehouse::app {

/// The secrets of a tenant's clients that a person has typed, or that were made here: the tenant tells none of them
/// again. Kept in the keychain where the connection's own secret is there, else in memory alone.
class ClientSecrets : public QObject
{
    Q_OBJECT

public:
    /// `book` and `custody` outlive it.
    ClientSecrets(ConnectionBook &book, store::remote::Connection connection, store::remote::RemoteCustody &custody,
                  QObject *parent = nullptr);
    ~ClientSecrets() override;

    /// Gives the custody what is kept, once; what it learns from then on is kept. Ends in loaded().
    void load();
    /// Keeps what is new now; done as well where nothing is.
    base::Job<void> keep();

Q_SIGNALS:
    void loaded();
    /// The keychain did not take one: it is known until the program ends.
    void failed(const gatehouse::base::Error &error);

private:
    void begin();

    ConnectionBook &m_book;
    store::remote::Connection m_connection;
    store::remote::RemoteCustody &m_custody;
    bool m_isBegun = false;
    int m_kept = 0; ///< of what the custody has noted
};

/// Several secrets as one, and back: a line with the client's id, and one with its secret.
base::Secret packed(const QHash<domain::ClientId, base::Secret> &secrets);
QHash<domain::ClientId, base::Secret> unpacked(const base::Secret &packed);

} // namespace gatehouse::app
