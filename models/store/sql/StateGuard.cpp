#include "models/store/sql/StateGuard.h"

#include "models/store/sql/RowMapping.h"
#include "models/store/sql/SqlConnection.h"

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const TenantHead::Digest &digest)
{
    return {digest.data(), qsizetype(digest.size())};
}

} // namespace

StateGuard::StateGuard(StateSeal *seal, QString path)
    : m_seal(seal)
    , m_path(std::move(path))
{
}

Result<HeadDigests> StateGuard::digests() const
{
    auto key = m_seal->stateKey();
    if (!key)
        return std::unexpected(key.error());
    return HeadDigests(*std::move(key));
}

Result<std::optional<StateGuard::Sealed>> StateGuard::read(SqlConnection &connection) const
{
    std::optional<QByteArray> storeId;
    QByteArray record;
    if (auto done = connection.each(u"SELECT store_id, record FROM head"_s, {},
                                    [&](const QSqlQuery &row) -> Result<void> {
                                        storeId = row.value(0).toByteArray();
                                        record = row.value(1).toByteArray();
                                        return {};
                                    });
        !done)
        return std::unexpected(done.error());
    if (!storeId)
        return std::optional<Sealed>();
    const auto own = m_seal->storeId();
    if (!own)
        return std::unexpected(own.error());
    const auto state = m_seal->openState(record);
    if (!state && state.error().code != ErrorCode::SealBroken)
        return std::unexpected(state.error());
    if (*storeId != *own)
        return failure(ErrorCode::KeyForeign, base::ErrorStep::CheckStore, m_path);
    const auto head = state ? TenantHead::parse(*state) : std::nullopt;
    if (!head)
        return failure(ErrorCode::StoreAltered, base::ErrorStep::CheckStore, m_path, u"head"_s);
    return Sealed{.head = *head, .record = record};
}

Result<StateGuard::Sealed> StateGuard::write(SqlConnection &connection, const TenantHead &head)
{
    const auto storeId = m_seal->storeId();
    if (!storeId)
        return std::unexpected(storeId.error());
    const auto record = m_seal->sealState(head.bytes());
    if (!record)
        return std::unexpected(record.error());
    if (auto done = connection.run(u"INSERT OR REPLACE INTO head (only, store_id, record) VALUES (1, ?, ?)"_s,
                                   {*storeId, *record});
        !done)
        return std::unexpected(done.error());
    return Sealed{.head = head, .record = *record};
}

Result<void> StateGuard::begin(SqlConnection &connection)
{
    if (!m_seal)
        return {};
    const auto present = read(connection);
    if (!present)
        return std::unexpected(present.error());
    if (*present) {
        const auto isChained = isAuditChained(connection);
        if (!isChained)
            return std::unexpected(isChained.error());
        return *isChained ? Result<void>() : fillChain(connection, (*present)->head);
    }
    if (m_seal->isStateExpected())
        return failure(ErrorCode::StoreAltered, base::ErrorStep::CheckStore, m_path, u"head"_s);
    const auto tenant = readSnapshot(connection);
    if (!tenant)
        return std::unexpected(tenant.error());
    const auto keyed = digests();
    if (!keyed)
        return std::unexpected(keyed.error());
    TenantHead head = keyed->of(*tenant);
    if (auto done = eachAuditRow(connection, [&](const AuditRow &row) { keyed->chain(head, row); }); !done)
        return done;
    const auto written = write(connection, head);
    return written ? fillChain(connection, head) : std::unexpected(written.error());
}

/// Entries of earlier versions do not say what the chain comes to at each; where all of it is whole, they do from now
/// on.
Result<void> StateGuard::fillChain(SqlConnection &connection, const TenantHead &head)
{
    const auto keyed = digests();
    if (!keyed)
        return std::unexpected(keyed.error());
    QList<std::pair<qint64, QByteArray>> chain;
    TenantHead way;
    if (auto done = eachAuditRow(connection,
                                 [&](const AuditRow &row) {
                                     keyed->chain(way, row);
                                     chain.append({row.sequence, bytesOf(way.auditChain)});
                                 });
        !done)
        return done;
    if (way.auditChain != head.auditChain)
        return {}; // a check says where it breaks
    for (const auto &[sequence, bytes] : std::as_const(chain)) {
        if (auto done = writeAuditChain(connection, sequence, bytes); !done)
            return done;
    }
    return {};
}

