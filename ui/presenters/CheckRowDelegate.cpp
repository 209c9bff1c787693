#include "ui/presenters/CheckRowDelegate.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace gatehouse::ui::presenters {

bool isToggleClick(const QEvent *event)
{
    return event->type() == QEvent::MouseButtonRelease &&
           static_cast<const QMouseEvent *>(event)->button() == Qt::LeftButton;
}

bool isToggleKey(const QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent *>(event)->key();
    return key == Qt::Key_Space || key == Qt::Key_Select;
}

bool toggleCheck(QAbstractItemModel *model, const QModelIndex &index)
{
    const Qt::ItemFlags flags = model->flags(index);
    if (!flags.testFlag(Qt::ItemIsUserCheckable) || !flags.testFlag(Qt::ItemIsEnabled))
        return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

bool CheckRowDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                   const QModelIndex &index)
{
    if ((isToggleClick(event) && option.rect.contains(static_cast<QMouseEvent *>(event)->position().toPoint())) ||
        isToggleKey(event))
        return toggleCheck(model, index.siblingAtColumn(0));
    return false;
}

} // namespace gatehouse::ui::presenters
