#include "models/items/TextFilterProxy.h"

#include "models/items/ItemRoles.h"

#include <algorithm>
#include <utility>

namespace gatehouse::items {

TextFilterProxy::TextFilterProxy(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
}

void TextFilterProxy::setFilterText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateRowsFilter();
}

void TextFilterProxy::setCondition(std::function<bool(const QModelIndex &)> condition)
{
    m_condition = std::move(condition);
    invalidateRowsFilter();
}

bool TextFilterProxy::accepts(const QString &text) const
{
    return std::ranges::all_of(m_words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool TextFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_words.isEmpty() && !m_condition)
        return true;
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    return (!m_condition || m_condition(row)) && accepts(row.data(FilterRole).toString());
}

bool TextFilterProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    QVariant first = left.data(SortRole);
    QVariant second = right.data(SortRole);
    if (!first.isValid() || !second.isValid()) {
        first = left.data(Qt::DisplayRole);
        second = right.data(Qt::DisplayRole);
    }
    if (first.metaType() == QMetaType::fromType<QString>())
        return QString::localeAwareCompare(first.toString(), second.toString()) < 0;
    return QVariant::compare(first, second) == QPartialOrdering::Less;
}

} // namespace gatehouse::items
