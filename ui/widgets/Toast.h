#pragma once

#include <QFrame>
#include <QTimer>

#include <chrono>
#include <functional>

class QPushButton;
class QToolButton;

namespace gatehouse::ui::widgets {

class PlainLabel;

/// A line at the bottom of a window that says what was done and offers to take it back; goes by itself, and waits while
/// the pointer or the keyboard is on it. One at a time: a new one replaces the old.
class Toast : public QFrame
{
    Q_OBJECT

public:
    /// How long it stays.
    static constexpr std::chrono::milliseconds shownFor{10000};

    /// Shows a toast in the window of `near`. Without `actionText` there is no button. `action` runs at most once.
    static Toast *show(QWidget *near, const QString &text, const QString &actionText = {},
                       std::function<void()> action = {}, std::chrono::milliseconds time = shownFor);

    QPushButton *actionButton() const { return m_action; }
    QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Toast(QWidget *window, const QString &text, const QString &actionText, std::function<void()> action,
          std::chrono::milliseconds time);
    void place();

    PlainLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
    QTimer m_timer;
};

/// Has a screen reader say `text` once, politely.
void announce(QWidget *source, const QString &text);

} // namespace gatehouse::ui::widgets
