#include "app/window/Hand.h"

#include <QApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace gatehouse::app {

namespace {

void sendMouse(QWidget *widget, QEvent::Type type, QPoint at, Qt::MouseButtons held)
{
    QMouseEvent event(type, at, widget->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                      held, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

} // namespace

Hand::Hand(QWidget &window)
    : m_window(window)
{
}

QWidget *Hand::find(const QString &name) const
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    // A dialog stands before the window it belongs to.
    for (const bool dialogs : {true, false}) {
        for (QWidget *window : windows) {
            if (!window->isVisible() || (window == &m_window) == dialogs)
                continue;
            if (window->objectName() == name)
                return window;
            const QList<QWidget *> found = window->findChildren<QWidget *>(name);
            for (QWidget *widget : found) {
                if (widget->isVisible())
                    return widget;
            }
        }
    }
    return nullptr;
}

bool Hand::click(const QString &name)
{
    QWidget *widget = find(name);
    if (!widget || !widget->isEnabled())
        return false;
    return click(widget, widget->rect().center());
}

QWidget *Hand::keyboardTarget() const
{
    // A window that no window manager has made active again still knows where its keyboard focus is.
    if (QWidget *focused = QApplication::focusWidget())
        return focused;
    const QWidget *window = m_clicked ? m_clicked->window() : &m_window;
    return window->focusWidget() ? window->focusWidget() : &m_window;
}

bool Hand::click(QWidget *widget, QPoint at)
{
    if (!widget->isVisible() || !widget->isEnabled())
        return false;
    m_clicked = widget;
    // A press brings the focus where the mouse would.
    if (widget->focusPolicy() & Qt::ClickFocus)
        widget->setFocus(Qt::MouseFocusReason);
    sendMouse(widget, QEvent::MouseMove, at, Qt::NoButton);
    sendMouse(widget, QEvent::MouseButtonPress, at, Qt::LeftButton);
    sendMouse(widget, QEvent::MouseButtonRelease, at, Qt::NoButton);
    return true;
}

void Hand::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = keyboardTarget();
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers);
        QApplication::sendEvent(target, &event);
    }
}

void Hand::type(const QString &text)
{
    for (const QChar c : text) {
        QWidget *target = keyboardTarget();
        const int key = c == QLatin1Char('\n') ? Qt::Key_Return : 0;
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, Qt::NoModifier, QString(c));
            QApplication::sendEvent(target, &event);
        }
    }
}

void Hand::insert(const QString &text)
{
    QWidget *target = keyboardTarget();
    QInputMethodEvent event;
    event.setCommitString(text);
    QApplication::sendEvent(target, &event);
}

bool Hand::fill(const QString &name, const QString &text)
{
    if (!click(name))
        return false;
    press(Qt::Key_A, Qt::ControlModifier);
    type(text);
    return true;
}

} // namespace gatehouse::app
