#include "models/items/ScopeLineModel.h"

#include <algorithm>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

ScopeLineModel::ScopeLineModel(QObject *parent)
    : RowTableModel(parent)
{
}

void ScopeLineModel::setText(const QString &text, const QList<domain::Scope> &existing)
{
    show(domain::parseScopeLines(text, existing), [](const domain::ScopeLine &line) { return line.line; });
}

QVariant ScopeLineModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const domain::ScopeLine &line = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        switch (static_cast<Column>(index.column())) {
        case Column::Line:
            return line.line;
        case Column::Value:
            return line.scope.value;
        case Column::Description:
            return line.scope.description;
        case Column::Fate:
            return static_cast<int>(line.fate);
        }
        return {};
    case KeyRole:
        return QString::number(line.line);
    case FilterRole:
        return QString(line.scope.value + u'\n' + line.scope.description);
    case StateRole:
        return static_cast<int>(line.fate);
    default:
        return {};
    }
}

QVariant ScopeLineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Line:
        return u"line"_s;
    case Column::Value:
        return u"value"_s;
    case Column::Description:
        return u"description"_s;
    case Column::Fate:
        return u"fate"_s;
    }
    return {};
}

const domain::ScopeLine &ScopeLineModel::lineAt(const QModelIndex &index) const
{
    return m_rows.at(index.row());
}

int ScopeLineModel::count(domain::ScopeLine::Fate fate) const
{
    return static_cast<int>(std::ranges::count(m_rows, fate, &domain::ScopeLine::fate));
}

} // namespace gatehouse::items
