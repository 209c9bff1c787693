#pragma once

#include "models/base/Clock.h"
#include "models/base/Result.h"
#include "models/base/Secret.h"
#include "models/inspector/TokenInspection.h"

namespace gatehouse::shelf {

/// What is told of a kept token without opening it: enough to know it again, nothing that could stand in for it. Its
/// texts come from the token: hostile, and bounded here.
struct ShelfEntry
{
    QString id; ///< the record's name: 32 hexadecimal digits, another one each time a token is kept
    base::Instant keptAt;
    QString api;       ///< the tenant's name of it, else the first audience
    QString issuer;    ///< `iss`
    QString client;    ///< `azp`, `client_id` or `cid`, else `sub`
    QString algorithm; ///< as the header says
    QString ends;      ///< first and last characters of the token
    /// What was judged when it was kept. Says nothing of now.
    inspector::Verdict verdict = inspector::Verdict::CouldNotBeChecked;
    inspector::Time time = inspector::Time::NotJudged;
    QByteArray digest; ///< SHA-256 of the token, in memory only: the same token again

    bool operator==(const ShelfEntry &) const = default;
};

/// The entry of a token that was judged, without an id yet.
ShelfEntry entryOf(const inspector::TokenInspection &inspection, base::Instant keptAt);

/// "eyJhbGci…x4Fq": never more than a tenth of the token.
QString tokenEnds(QByteArrayView token);

/// One record in clear: what is told of the token on one line, then the token.
base::Secret encodeRecord(const ShelfEntry &entry, const base::Secret &token);

struct ShelfRecord
{
    ShelfEntry entry; ///< without an id
    base::Secret token;
};
/// SealBroken for bytes that encodeRecord() does not make.
base::Result<ShelfRecord> decodeRecord(const base::Secret &record);

} // namespace gatehouse::shelf
