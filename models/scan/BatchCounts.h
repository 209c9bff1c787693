#pragma once

#include "models/scan/BatchRow.h"

#include <QMap>

namespace gatehouse::scan {

/// How many rows have what in common. Rows without an API, client or key are counted under the empty name.
struct BatchCounts
{
    QMap<QString, int> byVerdict; ///< inspector::verdictName()
    QMap<QString, int> byReason;  ///< inspector::reasonCode()
    QMap<QString, int> byTime;
    QMap<QString, int> byClaims; ///< inspector::claimsName()
    QMap<QString, int> byPolicy; ///< inspector::policyName()
    QMap<QString, int> byApi;
    QMap<QString, int> byClient;
    QMap<QString, int> byKey;
    QMap<QString, int> byFinding; ///< a row counts under each of its findings

    void add(const BatchRow &row);
};

BatchCounts countsOf(const QList<BatchRow> &rows);

} // namespace gatehouse::scan
