#include "app/engine/TenantCopy.h"

#include "models/base/Logging.h"
#include "models/store/connection/ConnectionFault.h"
#include "models/store/sql/SeenHead.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QPromise>

#include <optional>
#include <tuple>
#include <utility>

namespace gatehouse::app {

using base::ErrorCode;
using base::ErrorStep;
using base::Result;
using store::remote::ConnectionFault;
using store::remote::KeptTenant;
using namespace Qt::StringLiterals;

namespace {

/// What has become of a sealed document that is not as it was written there last; nothing of other errors.
std::optional<ConnectionFault> damageOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::StoreAltered:
    case ErrorCode::StoreMissing:
    case ErrorCode::FileUnfit:
    case ErrorCode::KeyMissing:
    case ErrorCode::TooLarge:
        return ConnectionFault::CopyAltered;
    case ErrorCode::StoreRolledBack:
        return ConnectionFault::CopyOlder;
    case ErrorCode::StoreReplaced:
    case ErrorCode::SealBroken:
        return ConnectionFault::CopyForeign;
    default:
        return {};
    }
}

/// What is wrong with the copy, said of the connection.
base::Error about(const QString &connection, const base::Error &error)
{
    const auto damage = damageOf(error.code);
    return damage ? store::remote::unfit(ErrorStep::ReadConnections, connection, *damage).error() : error;
}

} // namespace

bool isUnreachable(ErrorCode code)
{
    return code == ErrorCode::ServerUnreachable || code == ErrorCode::TimedOut || code == ErrorCode::TlsRefused ||
           code == ErrorCode::UnexpectedAnswer || code == ErrorCode::RateLimited;
}

bool isDamaged(ErrorCode code)
{
    return damageOf(code).has_value();
}

ConnectionFiles ConnectionFiles::of(const QString &book, const store::remote::Connection &connection)
{
    const QByteArray whose = connection.address.origin().toUtf8() + '\n' + connection.name.toUtf8();
    constexpr qsizetype enough = 32;
    const QString name =
        QString::fromLatin1(QCryptographicHash::hash(whose, QCryptographicHash::Sha256).toHex().first(enough));
    const QString folder = QFileInfo(book).absolutePath() + u"/connections/"_s;
    return {.tenant = folder + name + u".tenant"_s, .drafts = folder + name + u".drafts"_s, .whose = whose};
}

store::sql::SealedDocument ConnectionFiles::document(const QString &path, const jose::AuthenticatedCipher &cipher,
                                                     base::RandomSource &random) const
{
    return {
        path,
        {.cipher = cipher, .random = random, .seenFolder = store::sql::SeenHead::defaultFolder(), .sealedFor = whose},
        {.read = ErrorStep::ReadConnections, .write = ErrorStep::WriteConnections}};
}

void ConnectionFiles::remove(const jose::AuthenticatedCipher &cipher) const
{
    base::SystemRandom random;
    for (const QString &path : {tenant, drafts})
        document(path, cipher, random).remove();
}

TenantCopy::TenantCopy(const ConnectionFiles &files, QString connection, const jose::AuthenticatedCipher &cipher,
                       const base::Clock &clock)
    : m_clock(clock)
    , m_connection(std::move(connection))
    , m_document(files.document(files.tenant, cipher, m_random))
{
}

base::Job<KeptTenant> TenantCopy::read()
{
    auto promise = std::make_shared<QPromise<Result<KeptTenant>>>();
    promise->start();
    const bool isPosted = m_thread.post([this, promise] {
        promise->addResult(readNow());
        promise->finish();
    });
    if (!isPosted)
        return base::Job<KeptTenant>::ready(base::failure(ErrorCode::ThreadRefused, ErrorStep::ReadConnections));
    return base::Job<KeptTenant>(promise->future());
}

Result<KeptTenant> TenantCopy::readNow()
{
    const auto content = m_document.read();
    if (!content)
        return std::unexpected(about(m_connection, content.error()));
    if (content->revision == 0)
        return store::remote::unfit(ErrorStep::ReadConnections, m_connection, ConnectionFault::CopyMissing);
    auto kept = store::remote::keptTenantOf(qUncompress(content->bytes));
    if (!kept)
        return store::remote::unfit(ErrorStep::ReadConnections, m_connection, ConnectionFault::CopyAltered);
    return *std::move(kept);
}

void TenantCopy::keep(const store::StoreSnapshot &tenant)
{
    {
        const std::scoped_lock lock(m_mutex);
        const bool isWaiting = m_next.has_value();
        m_next = KeptTenant{.tenant = tenant, .at = m_clock.now()};
        if (isWaiting)
            return;
    }
    // Without a thread there is no copy, as on a full disk.
    std::ignore = m_thread.post([this] { keepNow(); });
}

void TenantCopy::keepNow()
{
    std::optional<KeptTenant> next;
    {
        const std::scoped_lock lock(m_mutex);
        next = std::exchange(m_next, {});
    }
    if (!next)
        return;
    // Names and scopes repeat: a tenth of it is left, at little cost.
    const QByteArray packed = qCompress(store::remote::toJson(*next), 1);
    const auto write = [&] { return m_document.change([&](const auto &) -> Result<QByteArray> { return packed; }); };
    auto written = write();
    if (!written && isDamaged(written.error().code)) {
        // What the tenant says now is better than whatever is there.
        m_document.remove();
        written = write();
    }
    if (!written)
        qCWarning(base::logStore) << "the tenant is not kept:" << base::errorName(written.error().code)
                                  << written.error().detail;
}

} // namespace gatehouse::app
