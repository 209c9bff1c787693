#include "models/items/SnippetListModel.h"

namespace gatehouse::items {

SnippetListModel::SnippetListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

const quickstart::Stack &SnippetListModel::stackAt(int row) const
{
    return quickstart::stacks().at(row);
}

int SnippetListModel::rowOf(const QString &id) const
{
    const QList<quickstart::Stack> &stacks = quickstart::stacks();
    for (qsizetype i = 0; i < stacks.size(); ++i) {
        if (stacks.at(i).id == id)
            return static_cast<int>(i);
    }
    return -1;
}

int SnippetListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(quickstart::stacks().size());
}

QVariant SnippetListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const quickstart::Stack &stack = stackAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return stack.title;
    case Qt::ToolTipRole:
        return stack.package;
    case KeyRole:
        return stack.id;
    case FilterRole:
        return QString(stack.title + QLatin1Char(' ') + stack.package);
    default:
        return {};
    }
}

} // namespace gatehouse::items