Result<void> StateGuard::verify(SqlConnection &connection, const StoreSnapshot &tenant)
{
    if (!m_seal)
        return {};
    const auto present = read(connection);
    if (!present)
        return std::unexpected(present.error());
    if (!*present) {
        if (m_seal->isStateExpected())
            return failure(ErrorCode::StoreAltered, base::ErrorStep::CheckStore, m_path, u"head"_s);
        return {};
    }
    const auto keyed = digests();
    if (!keyed)
        return std::unexpected(keyed.error());
    QStringList parts;
    const auto differing = keyed->of(tenant).differences((*present)->head);
    for (const TenantHead::Part part : differing)
        parts.append(partName(part));
    if (!parts.isEmpty())
        return failure(ErrorCode::StoreAltered, base::ErrorStep::CheckStore, m_path, parts.join(u','));
    m_head = **present;
    return {};
}

Result<void> StateGuard::advance(SqlConnection &connection, const domain::ChangeSet &changes, Revision revision,
                                 const AuditRow &row)
{
    if (!m_seal)
        return {};
    const auto keyed = digests();
    if (!keyed)
        return std::unexpected(keyed.error());
    TenantHead next = m_head.head;
    next.revision = revision;
    keyed->apply(next, changes);
    keyed->chain(next, row);
    if (auto chained = writeAuditChain(connection, row.sequence, bytesOf(next.auditChain)); !chained)
        return chained;
    auto written = write(connection, next);
    if (!written)
        return std::unexpected(written.error());
    m_next = *std::move(written);
    return {};
}

void StateGuard::kept()
{
    m_head = m_next;
}

std::optional<QByteArray> StateGuard::storeId() const
{
    const auto id = m_seal ? m_seal->storeId() : Result<QByteArray>();
    return id && !id->isEmpty() ? std::optional(*id) : std::nullopt;
}

std::optional<TenantHead> StateGuard::opened(const QByteArray &record) const
{
    const auto state = m_seal ? m_seal->openState(record) : Result<QByteArray>();
    return state ? TenantHead::parse(*state) : std::nullopt;
}

Result<bool> StateGuard::contains(SqlConnection &connection, const TenantHead &earlier)
{
    const auto keyed = digests();
    if (!keyed)
        return std::unexpected(keyed.error());
    TenantHead way;
    bool isPassed = way.lastAudit == earlier.lastAudit && way.auditChain == earlier.auditChain;
    if (auto done = eachAuditRow(connection,
                                 [&](const AuditRow &row) {
                                     if (row.sequence > earlier.lastAudit)
                                         return;
                                     keyed->chain(way, row);
                                     isPassed =
                                         row.sequence == earlier.lastAudit && way.auditChain == earlier.auditChain;
                                 });
        !done)
        return std::unexpected(done.error());
    return isPassed;
}

Result<StateReport> StateGuard::check(SqlConnection &connection, const StoreSnapshot &tenant)
{
    StateReport report;
    if (!m_seal)
        return report;
    const auto present = read(connection);
    if (!present)
        return std::unexpected(present.error());
    if (!*present)
        return failure(ErrorCode::StoreAltered, base::ErrorStep::CheckStore, m_path, u"head"_s);
    const auto keyed = digests();
    if (!keyed)
        return std::unexpected(keyed.error());
    TenantHead found = keyed->of(tenant);
    report.revision = tenant.revision;
    const TenantHead &head = (*present)->head;
    report.altered = found.differences(head);
    using Kind = AuditBreak::Kind;
    if (auto done = eachAuditRow(connection,
                                 [&](const AuditRow &row) {
                                     ++report.auditEntries;
                                     const qint64 expected = found.lastAudit + 1;
                                     keyed->chain(found, row);
                                     if (report.auditBreak)
                                         return;
                                     if (row.sequence > head.lastAudit)
                                         report.auditBreak = {.kind = Kind::Added, .entry = row.sequence};
                                     else if (row.sequence != expected)
                                         report.auditBreak = {.kind = Kind::Missing, .entry = expected};
                                     else if (row.chain != bytesOf(found.auditChain))
                                         report.auditBreak = {.kind = Kind::Altered, .entry = row.sequence};
                                 });
        !done)
        return std::unexpected(done.error());
    if (!report.auditBreak && found.lastAudit != head.lastAudit)
        report.auditBreak = {.kind = Kind::Missing, .entry = found.lastAudit + 1};
    else if (!report.auditBreak && found.auditChain != head.auditChain)
        report.auditBreak = {.kind = Kind::Altered, .entry = found.lastAudit};
    return report;
}

} // namespace gatehouse::store::sql
