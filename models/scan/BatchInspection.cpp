#include "models/scan/BatchInspection.h"

#include "models/scan/Parallel.h"

#include <QIODevice>

#include <algorithm>
#include <vector>

namespace gatehouse::scan {

namespace {

/// Tokens one thread inspects before it looks for more work.
constexpr qsizetype tokensAtOnce = 64;

} // namespace

BatchInspection::BatchInspection(const inspector::TokenInspector &inspector, MakePolicy makePolicy, Options options)
    : m_inspector(inspector)
    , m_makePolicy(std::move(makePolicy))
    , m_options(std::move(options))
{
}

ScanOptions BatchInspection::scanOptions()
{
    return {.threads = m_options.threads, .stop = m_options.stop, .progress = [this](qint64 bytesDone) {
                m_result.progress.bytes = m_bytesBefore + bytesDone;
                if (m_options.progress)
                    m_options.progress(m_result.progress);
            }};
}

base::Result<void> BatchInspection::addFile(const QString &path)
{
    m_result.sources.append(path);
    return finish(scanFile(path, scanOptions(), [this](QList<FoundToken> &&found) { add(std::move(found)); }));
}

base::Result<void> BatchInspection::addDevice(const QString &name, QIODevice &device)
{
    m_result.sources.append(name);
    return finish(scanDevice(device, scanOptions(), [this](QList<FoundToken> &&found) { add(std::move(found)); }));
}

base::Result<void> BatchInspection::finish(const base::Result<qint64> &read)
{
    if (!read)
        return std::unexpected(read.error());
    m_bytesBefore += *read;
    m_result.progress.bytes = m_bytesBefore;
    if (m_options.progress)
        m_options.progress(m_result.progress);
    return {};
}

void BatchInspection::add(QList<FoundToken> &&found)
{
    // The first of each kind is inspected, the others are counted.
    QList<FoundToken> fresh;
    QList<int> seen;
    m_result.progress.found += found.size();
    for (FoundToken &token : found) {
        const qsizetype next = m_result.rows.size() + fresh.size();
        if (const auto known = m_rowOf.constFind(token.token); known != m_rowOf.cend()) {
            const qsizetype inFresh = *known - m_result.rows.size();
            ++(inFresh < 0 ? m_result.rows[*known].seen : seen[inFresh]);
            continue;
        }
        if (next >= m_options.rowLimit) {
            m_result.progress.isFull = true;
            continue;
        }
        m_rowOf.insert(token.token, next);
        fresh.append(std::move(token));
        seen.append(1);
    }
    const qsizetype first = m_result.rows.size();
    const int source = static_cast<int>(m_result.sources.size()) - 1;
    std::vector<BatchRow> rows(static_cast<std::size_t>(fresh.size()));
    const qsizetype groups = (fresh.size() + tokensAtOnce - 1) / tokensAtOnce;
    FoundToken *tokens = fresh.data();
    forEachIndex(groups, m_options.threads, [&](qsizetype group) {
        const inspector::VerificationPolicy policy = m_makePolicy();
        const qsizetype end = std::min((group + 1) * tokensAtOnce, fresh.size());
        for (qsizetype i = group * tokensAtOnce; i < end && !m_options.stop.stop_requested(); ++i) {
            const inspector::TokenInspection inspection = m_inspector.inspect(tokens[i].token, policy);
            BatchRow &row = rows[static_cast<std::size_t>(i)];
            row = rowOf(std::move(tokens[i]), source, inspection);
            row.seen = seen.at(i);
        }
    });
    m_result.rows.reserve(first + fresh.size());
    for (BatchRow &row : rows)
        m_result.rows.append(std::move(row));
    m_result.progress.distinct = m_result.rows.size();
}

} // namespace gatehouse::scan
