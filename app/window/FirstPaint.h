#pragma once

#include <QObject>

#include <chrono>

class QWidget;

namespace gatehouse::app {

/// A window that has not been painted by then is not looked at: it is on another desktop, or minimized.
inline constexpr std::chrono::milliseconds longestPaint{250};

/// Watches a window for its first painted frame. What takes a while waits for that: a person sees the window sooner.
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    /// Waits no longer than `patience`.
    explicit FirstPaint(QWidget &window, std::chrono::milliseconds patience = longestPaint);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Once: the frame is on the screen, or `patience` has passed. The object goes then.
    void painted();

private:
    void end();

    bool m_isOver = false;
};

/// Prints at the first painted frame milliseconds since the process was started and the memory it has needed by then;
/// then quits. `--first-paint` of the window and the benchmark's empty window both use it, so that the two are measured
/// alike.
void reportFirstPaint(QWidget &window);

} // namespace gatehouse::app
