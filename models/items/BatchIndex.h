#pragma once

#include "models/scan/BatchInspection.h"

#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace gatehouse::items {

/// By what a batch is put into groups.
enum class BatchGrouping { Verdict, Claims, Policy, Api, Client, Key, Finding, Reason };

/// The texts of a batch's rows, each kept once and numbered: what is asked of a text is asked once, and not once for
/// each of the thousands of rows that have it.
class BatchIndex
{
public:
    /// The number of a text.
    using Text = quint32;

    BatchIndex() = default;
    explicit BatchIndex(const QList<scan::BatchRow> &rows);

    const QString &text(Text number) const { return m_texts.at(number); }
    std::optional<Text> numberOf(const QString &text) const;
    qsizetype texts() const { return m_texts.size(); }
    /// The groups a row belongs to: one, but for findings. The empty text where the row has none.
    std::span<const Text> groups(int row, BatchGrouping grouping) const;
    /// All that a filter looks for its text in.
    std::span<const Text> searched(int row) const;
    /// The API by the tenant's name, or else the audience. Tokens for one audience are of one API, whichever of them
    /// were checked with its key.
    const QString &api(int row) const { return text(groups(row, BatchGrouping::Api).front()); }
    const QString &client(int row) const { return text(groups(row, BatchGrouping::Client).front()); }
    const QString &key(int row) const { return text(groups(row, BatchGrouping::Key).front()); }

private:
    QStringList m_texts;
    std::vector<Text> m_numbers;       ///< of all rows, one after the other
    std::vector<std::size_t> m_begins; ///< of each row, and the end
    std::vector<int> m_findings;       ///< how many numbers of a row are of findings
};

} // namespace gatehouse::items
