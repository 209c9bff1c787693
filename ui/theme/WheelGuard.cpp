#include "ui/theme/WheelGuard.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QScrollBar>

namespace gatehouse::ui::theme {

bool WheelGuard::isConcernedBy(const QWidget &control)
{
    return qobject_cast<const QComboBox *>(&control) || qobject_cast<const QAbstractSpinBox *>(&control) ||
           (qobject_cast<const QAbstractSlider *>(&control) && !qobject_cast<const QScrollBar *>(&control));
}

void WheelGuard::guard(QWidget &control)
{
    // Qt gives the keyboard before it asks anybody: a control with this policy would have it by the first turn.
    if (control.focusPolicy() == Qt::WheelFocus)
        control.setFocusPolicy(Qt::StrongFocus);
    control.installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return QObject::eventFilter(watched, event);
    const auto *control = static_cast<const QWidget *>(watched);
    const QWidget *focus = QApplication::focusWidget();
    if (focus && (focus == control || control->isAncestorOf(focus)))
        return false;
    event->ignore(); // which hands it on to the parent
    return true;
}

} // namespace gatehouse::ui::theme
