#include "models/items/FindingListModel.h"

#include <algorithm>
#include <tuple>

namespace gatehouse::items {

namespace {

/// What makes two findings the same one in two reports.
auto keyOf(const inspector::Finding &finding)
{
    return std::tuple(finding.kind, static_cast<int>(finding.subject()), finding.member);
}

} // namespace

FindingListModel::FindingListModel(QObject *parent)
    : RowListModel(parent)
{
}

void FindingListModel::setFindings(QList<inspector::Finding> findings)
{
    // Rules report in the order they run; a person reads the gravest first. Two findings with one key are one.
    std::ranges::stable_sort(findings, [](const inspector::Finding &a, const inspector::Finding &b) {
        return static_cast<int>(a.severity()) > static_cast<int>(b.severity());
    });
    QList<inspector::Finding> unique;
    for (const inspector::Finding &finding : std::as_const(findings)) {
        const auto same = [&](const inspector::Finding &other) { return keyOf(other) == keyOf(finding); };
        if (std::ranges::none_of(std::as_const(unique), same))
            unique.append(finding);
    }
    show(unique, keyOf);
}

int FindingListModel::count(inspector::Severity atLeast) const
{
    return static_cast<int>(std::ranges::count_if(m_rows, [atLeast](const inspector::Finding &finding) {
        return static_cast<int>(finding.severity()) >= static_cast<int>(atLeast);
    }));
}

QVariant FindingListModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const inspector::Finding &finding = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case KeyRole:
        return QString(finding.id());
    case SeverityRole:
    case SortRole:
        return static_cast<int>(finding.severity());
    default:
        return {};
    }
}

} // namespace gatehouse::items
