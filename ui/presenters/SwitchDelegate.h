#pragma once

#include <QStyledItemDelegate>

namespace gatehouse::ui::presenters {

/// A checkable cell as an on/off switch that a click anywhere on it turns.
class SwitchDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

    /// Where the switch lies in a cell.
    static QRect switchRect(const QStyleOptionViewItem &option);
};

} // namespace gatehouse::ui::presenters
