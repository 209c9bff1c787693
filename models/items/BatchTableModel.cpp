#include "models/items/BatchTableModel.h"

#include "models/base/Text.h"

#include <QStringMatcher>

#include <algorithm>
#include <limits>
#include <numeric>

namespace gatehouse::items {

namespace {

using scan::BatchRow;
using namespace Qt::StringLiterals;
using Column = BatchTableModel::Column;

constexpr qsizetype shownCell = 200;
/// More than anybody reads.
constexpr qsizetype mostGroups = 5000;

} // namespace

BatchTableModel::BatchTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void BatchTableModel::setResult(std::shared_ptr<const scan::BatchResult> result, base::Instant now)
{
    beginResetModel();
    m_result = std::move(result);
    m_now = now;
    m_index = m_result ? BatchIndex(m_result->rows) : BatchIndex();
    m_searched.clear();
    m_hasText.clear();
    order();
    applyFilter();
    choose();
    endResetModel();
}

void BatchTableModel::setFilter(const BatchFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    const bool isOtherGroupOnly = filter.text == m_filter.text && filter.life == m_filter.life;
    m_filter = filter;
    if (!isOtherGroupOnly)
        applyFilter();
    choose();
    endResetModel();
}

void BatchTableModel::search(const QString &text)
{
    // Typed on: what did not have the shorter text does not have the longer one.
    const bool isNarrower = !m_searched.isEmpty() && text.contains(m_searched, Qt::CaseInsensitive);
    if (!isNarrower)
        m_hasText.assign(static_cast<std::size_t>(m_index.texts()), true);
    m_searched = text;
    const QStringMatcher matcher(text, Qt::CaseInsensitive);
    for (std::size_t number = 0; number < m_hasText.size(); ++number) {
        if (m_hasText[number])
            m_hasText[number] = matcher.indexIn(m_index.text(static_cast<BatchIndex::Text>(number))) >= 0;
    }
}

/// Which rows have the filter's text and life.
void BatchTableModel::applyFilter()
{
    if (m_filter.text.isEmpty() && !m_filter.life) {
        m_matching = m_ordered;
        return;
    }
    if (!m_filter.text.isEmpty() && m_filter.text != m_searched)
        search(m_filter.text);
    m_matching.clear();
    for (const int row : m_ordered) {
        if (m_filter.life) {
            const LifeBucket bucket = lifeBucketOf(m_result->rows.at(row), m_now);
            if (bucket < m_filter.life->first || bucket > m_filter.life->second)
                continue;
        }
        if (m_filter.text.isEmpty() ||
            std::ranges::any_of(m_index.searched(row), [this](BatchIndex::Text text) { return m_hasText[text]; }))
            m_matching.push_back(row);
    }
}

/// Which of them are of the filter's group.
void BatchTableModel::choose()
{
    if (!m_filter.group) {
        m_shown = m_matching;
        return;
    }
    m_shown.clear();
    const std::optional<BatchIndex::Text> group = m_index.numberOf(m_filter.group->second);
    for (const int row : m_matching) {
        if (group && std::ranges::contains(m_index.groups(row, m_filter.group->first), *group))
            m_shown.push_back(row);
    }
}

QList<BatchGroup> BatchTableModel::groups(BatchGrouping grouping) const
{
    std::vector<int> counts(static_cast<std::size_t>(m_index.texts()));
    for (const int row : m_matching) {
        for (const BatchIndex::Text group : m_index.groups(row, grouping))
            ++counts[group];
    }
    QList<BatchGroup> groups;
    for (std::size_t text = 0; text < counts.size(); ++text) {
        if (counts[text] > 0)
            groups.append({m_index.text(static_cast<BatchIndex::Text>(text)), counts[text]});
    }
    std::ranges::sort(groups, [](const BatchGroup &a, const BatchGroup &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return groups;
}

/// All rows in the order that was asked for. A filter keeps it.
void BatchTableModel::order()
{
    m_ordered.resize(static_cast<std::size_t>(total()));
    std::iota(m_ordered.begin(), m_ordered.end(), 0);
    if (m_sortColumn < 0 || !m_result)
        return;
    const auto column = static_cast<Column>(m_sortColumn);
    const QList<BatchRow> &rows = m_result->rows;
    const auto byNumber = [&](auto number) {
        std::ranges::stable_sort(m_ordered, [&](int a, int b) {
            return m_sortOrder == Qt::AscendingOrder ? number(a) < number(b) : number(b) < number(a);
        });
    };
    switch (column) {
    case Column::Verdict:
        return byNumber([&rows](int row) { return static_cast<int>(rows.at(row).verdict); });
    case Column::Time:
        return byNumber(
            [&rows](int row) { return rows.at(row).expiresAt.value_or(std::numeric_limits<qint64>::max()); });
    case Column::Claims:
        return byNumber([&rows](int row) { return static_cast<int>(rows.at(row).claims); });
    case Column::Policy:
        return byNumber([&rows](int row) { return static_cast<int>(rows.at(row).policy); });
    case Column::Findings:
        return byNumber([&rows](int row) { return rows.at(row).findings.size(); });
    case Column::Place:
        return byNumber([&rows](int row) { return std::pair(rows.at(row).source, rows.at(row).place.offset); });
    case Column::Seen:
        return byNumber([&rows](int row) { return rows.at(row).seen; });
    default:
        break;
    }
    // The texts are put in order once, and then the rows by the places of their texts.
    QHash<QString, int> ranks;
    for (const int row : m_ordered)
        ranks.insert(plainCell(row, column), 0);
    QStringList texts = ranks.keys();
    std::ranges::sort(texts);
    for (qsizetype rank = 0; rank < texts.size(); ++rank)
        ranks[texts.at(rank)] = static_cast<int>(rank);
    std::vector<int> rankOf(m_ordered.size());
    for (const int row : m_ordered)
        rankOf[static_cast<std::size_t>(row)] = ranks.value(plainCell(row, column));
    byNumber([&rankOf](int row) { return rankOf[static_cast<std::size_t>(row)]; });
}

void BatchTableModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    beginResetModel();
    this->order();
    applyFilter();
    choose();
    endResetModel();
}

QString BatchTableModel::plainCell(int row, Column column) const
{
    const BatchRow &one = m_result->rows.at(row);
    switch (column) {
    case Column::Verdict:
        return inspector::verdictName(one.verdict);
    case Column::Time:
        return inspector::timeName(one.time);
    case Column::Claims:
        return inspector::claimsName(one.claims);
    case Column::Policy:
        return inspector::policyName(one.policy);
    case Column::Api:
        return m_index.api(row);
    case Column::Client:
        return m_index.client(row);
    case Column::Key:
        return m_index.key(row);
    case Column::Algorithm:
        return one.algorithm;
    case Column::Reason:
        return inspector::reasonCode(one.reason);
    case Column::Findings:
        return one.findings.join(", "_L1);
    case Column::Place:
        return one.place.name;
    case Column::Seen:
        return QString::number(one.seen);
    }
    return {};
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
    const int row = m_shown[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return base::visibleText(plainCell(row, column), shownCell);
    case KeyRole:
        return row;
    case SortRole:
        return column == Column::Seen ? QVariant(rowAt(index.row()).seen) : QVariant(plainCell(row, column));
    default:
        return {};
    }
}

BatchGroupModel::BatchGroupModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void BatchGroupModel::setGroups(const QList<BatchGroup> &groups, BatchGrouping grouping)
{
    beginResetModel();
    m_grouping = grouping;
    m_groups = groups.first(std::min(groups.size(), mostGroups));
    endResetModel();
}

QModelIndex BatchGroupModel::indexOf(const QString &name) const
{
    for (qsizetype row = 0; row < m_groups.size(); ++row) {
        if (m_groups.at(row).first == name)
            return index(static_cast<int>(row));
    }
    return {};
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
