#pragma once

#include <QPoint>
#include <QPointer>
#include <QString>
#include <QWidget>

namespace gatehouse::app {

/// Works a window as a person would: finds what is visible by its name, clicks it with mouse events, types into what
/// has the focus. The tour uses nothing else, so its pictures show what a person gets.
class Hand
{
public:
    explicit Hand(QWidget &window);

    /// The visible widget of that object name in any window of the program; nullptr if there is none.
    QWidget *find(const QString &name) const;
    /// Presses and releases the left button in the middle of the widget, or at `at` in it. False if it is not to be
    /// seen or disabled.
    bool click(const QString &name);
    bool click(QWidget *widget, QPoint at);
    /// Key by key into the focused widget.
    void type(const QString &text);
    /// A whole text at once, as an input method gives it: for what a person would paste.
    void insert(const QString &text);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    /// Clicks a field, selects what it holds and types over it.
    bool fill(const QString &name, const QString &text);

private:
    QWidget *keyboardTarget() const;

    QWidget &m_window;
    QPointer<QWidget> m_clicked;
};

} // namespace gatehouse::app
