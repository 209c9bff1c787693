#pragma once

#include "models/base/Clock.h"
#include "models/items/ItemRoles.h"
#include "models/items/LifeBuckets.h"
#include "models/scan/BatchInspection.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace gatehouse::items {

/// By what a batch is put into groups.
enum class BatchGrouping { Verdict, Claims, Policy, Api, Client, Key, Finding, Reason };

/// The groups a row belongs to: one, but for findings. The empty name where the row has none.
QStringList batchGroupsOf(const scan::BatchRow &row, BatchGrouping grouping);

/// Which rows of a batch are shown.
struct BatchFilter
{
    QString text; ///< in API, client, subject, issuer, key, reason or findings; case does not matter
    std::optional<std::pair<BatchGrouping, QString>> group;
    std::optional<std::pair<LifeBucket, LifeBucket>> life; ///< both included

    bool operator==(const BatchFilter &) const = default;
};

/// The distinct tokens of a batch. Made for half a million rows: a filter or an order is a list of row numbers, and
/// nothing is kept per row but that. Codes and raw values; a presenter has the words.
class BatchTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Verdict, Time, Claims, Policy, Api, Client, Key, Algorithm, Reason, Findings, Place, Seen };
    static constexpr int columns = static_cast<int>(Column::Seen) + 1;

    explicit BatchTableModel(QObject *parent = nullptr);

    /// `now` is what remaining life is counted from.
    void setResult(std::shared_ptr<const scan::BatchResult> result, base::Instant now);
    void setFilter(const BatchFilter &filter);
    const BatchFilter &filter() const { return m_filter; }
    const scan::BatchRow &rowAt(int row) const;
    /// Rows before any filter.
    qsizetype total() const { return m_result ? m_result->rows.size() : 0; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// SortRole too; texts are made visible and bounded.
    QVariant data(const QModelIndex &index, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    bool isShown(const scan::BatchRow &row) const;
    void select();
    void order();

    std::shared_ptr<const scan::BatchResult> m_result;
    base::Instant m_now;
    BatchFilter m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<int> m_shown; ///< row numbers of the result
};

/// The groups of a batch with their sizes, the largest first.
class BatchGroupModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit BatchGroupModel(QObject *parent = nullptr);

    void setRows(const QList<scan::BatchRow> &rows, BatchGrouping grouping);
    BatchGrouping grouping() const { return m_grouping; }
    /// Hostile.
    QString nameAt(int row) const { return m_groups.at(row).first; }
    int countAt(int row) const { return m_groups.at(row).second; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    BatchGrouping m_grouping = BatchGrouping::Verdict;
    QList<std::pair<QString, int>> m_groups;
};

} // namespace gatehouse::items
