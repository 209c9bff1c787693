#pragma once

#include <QTimer>
#include <QWidget>

#include <chrono>

class QPushButton;

namespace gatehouse::ui::widgets {

class PlainLabel;

/// Says that something takes time: shows itself only after a delay, so that what is quick does not flicker, and offers
/// to stop.
class BusyIndicator : public QWidget
{
    Q_OBJECT

public:
    explicit BusyIndicator(std::chrono::milliseconds delay = std::chrono::milliseconds(300), QWidget *parent = nullptr);

    void start(const QString &text);
    void stop();
    bool isBusy() const { return m_busy; }
    /// Whether a Cancel button is shown; it is by default.
    void setCancellable(bool cancellable);

Q_SIGNALS:
    void cancelRequested();

private:
    class Spinner;

    PlainLabel *m_text;
    QPushButton *m_cancel;
    Spinner *m_spinner;
    QTimer m_delay;
    bool m_busy = false;
};

} // namespace gatehouse::ui::widgets
