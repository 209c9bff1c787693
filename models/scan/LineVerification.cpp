#include "models/scan/LineVerification.h"

#include "models/scan/RepeatedHeader.h"
#include "models/scan/SeedSearch.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <vector>

namespace gatehouse::scan {

namespace {

/// Large enough that the hand-over costs nothing, small enough that cores finish together.
constexpr qsizetype blockSize = qsizetype{128} * 1024;

bool isUnreadable(const inspector::TokenInspection &inspection)
{
    using inspector::Form;
    return !inspection.isVerified() && (inspection.form == Form::Malformed || inspection.form == Form::NotAJwt ||
                                        inspection.form == Form::Encrypted);
}

/// Where certificates lead, when roots were given: those of the token, else those of the key.
QByteArray pathOf(const inspector::TokenInspection &inspection)
{
    const auto path = inspection.carriedPath ? inspection.carriedPath : inspection.keyPath;
    return path ? jose::trustPathName(*path).toLatin1() : QByteArray("no-certificate");
}

/// The members that a line of `token verify --jsonl` is answered with; our own codes need no escaping.
QByteArray answerOf(const QByteArray &id, const inspector::TokenInspection &inspection)
{
    const std::array members{
        std::pair{QByteArrayView(R"(,"form":")"), inspector::formName(inspection.form)},
        std::pair{QByteArrayView(R"(","signature":")"), inspector::signatureName(inspection.signature)},
        std::pair{QByteArrayView(R"(","time":")"), inspector::timeName(inspection.time)},
        std::pair{QByteArrayView(R"(","claims":")"), inspector::claimsName(inspection.claimsVerdict)},
        std::pair{QByteArrayView(R"(","reason":")"), inspector::reasonCode(inspection.reason)},
    };
    QByteArray out = R"({"id":)" + id + R"(,"verified":)" + (inspection.isVerified() ? "true" : "false");
    for (const auto &[name, value] : members)
        out.append(name).append(value.toLatin1());
    return out + R"("})";
}

} // namespace

LineTotals &LineTotals::operator+=(const LineTotals &other)
{
    verified += other.verified;
    failed += other.failed;
    unreadable += other.unreadable;
    return *this;
}

/// Hands out whole lines, in blocks, and takes their answers back in order.
class LineVerification::Lines
{
public:
    Lines(const Read &read, const Write &write)
        : m_read(read)
        , m_write(write)
    {
    }

    struct Block
    {
        QByteArray bytes;
        qint64 number = 0;
        qint64 firstLine = 1;
        bool mayBeLast = false; ///< less came than was asked for
    };

    /// False at the end.
    bool next(Block &block)
    {
        const std::lock_guard lock(m_mutex);
        if (m_isAtEnd || !m_isWritten)
            return false;
        block.bytes.resize(m_rest.size());
        std::memcpy(block.bytes.data(), m_rest.constData(), static_cast<std::size_t>(m_rest.size()));
        m_rest.resize(0);
        qsizetype size = block.bytes.size();
        qsizetype lineEnd = 0;
        while (lineEnd == 0 && !m_isAtEnd) {
            block.bytes.resize(size + blockSize);
            const qint64 count = m_read(block.bytes.data() + size, blockSize);
            m_isAtEnd = count <= 0;
            block.mayBeLast = count < blockSize;
            if (m_isAtEnd) {
                lineEnd = size;
                break;
            }
            const qsizetype came = skipRest(block.bytes.data() + size, count);
            lineEnd = QByteArrayView(block.bytes).first(size + came).lastIndexOf('\n') + 1;
            size += came;
            if (lineEnd == 0 && size > lineLimit) {
                // The beginning tells that it is too long; the rest is not kept.
                size = lineLimit + 1;
                m_isSkipping = true;
            }
        }
        m_rest.append(block.bytes.constData() + lineEnd, size - lineEnd);
        block.bytes.resize(lineEnd);
        block.number = m_handedOut++;
        block.firstLine = m_line;
        m_line += countLineFeeds(block.bytes.constData(), block.bytes.constData() + lineEnd);
        return true;
    }

