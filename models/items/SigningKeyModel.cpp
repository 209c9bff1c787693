#include "models/items/SigningKeyModel.h"

#include <algorithm>
#include <utility>

namespace gatehouse::items {

namespace {

constexpr qint64 day = 86400;
/// A range is never shorter, so that the keys of a new tenant are not a hair wide.
constexpr qint64 leastSpan = day;
/// The past of a key that has signed for years leaves room for what comes.
constexpr qint64 leastPast = 30 * day;
constexpr qint64 pastForFuture = 4;

QVariant seconds(const std::optional<base::Instant> &instant)
{
    return instant ? QVariant(static_cast<qint64>(base::unixSeconds(*instant))) : QVariant();
}

SigningKeyModel::Range rangeOf(const QList<SigningKeyModel::Row> &rows, base::Instant now)
{
    const qint64 here = base::unixSeconds(now);
    SigningKeyModel::Range range{.from = here, .to = here};
    const auto include = [&range](const std::optional<base::Instant> &instant) {
        // Keys of older stores have no times.
        if (!instant || base::unixSeconds(*instant) <= 0)
            return;
        range.from = std::min<qint64>(range.from, base::unixSeconds(*instant));
        range.to = std::max<qint64>(range.to, base::unixSeconds(*instant));
    };
    for (const SigningKeyModel::Row &row : rows) {
        if (row.line.state == domain::SigningKey::State::Revoked)
            continue; // over, and told in words
        for (const auto &instant :
             {row.line.currentSince, row.line.currentUntil, row.lastExpiry, std::optional(row.line.createdAt)})
            include(instant);
    }
    range.from = std::max(range.from, here - std::max(leastPast, pastForFuture * (range.to - here)));
    // Room on both sides of now: what comes is as much part of a timeline as what was.
    const qint64 span = std::max(range.to - range.from, leastSpan);
    range.from = std::min(range.from, here - span / 8);
    range.to = std::max(range.to, here + span / 8);
    return range;
}

} // namespace

SigningKeyModel::SigningKeyModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
}

void SigningKeyModel::setIssued(const QList<store::IssuedTokens> &issued, base::Instant now)
{
    m_issued = issued;
    m_now = now;
    update();
}

void SigningKeyModel::setUncounted(base::Instant now)
{
    m_issued.reset();
    m_now = now;
    update();
}

QVariant SigningKeyModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (static_cast<Column>(index.column())) {
        case Column::State:
        case Column::Timeline:
            return {};
        case Column::KeyId:
            return row.line.id.text();
        case Column::Alive:
            return row.line.aliveTokens ? QVariant(*row.line.aliveTokens) : QVariant();
        }
        return {};
    case KeyRole:
        return row.line.id.text();
    case StateRole:
        return static_cast<int>(row.line.state);
    case PublishedRole:
        return seconds(row.line.createdAt);
    case RevokedRole:
        return seconds(row.line.revokedAt);
    case SinceRole:
        return seconds(row.line.currentSince);
    case UntilRole:
        return seconds(row.line.currentUntil);
    case LastExpiryRole:
        return seconds(row.lastExpiry);
    case NowRole:
        return static_cast<qint64>(base::unixSeconds(m_now));
    default:
        return {};
    }
}

QModelIndex SigningKeyModel::indexOf(const domain::KeyId &id) const
{
    return find([&id](const Row &row) { return row.line.id == id; });
}

void SigningKeyModel::update()
{
    QList<Row> target;
    const QList<issuer::KeyLine> lines = m_issued ? issuer::keyTimeline(m_store.snapshot(), *m_issued, m_now)
                                                  : issuer::uncountedKeyTimeline(m_store.snapshot());
    for (const issuer::KeyLine &line : lines) {
        Row row{.line = line, .lastExpiry = {}};
        for (const QList<store::IssuedTokens> issued = this->issued(); const store::IssuedTokens &tokens : issued) {
            if (tokens.key == line.id && tokens.expires > m_now)
                row.lastExpiry = std::max(row.lastExpiry.value_or(tokens.expires), tokens.expires);
        }
        // "From now on" is not a moment that differs each time someone looks.
        if (m_issued && row.line.safeToRevoke && *row.line.safeToRevoke <= m_now)
            row.line.safeToRevoke = base::Instant();
        target.append(row);
    }
    m_range = rangeOf(target, m_now);
    show(target, [](const Row &row) { return row.line.id.text(); });
    Q_EMIT updated();
}

} // namespace gatehouse::items
