#pragma once

#include "models/base/Job.h"
#include "models/base/Random.h"
#include "models/base/SerialThread.h"
#include "models/jose/AuthenticatedCipher.h"
#include "models/store/connection/Connection.h"
#include "models/store/remote/KeptTenant.h"
#include "models/store/sql/SealedDocument.h"

#include <mutex>

namespace gatehouse::app {

/// Where what belongs to a connection is kept on this machine: sealed, beside the file of connections.
struct ConnectionFiles
{
    QString tenant; ///< the last snapshot
    QString drafts; ///< what was typed and not saved
    QByteArray whose;

    /// `book` is the file of connections.
    static ConnectionFiles of(const QString &book, const store::remote::Connection &connection);
    /// Takes both away, with their keys.
    void remove(const jose::AuthenticatedCipher &cipher) const;
    store::sql::SealedDocument document(const QString &path, const jose::AuthenticatedCipher &cipher,
                                        base::RandomSource &random) const;
};

/// Whether a tenant may be as it was, and only the way to it is not there.
bool isUnreachable(base::ErrorCode code);
/// Whether a sealed document is not, or not any more, what was written there last.
bool isDamaged(base::ErrorCode code);

/// The last snapshot of a tenant elsewhere, which is there while the tenant cannot be reached. Reads and writes on a
/// thread of its own; of several that wait to be written it writes the newest.
class TenantCopy
{
public:
    /// `cipher` and `clock` outlive it.
    TenantCopy(const ConnectionFiles &files, QString connection, const jose::AuthenticatedCipher &cipher,
               const base::Clock &clock);

    /// ConnectionUnfit where nothing is kept, or what is kept was altered, put back or is another's.
    base::Job<store::remote::KeptTenant> read();
    /// As the tenant is now. What is in the way of it is replaced.
    void keep(const store::StoreSnapshot &tenant);

private:
    base::Result<store::remote::KeptTenant> readNow();
    void keepNow();

    const base::Clock &m_clock;
    base::SystemRandom m_random;
    QString m_connection;
    store::sql::SealedDocument m_document; ///< on the thread
    std::mutex m_mutex;
    std::optional<store::remote::KeptTenant> m_next; ///< to be written
    base::SerialThread m_thread;                     ///< last: waited for
};

} // namespace gatehouse::app
