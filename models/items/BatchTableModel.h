#pragma once

#include "models/base/Clock.h"
#include "models/items/BatchIndex.h"
#include "models/items/ItemRoles.h"
#include "models/items/LifeBuckets.h"
#include "models/scan/BatchInspection.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace gatehouse::items {

/// Which rows of a batch are shown.
struct BatchFilter
{
    QString text; ///< in API, client, subject, issuer, key, reason or findings; case does not matter
    std::optional<std::pair<BatchGrouping, QString>> group;
    std::optional<std::pair<LifeBucket, LifeBucket>> life; ///< both included

    bool operator==(const BatchFilter &) const = default;
};

/// A group of a batch and how many of its rows are shown but for the choice of a group; the name is untrusted.
using BatchGroup = std::pair<QString, int>;

/// The distinct tokens of a batch. Made for half a million rows: a filter or an order is a list of row numbers, and the
/// texts are asked through BatchIndex. Codes and raw values; a presenter has the words.
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
    /// The groups of the rows that the filter's text and life leave, the largest first.
    QList<BatchGroup> groups(BatchGrouping grouping) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// SortRole too; texts are made visible and bounded.
    QVariant data(const QModelIndex &index, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    QString plainCell(int row, Column column) const;
    void order();
    void applyFilter();
    void choose();
    void search(const QString &text);

    std::shared_ptr<const scan::BatchResult> m_result;
    base::Instant m_now;
    BatchFilter m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    BatchIndex m_index;
    // Numbers of the result's rows: all in their order, those with the filter's text and life, and of them the group's.
    std::vector<int> m_ordered;
    std::vector<int> m_matching;
    std::vector<int> m_shown;
    QString m_searched;          ///< what m_hasText is about
    std::vector<bool> m_hasText; ///< of each text of the index
};

/// The groups of a batch with their sizes, as BatchTableModel::groups gives them.
class BatchGroupModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit BatchGroupModel(QObject *parent = nullptr);

    /// More groups than anybody reads are left out.
    void setGroups(const QList<BatchGroup> &groups, BatchGrouping grouping);
    BatchGrouping grouping() const { return m_grouping; }
    /// Hostile.
    QString nameAt(int row) const { return m_groups.at(row).first; }
    int countAt(int row) const { return m_groups.at(row).second; }
    /// Invalid where there is no such group.
    QModelIndex indexOf(const QString &name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    BatchGrouping m_grouping = BatchGrouping::Verdict;
    QList<BatchGroup> m_groups;
};

} // namespace gatehouse::items
