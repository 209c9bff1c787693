#include "models/store/sql/RollbackGuard.h"

#include "models/store/sql/EnvelopeFile.h"
#include "models/store/sql/RowValues.h"
#include "models/store/sql/SqlConnection.h"
#include "models/store/sql/StoreCheck.h"

#include <tuple>
#include <utility>

namespace gatehouse::store::sql {

using base::Result;
using namespace Qt::StringLiterals;

RollbackGuard::RollbackGuard(QString folder, QString storePath)
    : m_folder(std::move(folder))
    , m_path(std::move(storePath))
{
}

void RollbackGuard::begin(StateGuard &guard)
{
    m_isCompared = false;
    const std::optional<QByteArray> storeId = guard.storeId();
    if (m_folder.isEmpty() || !storeId) {
        m_file.reset();
        return;
    }
    SeenHead file(m_folder, *storeId, m_path);
    const bool isSameFile = m_file && m_file->path() == file.path();
    const auto onDisk = file.read();
    // What we have seen and not written down counts, unless another process has said something else since.
    const bool isOursNewer = isSameFile && m_isUnsaved && onDisk == m_seen;
    m_seen = isOursNewer ? std::optional(m_newest) : onDisk;
    m_atOpening = onDisk;
    m_file = std::move(file);
    m_isUnsaved = false;
}

Result<void> RollbackGuard::compare(SqlConnection &connection, StateGuard &guard, Rollback::State now)
{
    if (!m_file)
        return {};
    if (!std::exchange(m_isCompared, true)) {
        report({});
        const auto seen = m_seen ? guard.opened(m_seen->record) : std::nullopt;
        // Not written by Gatehouse for this store: it says nothing.
        if (!seen || seen->revision != m_seen->state.revision) {
            m_seen.reset();
            m_file->remove();
        } else if (m_seen->rolledBack) {
            const auto isContained = guard.contains(connection, *seen);
            if (!isContained)
                return std::unexpected(isContained.error());
            if (!*isContained)
                found(*m_seen, guard, now);
        } else if (seen->revision > now.revision || (seen->revision == now.revision && *seen != guard.head()))
            found(*m_seen, guard, now);
    }
    m_newest = {.state = now, .record = guard.record(), .rolledBack = {}};
    m_isUnsaved = !m_seen || m_seen->rolledBack || m_seen->state != now;
    return {};
}

Result<void> RollbackGuard::compareHistory(SqlConnection &connection, StateGuard &guard)
{
    const auto seen = m_seen ? guard.opened(m_seen->record) : std::nullopt;
    if (!m_file || !seen || rollback())
        return {};
    const auto isContained = guard.contains(connection, *seen);
    if (!isContained)
        return std::unexpected(isContained.error());
    if (!*isContained)
        found(*m_seen, guard, m_newest.state);
    return {};
}

/// Whether another process has had this very state accepted since the store was opened here: then that counts, and what
/// this one would report must not be written over it.
bool RollbackGuard::takeAcceptedSince(const StateGuard &guard)
{
    const auto there = m_file->read();
    if (!there || there == m_atOpening || there->rolledBack || there->record != guard.record())
        return false;
    m_seen = there;
    return true;
}

void RollbackGuard::found(const SeenHead::Content &seen, const StateGuard &guard, Rollback::State now)
{
    if (takeAcceptedSince(guard))
        return;
    report(Rollback{.found = now, .seen = seen.state});
    // Remembered, so that a store that has gone on in the meantime is not taken for the one that was seen.
    m_seen = {.state = seen.state, .record = seen.record, .rolledBack = now};
    std::ignore = m_file->write(*m_seen);
}

void RollbackGuard::advance(const StateGuard &guard, Rollback::State now)
{
    if (!m_file)
        return;
    m_newest = {.state = now, .record = guard.record(), .rolledBack = {}};
    m_isUnsaved = true;
}

void RollbackGuard::save()
{
    if (!m_file || !m_isUnsaved || rollback())
        return;
    m_isUnsaved = false;
    const auto there = m_file->read();
    // Another process has seen more, or found that the store has gone back.
    if (there && there != m_seen && (there->rolledBack || there->state.revision > m_newest.state.revision))
        return;
    std::ignore = m_file->write(m_newest);
    m_seen = m_newest;
}

Result<void> RollbackGuard::accept()
{
    if (!m_file)
        return {};
    if (!m_file->write(m_newest))
        return base::failure(base::ErrorCode::FileUnwritable, base::ErrorStep::CheckStore, m_file->path());
    m_seen = m_newest;
    m_isUnsaved = false;
    report({});
    return {};
}

bool RollbackGuard::isAcceptedElsewhere()
{
    if (!m_file || !rollback())
        return false;
    const auto there = m_file->read();
    if (!there || there->rolledBack)
        return false;
    m_seen = there;
    report({});
    return true;
}

void RollbackGuard::renew()
{
    m_isUnsaved = false;
    report({});
    const auto envelope = EnvelopeFile::of(m_path).read();
    if (m_folder.isEmpty() || !envelope)
        return;
    const SeenHead file(m_folder, envelope->storeId, m_path);
    const auto connection = SqlConnection::open(m_path, SqlConnection::Mode::Immutable);
    const auto mark = connection ? StoreMark::read(**connection) : std::unexpected(connection.error());
    QByteArray record;
    if (mark)
        std::ignore =
            (*connection)->each(u"SELECT record FROM head"_s, {}, [&record](const QSqlQuery &row) -> Result<void> {
                record = row.value(0).toByteArray();
                return {};
            });
    // One from before there were heads gets one when it is opened; until then nothing is known of it.
    if (record.isEmpty())
        file.remove();
    else
        std::ignore = file.write(
            {.state = {.revision = mark->revision, .at = instant(mark->at)}, .record = record, .rolledBack = {}});
}

std::optional<Rollback> RollbackGuard::rollback() const
{
    const std::scoped_lock lock(m_mutex);
    return m_rollback;
}

void RollbackGuard::report(std::optional<Rollback> rollback)
{
    const std::scoped_lock lock(m_mutex);
    m_rollback = std::move(rollback);
}

} // namespace gatehouse::store::sql
