#include "models/store/remote/ManagementBackend.h"

#include "models/store/remote/NetworkWire.h"

#include <QPromise>

#include <tuple>
#include <utility>

namespace gatehouse::store::remote {

using base::ErrorCode;
using base::ErrorStep;

/// Shared with the jobs, which may outlive the backend.
struct ManagementBackend::Turn
{
    std::mutex mutex;
    std::shared_ptr<Wire> wire;
    const void *current = nullptr; ///< what is under way
    bool isRead = false;           ///< and whether nothing is lost when it ends
    bool isEnding = false;         ///< the backend goes: nothing is read any more
};

ManagementBackend::ManagementBackend(Options options, const base::Clock &clock, base::RandomSource &random,
                                     RemoteCustody &custody, std::unique_ptr<Wire> wire)
    : m_wire(wire ? std::shared_ptr<Wire>(std::move(wire)) : std::make_shared<NetworkWire>(options.authorities))
    , m_custody(custody)
    , m_client(*m_wire, clock, random, std::move(options.address), std::move(options.login), options.requestsPerSecond)
    , m_reader(
          m_client,
          [this](int objects) {
              const std::scoped_lock lock(m_mutex);
              if (m_progress)
                  m_progress(objects);
          },
          [this](const StoreSnapshot &part) {
              const std::scoped_lock lock(m_mutex);
              if (m_onPart)
                  m_onPart(part);
          })
    , m_turn(std::make_shared<Turn>())
{
    m_turn->wire = m_wire;
    m_client.onWait([this](std::chrono::milliseconds time) {
        const std::scoped_lock lock(m_mutex);
        if (m_onWait)
            m_onWait(time);
    });
}

ManagementBackend::~ManagementBackend()
{
    {
        const std::scoped_lock lock(m_turn->mutex);
        m_turn->isEnding = true;
        if (m_turn->current && m_turn->isRead)
            m_turn->wire->cancel();
    }
    // Where there is no thread, there was no connection either.
    std::ignore = m_thread.post([wire = m_wire] { wire->close(); });
}

template <typename T, typename Work> base::Job<T> ManagementBackend::post(bool isRead, Work work)
{
    auto promise = std::make_shared<QPromise<base::Result<T>>>();
    promise->start();
    auto cancelled = std::make_shared<std::atomic<bool>>(false);
    const base::Job<T> job(promise->future(), [cancelled, turn = m_turn] {
        *cancelled = true;
        const std::scoped_lock lock(turn->mutex);
        if (turn->current == cancelled.get())
            turn->wire->cancel();
    });
    const bool isPosted = m_thread.post([promise, cancelled, isRead, turn = m_turn, work = std::move(work)]() mutable {
        {
            const std::scoped_lock lock(turn->mutex);
            if (isRead && turn->isEnding)
                *cancelled = true;
            turn->current = cancelled.get();
            turn->isRead = isRead;
            turn->wire->resume();
        }
        promise->addResult(*cancelled ? base::Result<T>(base::failure(ErrorCode::Cancelled, ErrorStep::AskTenant))
                                      : work());
        {
            const std::scoped_lock lock(turn->mutex);
            turn->current = nullptr;
        }
        promise->finish();
    });
    if (!isPosted)
        return base::Job<T>::ready(base::failure(ErrorCode::ThreadRefused, ErrorStep::AskTenant));
    return job;
}

base::Job<StoreSnapshot> ManagementBackend::load()
{
    return post<StoreSnapshot>(true, [this] { return read(); });
}

base::Job<StoreSnapshot> ManagementBackend::commit(const domain::ChangeSet &changes, const Author &)
{
    return post<StoreSnapshot>(false, [this, changes] { return write(changes); });
}

base::Job<QList<domain::AuditEntry>> ManagementBackend::audit(qint64, int)
{
    return base::Job<QList<domain::AuditEntry>>::ready(QList<domain::AuditEntry>());
}

void ManagementBackend::setLogin(const Login &login)
{
    // Where there is no thread, whoever asks next is told so.
    std::ignore = m_thread.post([this, login] { m_client.setLogin(login); });
}

base::Job<std::optional<QStringList>> ManagementBackend::logIn()
{
    return post<std::optional<QStringList>>(true, [this] { return m_client.logIn(); });
}

Capabilities ManagementBackend::capabilities() const
{
    return {.write = true, .audit = false, .revealSecrets = false, .undoDelete = false};
}

void ManagementBackend::setExternalChangeListener(std::function<void(ExternalChange)> listener)
{
    const std::scoped_lock lock(m_mutex);
    m_listener = std::move(listener);
}

void ManagementBackend::setPartListener(std::function<void(const StoreSnapshot &)> listener)
{
    const std::scoped_lock lock(m_mutex);
    m_onPart = std::move(listener);
}

void ManagementBackend::setProgressListener(TenantReader::Progress progress)
{
    const std::scoped_lock lock(m_mutex);
    m_progress = std::move(progress);
}

void ManagementBackend::setWaitListener(std::function<void(std::chrono::milliseconds)> listener)
{
    const std::scoped_lock lock(m_mutex);
    m_onWait = std::move(listener);
}

TenantReading ManagementBackend::lastReading() const
{
    const std::scoped_lock lock(m_mutex);
    return m_reading;
}

QList<Dropped> ManagementBackend::takeDropped()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_dropped, {});
}

base::Result<StoreSnapshot> ManagementBackend::read()
{
    auto reading = m_reader.readAll();
    if (!reading)
        return std::unexpected(reading.error());
    // It counts what was seen to change; what others do in between is not told.
    if (m_known && !(*m_known == reading->tenant))
        ++m_revision;
    reading->tenant.revision = m_revision;
    m_known = reading->tenant;
    const std::scoped_lock lock(m_mutex);
    m_reading = *std::move(reading);
    m_reading.tenant = {};
    return *m_known;
}

base::Result<StoreSnapshot> ManagementBackend::write(const domain::ChangeSet &changes)
{
    if (!m_known) {
        if (const auto loaded = read(); !loaded)
            return loaded;
    }
    TenantWriter writer(m_client, m_reader, m_aliases, m_custody, *m_known);
    auto written = writer.write(changes);
    if (!writer.dropped().isEmpty()) {
        const std::scoped_lock lock(m_mutex);
        m_dropped += writer.dropped();
    }
    if (!written) {
        if (written.error().hasChanged)
            tellChanged();
        return std::unexpected(written.error().error);
    }
    m_revision = written->revision;
    m_known = *std::move(written);
    return *m_known;
}

void ManagementBackend::tellChanged()
{
    const std::scoped_lock lock(m_mutex);
    if (m_listener)
        m_listener(ExternalChange::Committed);
}

} // namespace gatehouse::store::remote
