#pragma once

#include "models/base/Result.h"
#include "models/inspector/TokenInspector.h"
#include "models/scan/BatchRow.h"
#include "models/scan/FileScan.h"

#include <QHash>

#include <unordered_map>
#include <vector>

namespace gatehouse::scan {

/// How far a batch is.
struct BatchProgress
{
    qint64 bytes = 0;      ///< read of all inputs so far
    qint64 bytesTotal = 0; ///< 0 when it is not known
    qint64 found = 0;      ///< tokens, repetitions included
    qint64 distinct = 0;   ///< of them, and inspected
    qsizetype inputs = 0;  ///< begun so far: files, and members of archives
    QString input = {};    ///< the name of the one that is read; hostile
    bool isFull = false;   ///< the limit of rows is reached: further distinct tokens are only counted
};

/// What a batch came to.
struct BatchResult
{
    QList<BatchRow> rows; ///< in the order in which they were first seen
    QStringList sources;  ///< the inputs' names; hostile
    BatchProgress progress;
    /// What was not searched, or not to its end.
    struct Skipped
    {
        QString source;
        transport::SkipReason reason = transport::SkipReason::Damaged;
    };
    QList<Skipped> skipped;
};

/// Scans inputs one after the other, drops repetitions and has every distinct token inspected, on several threads.
/// Blocks; BatchJob is for windows.
class BatchInspection
{
public:
    /// Makes the policy of one inspecting thread.
    using MakePolicy = std::function<inspector::VerificationPolicy()>;
    struct Options
    {
        int threads = 1;
        qsizetype rowLimit = 1000000;
        bool isNested = false; ///< also what is signed, and what claims and headers hold; what is decrypted always is
        std::stop_token stop = {};
        const transport::Containers *containers = nullptr; ///< opens compressed and packed inputs; outlives this
        std::function<void(const BatchProgress &progress)> progress = {}; ///< in the calling thread
    };

    /// `inspector` outlives this.
    BatchInspection(const inspector::TokenInspector &inspector, MakePolicy makePolicy, Options options);

    /// A file by its name. FileUnreadable or Cancelled; what was found before stays.
    base::Result<void> addFile(const QString &path);
    /// What is read from a pipe, or was pasted, under a name.
    base::Result<void> addDevice(const QString &name, QIODevice &device);
    /// Tells in advance how much there will be to read.
    void expect(qint64 bytes) { m_result.progress.bytesTotal += bytes; }

    const BatchResult &result() const { return m_result; }
    BatchResult take() { return std::move(m_result); }

private:
    void add(QList<transport::FoundToken> &&found);
    /// A token that was judged.
    struct Judged
    {
        BatchRow row;
        std::optional<TokenIdMark> mark;
        QList<transport::FoundToken> inside = {};
    };
    QList<transport::FoundToken> inside(const transport::FoundToken &outer,
                                        const inspector::TokenInspection &inspection) const;
    void addInside(const QByteArray &outer, QList<transport::FoundToken> &&tokens);
    void seeAgain(qsizetype row, int times);
    void append(std::vector<std::optional<Judged>> &&judged);
    base::Result<void> finish(const base::Result<qint64> &read);
    ScanOptions scanOptions();
    QString sourceOf(const QString &member) const;
    void startInput(const QString &name);
    void enter(const QString &member);

    const inspector::TokenInspector &m_inspector;
    MakePolicy m_makePolicy;
    Options m_options;
    BatchResult m_result;
    QHash<QByteArray, qsizetype> m_rowOf; ///< of a token; shares its bytes with the row
    /// The first row with a mark. The marks are hashes already: a few of their bits do for a table.
    struct MarkHash
    {
        std::size_t operator()(const TokenIdMark &mark) const { return mark[0]; }
    };
    std::unordered_map<TokenIdMark, int, MarkHash> m_firstOf;
    QString m_input;                                 ///< the name of the one that is read
    qsizetype m_inputAt = 0;                         ///< its place in the result's sources
    qsizetype m_source = 0;                          ///< of what is found next
    QHash<qsizetype, QList<qsizetype>> m_rowsInside; ///< of a row's token
    int m_level = 0;                                 ///< of tokens inside one another
    qint64 m_bytesBefore = 0;                        ///< of the inputs that are done
};

} // namespace gatehouse::scan
