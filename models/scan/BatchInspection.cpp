#include "models/scan/BatchInspection.h"

#include "models/inspector/TokenCleaner.h"
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
            if (inFresh < 0)
                seeAgain(*known, 1);
            else
                ++seen[inFresh];
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
            auto tokensInside = inside(tokens[i], inspection);
            Judged &one = judged[static_cast<std::size_t>(i)].emplace(rowOf(std::move(tokens[i]), source, inspection),
                                                                      tokenIdMark(inspection), std::move(tokensInside));
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
    std::vector<std::pair<QByteArray, QList<transport::FoundToken>>> insides;
    for (std::optional<Judged> &one : judged) {
        if (one && !one->inside.isEmpty())
            insides.emplace_back(one->row.token, std::move(one->inside));
    }
    append(std::move(judged));
    m_result.progress.distinct = m_result.rows.size();
    for (auto &[outer, within] : insides)
        addInside(outer, std::move(within));
}

/// The tokens inside one, each as if it had been found at its place. What was encrypted could not be found otherwise.
QList<transport::FoundToken> BatchInspection::inside(const transport::FoundToken &outer,
                                                     const inspector::TokenInspection &inspection) const
{
    QByteArrayList tokens;
    if (!inspection.nested.isEmpty() && (m_options.isNested || inspection.reason == inspector::Reason::Decrypted))
        tokens.append(inspection.nested);
    if (m_options.isNested)
        tokens.append(inspection.embedded);
    QList<transport::FoundToken> found;
    for (const QByteArray &token : std::as_const(tokens)) {
        QList<transport::FoundToken> all = inspector::tokensIn(token);
        const auto kind = all.size() == 1 ? all.constFirst().kind : transport::FoundToken::Kind::Jws;
        found.append({.kind = kind, .token = token, .place = outer.place, .through = outer.through});
    }
    return found;
}

void BatchInspection::addInside(const QByteArray &outer, QList<transport::FoundToken> &&tokens)
{
    constexpr int deepest = 8; // as many as are inspected of one token
    if (m_level == deepest || m_options.stop.stop_requested())
        return;
    const qsizetype outerRow = m_rowOf.value(outer);
    QByteArrayList texts;
    for (const transport::FoundToken &token : std::as_const(tokens))
        texts.append(token.token);
    ++m_level;
    add(std::move(tokens));
    --m_level;
    for (const QByteArray &text : std::as_const(texts)) {
        const qsizetype row = m_rowOf.value(text, -1);
        if (row < 0 || row >= m_result.rows.size())
            continue;
        m_rowsInside[outerRow].append(row);
        const int more = m_result.rows.at(outerRow).seen - 1;
        m_result.progress.found += more;
        if (more > 0)
            seeAgain(row, more);
    }
}

/// A token that is found once more is so with all that is inside it.
void BatchInspection::seeAgain(qsizetype row, int times)
{
    m_result.rows[row].seen += times;
    const QList<qsizetype> rows = m_rowsInside.value(row);
    for (const qsizetype inner : rows) {
        m_result.progress.found += times;
        seeAgain(inner, times);
    }
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
