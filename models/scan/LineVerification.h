#pragma once

#include "models/inspector/BatchAnswer.h"
#include "models/inspector/TokenInspector.h"
#include "models/scan/LineTotals.h"

#include <functional>

namespace gatehouse::scan {

/// Verifies plain tokens, one a line, on all cores and in memory that does not depend on their number.
class LineVerification
{
public:
    /// Reads up to `size` bytes; 0 at the end. Called by one thread at a time.
    using Read = std::function<qint64(char *to, qint64 size)>;
    /// Answers in the order of the lines. Called by one thread at a time; false when nothing more can be written.
    using Write = std::function<bool(QByteArrayView answers)>;
    enum class Format {
        None, ///< totals alone
        Text, ///< line number, verdict, reason and time between tabs; with roots, where certificates lead; what is
              ///< around it
        Json, ///< the members of `token verify --jsonl`, with the line number as id
    };

    /// Longer lines are unreadable, and not kept.
    static constexpr qsizetype lineLimit = qsizetype{1024} * 1024;

    /// Makes one thread's own policy: keys that threads share would have their reference counts fought over.
    using MakePolicy = std::function<inspector::VerificationPolicy()>;

    /// `inspector` and `verifier`, which is the inspector's own, outlive this.
    LineVerification(const inspector::TokenInspector &inspector, const jose::SignatureVerifier &verifier,
                     MakePolicy makePolicy, Format format);

    /// Until the input ends or nothing more can be written; whether everything was.
    struct Outcome
    {
        LineTotals totals;
        bool isWritten = true;
    };
    Outcome run(const Read &read, const Write &write, int threads) const;

private:
    struct Worker;

    void judge(QByteArrayView block, qint64 firstLine, Worker &worker) const;
    void judgeLine(QByteArrayView line, qint64 number, Worker &worker) const;
    void answer(const inspector::Verdicts &verdicts, const inspector::AnswerDetails &details, qint64 number,
                Worker &worker) const;

    const inspector::TokenInspector &m_inspector;
    const jose::SignatureVerifier &m_verifier;
    MakePolicy m_makePolicy;
    Format m_format;
};

} // namespace gatehouse::scan
