#include "models/items/BatchTableModel.h"

#include "models/base/Text.h"

#include <algorithm>
#include <limits>

namespace gatehouse::items {

namespace {

using scan::BatchRow;
using namespace Qt::StringLiterals;
using Column = BatchTableModel::Column;

constexpr qsizetype shownCell = 200;
/// More groups than anybody reads; the rest are counted in none.
constexpr qsizetype mostGroups = 5000;

QString plainCell(const BatchRow &row, Column column)
{
    switch (column) {
    case Column::Verdict:
        return inspector::verdictName(row.verdict);
    case Column::Time:
        return inspector::timeName(row.time);
    case Column::Claims:
        return inspector::claimsName(row.claims);
    case Column::Policy:
        return inspector::policyName(row.policy);
    case Column::Api:
        return row.api.isEmpty() ? row.audience.value(0) : row.api;
    case Column::Client:
        return row.client.isEmpty() ? row.subject : row.client;
    case Column::Key:
        return row.keyUsed.isEmpty() ? row.kid : row.keyUsed;
    case Column::Algorithm:
        return row.algorithm;
    case Column::Reason:
        return inspector::reasonCode(row.reason);
    case Column::Findings:
        return row.findings.join(", "_L1);
    case Column::Place:
        return row.place.name;
    case Column::Seen:
        return QString::number(row.seen);
    }
    return {};
}

} // namespace

QStringList batchGroupsOf(const BatchRow &row, BatchGrouping grouping)
{
    switch (grouping) {
    case BatchGrouping::Verdict:
        return {inspector::verdictName(row.verdict)};
    case BatchGrouping::Claims:
        return {inspector::claimsName(row.claims)};
    case BatchGrouping::Policy:
        return {inspector::policyName(row.policy)};
    case BatchGrouping::Api:
        return {plainCell(row, Column::Api)};
    case BatchGrouping::Client:
        return {plainCell(row, Column::Client)};
    case BatchGrouping::Key:
        return {plainCell(row, Column::Key)};
    case BatchGrouping::Finding:
        return row.findings.isEmpty() ? QStringList{QString()} : row.findings;
    case BatchGrouping::Reason:
        return {inspector::reasonCode(row.reason)};
    }
    return {};
}

BatchTableModel::BatchTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void BatchTableModel::setResult(std::shared_ptr<const scan::BatchResult> result, base::Instant now)
{
    beginResetModel();
    m_result = std::move(result);
    m_now = now;
    select();
    order();
    endResetModel();
}

void BatchTableModel::setFilter(const BatchFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    select();
    order();
    endResetModel();
}

bool BatchTableModel::isShown(const BatchRow &row) const
{
    if (m_filter.life) {
        const LifeBucket bucket = lifeBucketOf(row, m_now);
        if (bucket < m_filter.life->first || bucket > m_filter.life->second)
            return false;
    }
    if (m_filter.group && !batchGroupsOf(row, m_filter.group->first).contains(m_filter.group->second))
        return false;
    if (m_filter.text.isEmpty())
        return true;
    const auto has = [this](const QString &text) { return text.contains(m_filter.text, Qt::CaseInsensitive); };
    return has(row.api) || has(row.client) || has(row.subject) || has(row.issuer) || has(row.kid) || has(row.keyUsed) ||
           has(row.algorithm) || has(row.place.name) || std::ranges::any_of(row.audience, has) ||
           std::ranges::any_of(row.findings, has) || has(inspector::reasonCode(row.reason));
}

void BatchTableModel::select()
{
    m_shown.clear();
    if (!m_result)
        return;
    m_shown.reserve(static_cast<std::size_t>(m_result->rows.size()));
    for (qsizetype i = 0; i < m_result->rows.size(); ++i) {
        if (isShown(m_result->rows.at(i)))
            m_shown.push_back(static_cast<int>(i));
    }
}

void BatchTableModel::order()
{
    if (m_sortColumn < 0 || !m_result)
        return;
    const auto column = static_cast<Column>(m_sortColumn);
    const QList<BatchRow> &rows = m_result->rows;
    // Numbers are compared as such; texts are made once for each row, not once for each comparison.
    const auto byNumber = [&](auto number) {
        std::ranges::stable_sort(m_shown, [&](int a, int b) {
            return m_sortOrder == Qt::AscendingOrder ? number(rows.at(a)) < number(rows.at(b))
                                                     : number(rows.at(b)) < number(rows.at(a));
        });
    };
    switch (column) {
    case Column::Verdict:
        return byNumber([](const BatchRow &row) { return static_cast<int>(row.verdict); });
    case Column::Time:
        return byNumber([](const BatchRow &row) { return row.expiresAt.value_or(std::numeric_limits<qint64>::max()); });
    case Column::Claims:
        return byNumber([](const BatchRow &row) { return static_cast<int>(row.claims); });
    case Column::Policy:
        return byNumber([](const BatchRow &row) { return static_cast<int>(row.policy); });
    case Column::Findings:
        return byNumber([](const BatchRow &row) { return row.findings.size(); });
    case Column::Place:
        return byNumber([](const BatchRow &row) { return std::pair(row.source, row.place.offset); });
    case Column::Seen:
        return byNumber([](const BatchRow &row) { return row.seen; });
    default:
        break;
    }
    std::vector<std::pair<QString, int>> keyed;
    keyed.reserve(m_shown.size());
    for (const int row : m_shown)
        keyed.emplace_back(plainCell(rows.at(row), column), row);
    std::ranges::stable_sort(keyed, [this](const auto &a, const auto &b) {
        return m_sortOrder == Qt::AscendingOrder ? a.first < b.first : b.first < a.first;
    });
    std::ranges::transform(keyed, m_shown.begin(), [](const auto &pair) { return pair.second; });
}

void BatchTableModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    beginResetModel();
    if (column < 0)
        select();
    this->order();
    endResetModel();
}

const BatchRow &BatchTableModel::rowAt(int row) const
{
    return m_result->rows.at(m_shown[static_cast<std::size_t>(row)]);
}

int BatchTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int BatchTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant BatchTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BatchRow &row = rowAt(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return base::visibleText(plainCell(row, column), shownCell);
    case KeyRole:
        return m_shown[static_cast<std::size_t>(index.row())];
    case SortRole:
        return column == Column::Seen ? QVariant(row.seen) : QVariant(plainCell(row, column));
    default:
        return {};
    }
}

BatchGroupModel::BatchGroupModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void BatchGroupModel::setRows(const QList<BatchRow> &rows, BatchGrouping grouping)
{
    QHash<QString, int> counts;
    for (const BatchRow &row : rows) {
        const QStringList groups = batchGroupsOf(row, grouping);
        for (const QString &group : groups)
            ++counts[group];
    }
    beginResetModel();
    m_grouping = grouping;
    m_groups.clear();
    m_groups.reserve(counts.size());
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        m_groups.append({it.key(), it.value()});
    std::ranges::sort(m_groups, [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (m_groups.size() > mostGroups)
        m_groups.resize(mostGroups);
    endResetModel();
}

int BatchGroupModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

QVariant BatchGroupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &[name, count] = m_groups.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return base::visibleText(name, shownCell);
    case KeyRole:
        return name;
    case SortRole:
        return count;
    default:
        return {};
    }
}

} // namespace gatehouse::items
