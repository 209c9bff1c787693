#pragma once

#include <QStyledItemDelegate>

namespace gatehouse::ui::presenters {

/// A row of a check list: a click anywhere on it turns the check in its first column.
class CheckRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
};

/// Whether an event turns a check: a left click's release or the space bar. The caller looks where the click was.
bool isToggleClick(const QEvent *event);
bool isToggleKey(const QEvent *event);

/// Turns the check of a checkable, enabled index; false where there is none.
bool toggleCheck(QAbstractItemModel *model, const QModelIndex &index);

} // namespace gatehouse::ui::presenters