    void put(qint64 number, QByteArrayView answers)
    {
        std::unique_lock lock(m_writing);
        m_turn.wait(lock, [&] { return m_written == number; });
        if (!answers.isEmpty() && m_isWritten && !m_write(answers))
            m_isWritten = false;
        ++m_written;
        m_turn.notify_all();
    }

    bool isWritten() const { return m_isWritten; }

private:
    /// Drops the rest of a line that was too long; how many bytes stay, at the beginning.
    qsizetype skipRest(char *bytes, qsizetype count)
    {
        if (!m_isSkipping)
            return count;
        const void *found = std::memchr(bytes, '\n', static_cast<std::size_t>(count));
        if (!found)
            return 0;
        const qsizetype dropped = static_cast<const char *>(found) - bytes;
        std::memmove(bytes, found, static_cast<std::size_t>(count - dropped));
        m_isSkipping = false;
        return count - dropped;
    }

    const Read &m_read;
    const Write &m_write;
    std::mutex m_mutex;
    QByteArray m_rest;
    qint64 m_handedOut = 0;
    qint64 m_line = 1;
    bool m_isAtEnd = false;
    bool m_isSkipping = false;

    std::mutex m_writing;
    std::condition_variable m_turn;
    qint64 m_written = 0;
    std::atomic<bool> m_isWritten = true;
};

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
    Lines lines(read, write);
    std::mutex adding;
    Outcome outcome;
    const auto judgeBlock = [&](const Lines::Block &block, Worker &worker) {
        worker.answers.resize(0);
        judge(block.bytes, block.firstLine, worker);
        if (m_format != Format::None)
            lines.put(block.number, worker.answers);
    };
    const auto work = [&](Worker &worker) {
        Lines::Block block;
        while (lines.next(block))
            judgeBlock(block, worker);
        const std::lock_guard lock(adding);
        outcome.totals += worker.totals;
    };
    // A single token must not pay for threads: they come once there is a second block, or a first that was full.
    Worker mine(m_verifier, m_makePolicy());
    Lines::Block block;
    if (!lines.next(block))
        return outcome;
    bool isJudged = block.mayBeLast;
    if (isJudged)
        judgeBlock(block, mine);
    if (!isJudged || lines.next(block)) {
        std::vector<std::jthread> others;
        for (int i = 1; i < threads; ++i) {
            others.emplace_back([&] {
                Worker worker(m_verifier, m_makePolicy());
                work(worker);
            });
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
    if (m_format == Format::None && worker.repeated.verifies(line)) {
        ++worker.totals.verified;
        return;
    }
    const inspector::TokenInspection inspection = m_inspector.inspect(line, worker.policy);
    const bool isAsExpected = inspection.claimsVerdict != inspector::Claims::Mismatch;
    QByteArrayView verdict;
    if (inspection.isVerified() && isAsExpected) {
        ++worker.totals.verified;
        verdict = "verified";
    } else if (isUnreadable(inspection)) {
        ++worker.totals.unreadable;
        verdict = "unreadable";
    } else {
        ++worker.totals.failed;
        verdict = "failed";
    }
    if (m_format == Format::None) {
        if (inspection.isVerified())
            worker.repeated.learn(inspection);
        return;
    }
    const QByteArray id = QByteArray::number(number);
    if (m_format == Format::Json) {
        QByteArray answer = answerOf(id, inspection);
        if (worker.policy.trustedRoots)
            answer.insert(answer.size() - 1, R"(,"roots":")" + pathOf(inspection) + '"');
        worker.answers.append(answer).append('\n');
        return;
    }
    const QString reason = inspection.isVerified() && !isAsExpected ? QStringLiteral("claims-mismatch")
                                                                    : inspector::reasonCode(inspection.reason);
    worker.answers.append(id).append('\t').append(verdict).append('\t').append(reason.toLatin1());
    worker.answers.append('\t').append(inspector::timeName(inspection.time).toLatin1());
    if (worker.policy.trustedRoots)
        worker.answers.append('\t').append(pathOf(inspection));
    worker.answers.append('\n');
}

} // namespace gatehouse::scan
