#pragma once

#include <QObject>

#include <chrono>

class QWidget;

namespace gatehouse::app {

/// Watches a window for its first painted frame. What takes a while waits for that: a person sees the window sooner.
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    /// `patience`: a window that is not shown, such as one on another desktop, is not waited for any longer.
    FirstPaint(QWidget &window, std::chrono::milliseconds patience);

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
