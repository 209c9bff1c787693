#include "models/scan/BatchInspection.h"

#include "models/inspector/findings/Kinds.h"
#include "models/scan/Parallel.h"

#include <QIODevice>

#include <algorithm>
#include <vector>

namespace gatehouse::scan {

namespace {

/// Tokens one thread inspects before it looks for more work.
constexpr qsizetype tokensAtOnce = 64;
/// Of these, between two looks at how far it is: a tenth of a second or less.
constexpr qsizetype groupsPerThread = 16;

/// What lacks its end is not inspected: that it fails would say nothing of it.
inspector::TokenInspection inspect(const inspector::TokenInspector &inspector, const transport::FoundToken &found,
                                   const inspector::VerificationPolicy &policy)
{
    if (found.extent == transport::FoundToken::Extent::Whole)
        return inspector.inspect(found.token, policy);
    inspector::TokenInspection cut;
    cut.form = inspector::Form::Malformed;
    cut.reason = inspector::reasonOf(found.extent);
    return cut;
}

} // namespace

BatchInspection::BatchInspection(const inspector::TokenInspector &inspector, MakePolicy makePolicy, Options options)
    : m_inspector(inspector)
    , m_makePolicy(std::move(makePolicy))
    , m_options(std::move(options))
{
}

ScanOptions BatchInspection::scanOptions()
{
    return {.threads = m_options.threads,
            .stop = m_options.stop,
            .progress =
                [this](qint64 bytesDone) {
                    m_result.progress.bytes = m_bytesBefore + bytesDone;
                    if (m_options.progress)
                        m_options.progress(m_result.progress);
                },
            .containers = m_options.containers,
            .entered = [this](const QString &member) { enter(member); },
            .skipped =
                [this](const QString &member, transport::SkipReason reason) {
                    m_result.skipped.append({.source = sourceOf(member), .reason = reason});
                }};
}

/// A member of a container is named behind the input, as in a path.
QString BatchInspection::sourceOf(const QString &member) const
{
    return member.isEmpty() ? m_input : m_input + u'/' + member;
}

void BatchInspection::startInput(const QString &name)
{
    m_input = name;
    m_inputAt = m_source = m_result.sources.size();
    m_result.sources.append(name);
    m_result.progress.inputs = m_result.sources.size();
    m_result.progress.input = name;
}

/// A member is gone back to after what is compressed inside it.
void BatchInspection::enter(const QString &member)
{
    const QString name = sourceOf(member);
    const qsizetype known = member.isEmpty() ? m_inputAt : m_result.sources.indexOf(name, m_inputAt);
    m_source = known < 0 ? m_result.sources.size() : known;
    if (known < 0)
        m_result.sources.append(name);
    m_result.progress.inputs = m_result.sources.size();
    m_result.progress.input = name;
}

base::Result<void> BatchInspection::addFile(const QString &path)
{
    startInput(path);
    return finish(
        scanFile(path, scanOptions(), [this](QList<transport::FoundToken> &&found) { add(std::move(found)); }));
}

base::Result<void> BatchInspection::addDevice(const QString &name, QIODevice &device)
{
    startInput(name);
    return finish(
        scanDevice(device, scanOptions(), [this](QList<transport::FoundToken> &&found) { add(std::move(found)); }));
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

void BatchInspection::add(QList<transport::FoundToken> &&found)
{
    // The first of each kind is inspected, the others are counted.
    QList<transport::FoundToken> fresh;
    QList<int> seen;
    m_result.progress.found += found.size();
    for (transport::FoundToken &token : found) {
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
    const int source = static_cast<int>(m_source);
    std::vector<std::optional<Judged>> judged(static_cast<std::size_t>(fresh.size()));
    transport::FoundToken *tokens = fresh.data();
    const auto judge = [&](qsizetype begin, qsizetype end) {
        const inspector::VerificationPolicy policy = m_makePolicy();
        for (qsizetype i = begin; i < end && !m_options.stop.stop_requested(); ++i) {
            const inspector::TokenInspection inspection = inspect(m_inspector, tokens[i], policy);
            Judged &one = judged[static_cast<std::size_t>(i)].emplace(rowOf(std::move(tokens[i]), source, inspection),
                                                                      tokenIdMark(inspection));
            one.row.seen = seen.at(i);
        }
    };
    // In rounds, for judging takes far longer than finding, and a person watches.
    const qsizetype inRound = qsizetype{tokensAtOnce} * groupsPerThread * std::max(1, m_options.threads);
    for (qsizetype begin = 0; begin < fresh.size() && !m_options.stop.stop_requested(); begin += inRound) {
        const qsizetype end = std::min(begin + inRound, fresh.size());
        forEachIndex((end - begin + tokensAtOnce - 1) / tokensAtOnce, m_options.threads, [&](qsizetype group) {
            const qsizetype from = begin + group * tokensAtOnce;
            judge(from, std::min(from + tokensAtOnce, end));
        });
        m_result.progress.distinct = m_result.rows.size() + end;
        if (m_options.progress)
            m_options.progress(m_result.progress);
    }
    append(std::move(judged));
    m_result.progress.distinct = m_result.rows.size();
}

/// Different tokens with one `jti` of one issuer are marked, the first of them too: one was made to pass as another, or
/// the issuer repeats itself. The same token at two places is no such thing.
void BatchInspection::append(std::vector<std::optional<Judged>> &&judged)
{
    static const QString repeated = inspector::kinds::jtiRepeated.id;
    const auto mark = [](BatchRow &row) {
        if (!row.findings.contains(repeated))
            row.findings.append(repeated);
    };
    m_result.rows.reserve(m_result.rows.size() + std::ssize(judged));
    for (std::optional<Judged> &one : judged) {
        // One that was found and not judged, because the run was stopped, has no row: it would say something untrue.
        if (!one)
            continue;
        if (one->mark) {
            const int next = static_cast<int>(m_result.rows.size());
            const auto [first, isNew] = m_firstOf.try_emplace(*one->mark, next);
            if (!isNew) {
                mark(m_result.rows[first->second]);
                mark(one->row);
            }
        }
        m_result.rows.append(std::move(one->row));
    }
}

} // namespace gatehouse::scan
