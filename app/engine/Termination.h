#pragma once

#include <QObject>

class QSocketNotifier;

namespace gatehouse::app {

/// Whether whoever started this process had it ignore `signal`.
bool isIgnored(int signal);

/// SIGTERM, SIGINT and SIGHUP as a signal of ours, delivered by the event loop. What was ignored when the process
/// started stays ignored: nohup and a shell's background jobs rely on it. One at a time.
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
