#pragma once

#include "models/store/remote/Decoding.h"
#include "models/store/remote/ManagementClient.h"

#include <functional>

namespace gatehouse::store::remote {

/// A tenant as it was read, and what there is to say about that.
struct TenantReading
{
    StoreSnapshot tenant;
    QStringList missingScopes; ///< what could not be read for want of these; it is left empty
    QList<Oddity> odd;
    int lostGrants = 0; ///< whose API or client is gone, or that are nobody's
};

/// Reads tenants page by page (contract section 1.4). Blocks; runs on the thread of the wire.
class TenantReader
{
public:
    /// Objects read so far.
    using Progress = std::function<void(int objects)>;

    /// What is there already of a tenant that is being read.
    using Part = std::function<void(const StoreSnapshot &tenant)>;

    /// Of all answers of one reading together, and of the objects in them: a list that never ends must not fill the
    /// memory. A tenant of 1,000 APIs, 500 clients and 5,000 grants is a tenth of it.
    static constexpr qint64 mostBytes = qint64{64} * 1024 * 1024;
    static constexpr int mostObjects = 200'000;

    explicit TenantReader(ManagementClient &client, Progress progress = {}, Part part = {});

    base::Result<TenantReading> readAll();

    // One object, as it is now; NotFound where there is none.
    base::Result<Read<domain::ResourceServer>> api(const QString &idOrIdentifier);
    base::Result<Read<domain::ClientApplication>> client(const QString &id);
    base::Result<Read<domain::ClientGrant>> grant(const QString &id);
    base::Result<Read<domain::Tenant>> settings();
    base::Result<domain::SigningKey> signingKey(const QString &id);
    /// All clients.
    base::Result<QList<Read<domain::ClientApplication>>> clients();
    /// The grants of a client for an API: at most one for each subject.
    base::Result<QList<Read<domain::ClientGrant>>> grantsOf(const QString &client, const QString &audience);

private:
    using Objects = base::Result<QList<jose::JsonValue>>;

    /// By page and number (section 1.4): until all of `total` are there, again where the pages moved meanwhile.
    Objects pages(const QByteArray &path, const QString &envelope, QStringView id);
    Objects onePass(const QByteArray &path, const QString &envelope, QStringView id, qint64 &total);
    /// By checkpoint.
    Objects checkpoints(const QByteArray &path, const QString &envelope, QStringView id, QUrlQuery query);
    base::Result<QList<Read<domain::ClientApplication>>> readClients();
    /// The keys that everybody may read, for a token that may not; the first one signs.
    QList<domain::SigningKey> publishedKeys();
    base::Error unexpected(const QString &why) const;
    /// A reading begins: nothing came yet.
    void begin();
    /// Counts what came; TooLarge once it is more than a reading may come to.
    base::Result<void> take(qsizetype objects);
    void tellPart(StoreSnapshot tenant) const;

    ManagementClient &m_client;
    Progress m_progress;
    Part m_part;
    /// Of the list that is read now, while nothing else is there to show.
    std::function<void(const QList<jose::JsonValue> &)> m_firstPage;
    int m_objects = 0;
    qint64 m_start = 0; ///< what the client had received before
    /// Objects of passes that were given up; they count against the limit, and are told to nobody.
    int m_discarded = 0;
};

} // namespace gatehouse::store::remote
