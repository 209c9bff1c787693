#include "models/scan/LineVerification.h"

#include "models/scan/LineBlocks.h"
#include "models/scan/RepeatedHeader.h"

#include <cstring>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace gatehouse::scan {

using namespace Qt::StringLiterals;

namespace {

/// Where certificates lead, when roots were given: those of the token, else those of the key.
QString pathOf(const inspector::TokenInspection &inspection)
{
    const auto path = inspection.carriedPath ? inspection.carriedPath : inspection.keyPath;
    return path ? QString(codeName(*path)) : u"no-certificate"_s;
}

} // namespace

/// What one thread works with.
struct LineVerification::Worker
{
    Worker(const jose::SignatureVerifier &verifier, inspector::VerificationPolicy ownPolicy)
        : policy(std::move(ownPolicy))
        , repeated(verifier, policy)
    {
    }

    inspector::VerificationPolicy policy;
    RepeatedHeader repeated;
    LineTotals totals;
    QByteArray answers;
};

LineVerification::LineVerification(const inspector::TokenInspector &inspector, const jose::SignatureVerifier &verifier,
                                   MakePolicy makePolicy, Format format)
    : m_inspector(inspector)
    , m_verifier(verifier)
    , m_makePolicy(std::move(makePolicy))
    , m_format(format)
{
}

LineVerification::Outcome LineVerification::run(const Read &read, const Write &write, int threads) const
{
    LineBlocks lines(read, write);
    std::mutex adding;
    Outcome outcome;
    const auto judgeBlock = [&](const LineBlocks::Block &block, Worker &worker) {
        worker.answers.resize(0);
        judge(block.bytes, block.firstLine, worker);
        if (m_format != Format::None)
            lines.put(block.number, worker.answers);
    };
    const auto work = [&](Worker &worker) {
        LineBlocks::Block block;
        while (lines.next(block))
            judgeBlock(block, worker);
        const std::lock_guard lock(adding);
        outcome.totals += worker.totals;
    };
    // A single token must not pay for threads: they come once there is a second block, or a first that was full.
    Worker mine(m_verifier, m_makePolicy());
    LineBlocks::Block block;
    if (!lines.next(block))
        return outcome;
    bool isJudged = block.mayBeLast;
    if (isJudged)
        judgeBlock(block, mine);
    if (!isJudged || lines.next(block)) {
        std::vector<std::jthread> others;
        try {
            for (int i = 1; i < threads; ++i) {
                others.emplace_back([&] {
                    Worker worker(m_verifier, m_makePolicy());
                    work(worker);
                });
            }
        } catch (const std::system_error &) { // the system gives no more: those that are there do it all
        }
        judgeBlock(block, mine);
        work(mine);
    } else {
        outcome.totals += mine.totals;
    }
    outcome.isWritten = lines.isWritten();
    return outcome;
}

void LineVerification::judge(QByteArrayView block, qint64 firstLine, Worker &worker) const
{
    qint64 number = firstLine;
    while (!block.isEmpty()) {
        const void *found = std::memchr(block.data(), '\n', static_cast<std::size_t>(block.size()));
        const qsizetype length = found ? static_cast<const char *>(found) - block.data() : block.size();
        QByteArrayView line = block.first(length);
        if (line.endsWith('\r'))
            line.chop(1);
        if (!line.isEmpty())
            judgeLine(line, number, worker);
        block = block.sliced(std::min(length + 1, block.size()));
        ++number;
    }
}

void LineVerification::judgeLine(QByteArrayView line, qint64 number, Worker &worker) const
{
    if (const auto known = worker.repeated.verdicts(line)) {
        answer(*known, {}, number, worker);
        return;
    }
    const inspector::TokenInspection inspection = m_inspector.inspect(line, worker.policy);
    worker.repeated.learn(inspection);
    answer(inspection,
           {.around = removalNames(inspection.around),
            .trustPath = worker.policy.trustedRoots ? pathOf(inspection) : QString()},
           number, worker);
}

void LineVerification::answer(const inspector::Verdicts &verdicts, const inspector::AnswerDetails &details,
                              qint64 number, Worker &worker) const
{
    worker.totals.add(verdicts);
    if (m_format == Format::None)
        return;
    const QByteArray id = QByteArray::number(number);
    QByteArray &answers = worker.answers;
    if (m_format == Format::Json) {
        answers.append(inspector::answerJson(id, verdicts, details)).append('\n');
        return;
    }
    const bool isUnreadable = lineKindOf(verdicts) == LineKind::Unreadable;
    answers.append(id).append('\t');
    answers.append(verdicts.isVerified() ? "verified" : isUnreadable ? "unreadable" : "failed").append('\t');
    answers.append(inspector::reasonCode(verdicts.reason).toLatin1()).append('\t');
    answers.append(inspector::timeName(verdicts.time).toLatin1());
    if (!details.trustPath.isEmpty())
        answers.append('\t').append(details.trustPath.toLatin1());
    if (!details.around.isEmpty())
        answers.append("\taround:").append(details.around.join(u',').toLatin1());
    answers.append('\n');
}

} // namespace gatehouse::scan
