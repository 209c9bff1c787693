#pragma once

#include "models/base/SerialThread.h"
#include "models/store/StoreBackend.h"
#include "models/store/remote/RemoteCustody.h"
#include "models/store/remote/TenantWriter.h"

#include <atomic>
#include <mutex>

namespace gatehouse::store::remote {

/// A tenant behind the Management API, as a backend like any other. What is asked of it is done on one thread of its
/// own, in turn; whoever asked may cancel it.
class ManagementBackend final : public StoreBackend
{
public:
    struct Options
    {
        TenantAddress address;
        Login login;
        QByteArray authorities = {}; ///< PEM; of the private authorities that vouch for the tenant's server
        int requestsPerSecond = RequestPace::usualPerSecond;
    };

    /// `clock`, `random` and `custody` outlive it. Without a `wire` it is the network.
    ManagementBackend(Options options, const base::Clock &clock, base::RandomSource &random, RemoteCustody &custody,
                      std::unique_ptr<Wire> wire = {});
    /// Finishes what was to be written, and drops what was to be read.
    ~ManagementBackend() override;

    base::Job<StoreSnapshot> load() override;
    /// All changes or, where one of several fails, those before it: PartlyDone then, and ExternalChange::Committed
    /// tells that the tenant is another.
    base::Job<StoreSnapshot> commit(const domain::ChangeSet &changes, const Author &author) override;
    /// A tenant's own log is not read.
    base::Job<QList<domain::AuditEntry>> audit(qint64 before, int limit) override;
    Capabilities capabilities() const override;
    void setExternalChangeListener(std::function<void(ExternalChange)> listener) override;
    void setPartListener(std::function<void(const StoreSnapshot &)> listener) override;

    /// Asks with this from the next request on.
    void setLogin(const Login &login);
    /// The scopes of the token, fetching one where there is none; nothing where it does not say.
    base::Job<std::optional<QStringList>> logIn();
    /// What the last load() had to say besides the tenant; its snapshot is empty.
    TenantReading lastReading() const;
    /// What the tenant dropped of the changes since the last such question.
    QList<Dropped> takeDropped();
    /// Called in the thread of the work, with objects read so far and with waits that the tenant's limit causes.
    void setProgressListener(TenantReader::Progress progress);
    void setWaitListener(std::function<void(std::chrono::milliseconds)> listener);

private:
    struct Turn; ///< whose work is under way, for those who cancel

    template <typename T, typename Work> base::Job<T> post(bool isRead, Work work);
    base::Result<StoreSnapshot> read();
    base::Result<StoreSnapshot> write(const domain::ChangeSet &changes);
    void tellChanged();

    std::shared_ptr<Wire> m_wire;
    RemoteCustody &m_custody;
    ManagementClient m_client;
    TenantReader m_reader;
    Aliases m_aliases;                    ///< on the thread
    std::optional<StoreSnapshot> m_known; ///< on the thread
    Revision m_revision = 0;              ///< on the thread
    mutable std::mutex m_mutex;
    TenantReading m_reading;
    QList<Dropped> m_dropped;
    TenantReader::Progress m_progress;
    std::function<void(std::chrono::milliseconds)> m_onWait;
    std::function<void(ExternalChange)> m_listener;
    std::function<void(const StoreSnapshot &)> m_onPart;
    std::shared_ptr<Turn> m_turn;
    base::SerialThread m_thread; ///< last: waited for before what its work uses goes
};

} // namespace gatehouse::store::remote
