#pragma once

#include "models/base/Secret.h"
#include "models/store/StoreSnapshot.h"
#include "models/store/sql/AuditRow.h"

#include <array>
#include <optional>

namespace gatehouse::store::sql {

/// What the whole state of a tenant comes to, in a few bytes: for each kind of object the exclusive or of a keyed
/// digest of every one, which a commit brings up to date by what it changes; and the end of a chain through the audit.
/// Whoever lacks the key knows no digest, and can neither find nor fit objects that come to the same.
struct TenantHead
{
    enum class Part { Tenant, Apis, Clients, Grants, SigningKeys, Users, Consents, Revision };
    static constexpr std::size_t digestedParts = 7; ///< all but the revision
    using Digest = std::array<char, 32>;

    std::array<Digest, digestedParts> digests{};
    Revision revision = 0;
    qint64 lastAudit = 0; ///< the sequence of the newest entry; 0 without one
    Digest auditChain{};

    bool operator==(const TenantHead &) const = default;

    QByteArray bytes() const;
    static std::optional<TenantHead> parse(QByteArrayView bytes);
    /// The parts that differ, the audit aside.
    QList<Part> differences(const TenantHead &other) const;

private:
    QByteArray written(char version, std::size_t parts) const;
};

/// A stable name for messages and scripts: "signing-keys".
QLatin1StringView partName(TenantHead::Part part);

/// Computes heads under one key.
class HeadDigests
{
public:
    explicit HeadDigests(base::Secret key);

    /// Of a whole tenant, without the audit.
    TenantHead of(const StoreSnapshot &tenant) const;
    /// Brings `head` from before `changes` to after them.
    void apply(TenantHead &head, const domain::ChangeSet &changes) const;
    void chain(TenantHead &head, const AuditRow &row) const;

private:
    TenantHead::Digest digest(const QByteArray &bytes) const;
    template <typename Object> void toggle(TenantHead &head, TenantHead::Part part, const Object &object) const;

    base::Secret m_key;
};

} // namespace gatehouse::store::sql
