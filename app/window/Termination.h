#pragma once

#include <QObject>

class QSocketNotifier;

namespace gatehouse::app {

/// SIGTERM, SIGINT and SIGHUP as a signal of ours, delivered by the event loop. One at a time.
class Termination : public QObject
{
    Q_OBJECT

public:
    explicit Termination(QObject *parent = nullptr);
    ~Termination() override;

Q_SIGNALS:
    void requested();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace gatehouse::app
