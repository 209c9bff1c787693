#include "models/scan/BatchCounts.h"

namespace gatehouse::scan {

void BatchCounts::add(const BatchRow &row)
{
    ++byVerdict[inspector::verdictName(row.verdict)];
    ++byReason[inspector::reasonCode(row.reason)];
    ++byTime[inspector::timeName(row.time)];
    ++byClaims[inspector::claimsName(row.claims)];
    ++byPolicy[inspector::policyName(row.policy)];
    ++byApi[row.api];
    ++byClient[row.client];
    ++byKey[row.keyUsed];
    for (const QString &finding : row.findings)
        ++byFinding[finding];
}

BatchCounts countsOf(const QList<BatchRow> &rows)
{
    BatchCounts counts;
    for (const BatchRow &row : rows)
        counts.add(row);
    return counts;
}

} // namespace gatehouse::scan
