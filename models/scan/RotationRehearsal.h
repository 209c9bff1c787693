#pragma once

#include "models/base/Clock.h"
#include "models/scan/BatchRow.h"

namespace gatehouse::scan {

/// Which tokens of a batch stop verifying when a key goes on a day, and whose they are.
struct RotationRehearsal
{
    /// One client's tokens for one API.
    struct Affected
    {
        QString client; ///< or the subject, when no claim names a client
        QString api;    ///< the tenant's name of it, or the audience
        int tokens = 0;
        qint64 lastExpiry = 0;     ///< Unix seconds, of those that expire
        bool neverExpires = false; ///< at least one has no expiry

        bool operator==(const Affected &) const = default;
    };

    QList<Affected> affected; ///< most tokens first
    int stopping = 0;         ///< verified with the key today, and still valid on that day
    int expiredBefore = 0;    ///< verified with the key, and over by that day anyway
    int otherKeys = 0;        ///< verified with another key
    int notVerified = 0;
};

/// `key` is what a row names as the key it was checked with. Repetitions of a token count once.
RotationRehearsal rehearseRotation(const QList<BatchRow> &rows, const QString &key, base::Instant goneAt);

} // namespace gatehouse::scan
