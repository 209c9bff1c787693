#pragma once

#include <QObject>

class QWidget;

namespace gatehouse::app {

/// Watches a window for its first painted frame and prints, once, milliseconds since the process was started and the
/// memory it has needed by then; then quits. `--first-paint` of the window and the benchmark's empty window both use
/// it, so that the two are measured alike.
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    explicit FirstPaint(QWidget &window);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void report();
};

} // namespace gatehouse::app
