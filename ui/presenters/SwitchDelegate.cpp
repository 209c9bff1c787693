#include "ui/presenters/SwitchDelegate.h"

#include "ui/presenters/CheckRowDelegate.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace gatehouse::ui::presenters {

QRect SwitchDelegate::switchRect(const QStyleOptionViewItem &option)
{
    const QSize size = widgets::ToggleSwitch::size(option.font);
    return {option.rect.left() + theme::spacing::small, option.rect.center().y() - size.height() / 2, size.width(),
            size.height()};
}

void SwitchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem panel = option;
    initStyleOption(&panel, index);
    panel.features &= ~QStyleOptionViewItem::HasCheckIndicator;
    panel.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &panel, painter, option.widget);
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    widgets::ToggleSwitch::paint(*painter, switchRect(option), on, option.state.testFlag(QStyle::State_Enabled));
}

QSize SwitchDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return widgets::ToggleSwitch::size(option.font) + QSize(2 * theme::spacing::small, theme::spacing::small);
}

bool SwitchDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    if (isToggleClick(event) && switchRect(option).contains(static_cast<QMouseEvent *>(event)->position().toPoint()))
        return toggleCheck(model, index);
    return isToggleKey(event) && toggleCheck(model, index);
}

} // namespace gatehouse::ui::presenters
