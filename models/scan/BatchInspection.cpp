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
    const int source = static_cast<int>(m_result.sources.size()) - 1;
    std::vector<BatchRow> rows(static_cast<std::size_t>(fresh.size()));
    std::vector<std::optional<TokenIdMark>> marks(rows.size());
    std::vector<char> judged(rows.size()); // of each thread its own: no bits shared
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
            marks[static_cast<std::size_t>(i)] = tokenIdMark(inspection);
            judged[static_cast<std::size_t>(i)] = 1;
        }
    });
    append(std::move(rows), marks, judged);
    m_result.progress.distinct = m_result.rows.size();
}

/// Different tokens with one `jti` of one issuer are marked, the first of them too: one was made to pass as another, or
/// the issuer repeats itself. The same token at two places is no such thing.
void BatchInspection::append(std::vector<BatchRow> &&rows, const std::vector<std::optional<TokenIdMark>> &marks,
                             const std::vector<char> &judged)
{
    static const QString repeated = QStringLiteral("jti-repeated");
    const auto mark = [](BatchRow &row) {
        if (!row.findings.contains(repeated))
            row.findings.append(repeated);
    };
    m_result.rows.reserve(m_result.rows.size() + std::ssize(rows));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // One that was found and not judged, because the run was stopped, has no row: it would say something untrue.
        if (!judged[i])
            continue;
        if (marks[i]) {
            const int next = static_cast<int>(m_result.rows.size());
            const auto [first, isNew] = m_firstOf.try_emplace(*marks[i], next);
            if (!isNew) {
                mark(m_result.rows[first->second]);
                mark(rows[i]);
            }
        }
        m_result.rows.append(std::move(rows[i]));
    }
}

} // namespace gatehouse::scan
