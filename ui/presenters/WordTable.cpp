#include "ui/presenters/WordTable.h"

namespace gatehouse::ui::presenters {

int WordTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows());
}

int WordTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(titles().size());
}

QVariant WordTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(index.row(), index.column());
    if (role != Qt::DecorationRole)
        return {};
    const QIcon icon = mark(index.row(), index.column());
    return icon.isNull() ? QVariant() : icon;
}

QVariant WordTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return titles().value(section);
}

QIcon WordTable::mark(int, int) const
{
    return {};
}

} // namespace gatehouse::ui::presenters
