#include "models/scan/RotationRehearsal.h"

#include <QMap>

#include <algorithm>

namespace gatehouse::scan {

RotationRehearsal rehearseRotation(const QList<BatchRow> &rows, const QString &key, base::Instant goneAt)
{
    RotationRehearsal rehearsal;
    QMap<std::pair<QString, QString>, RotationRehearsal::Affected> affected;
    const qint64 gone = base::unixSeconds(goneAt);
    for (const BatchRow &row : rows) {
        if (row.signature != inspector::Signature::Verified) {
            ++rehearsal.notVerified;
            continue;
        }
        if (row.keyUsed != key) {
            ++rehearsal.otherKeys;
            continue;
        }
        if (row.expiresAt && *row.expiresAt <= gone) {
            ++rehearsal.expiredBefore;
            continue;
        }
        ++rehearsal.stopping;
        const QString client = row.client.isEmpty() ? row.subject : row.client;
        const QString api = row.api.isEmpty() ? row.audience.value(0) : row.api;
        RotationRehearsal::Affected &entry = affected[{client, api}];
        entry.client = client;
        entry.api = api;
        ++entry.tokens;
        entry.lastExpiry = std::max(entry.lastExpiry, row.expiresAt.value_or(0));
        entry.neverExpires = entry.neverExpires || !row.expiresAt;
    }
    rehearsal.affected = affected.values();
    std::ranges::stable_sort(rehearsal.affected, std::ranges::greater(), &RotationRehearsal::Affected::tokens);
    return rehearsal;
}

} // namespace gatehouse::scan
