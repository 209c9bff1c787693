#include "app/window/FirstPaint.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <ctime>
#include <unistd.h>
#include <utility>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

/// When the kernel started this process, in seconds since boot: field 22 of /proc/self/stat, in clock ticks.
double startedAt()
{
    QFile stat(u"/proc/self/stat"_s);
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = stat.readAll();
    // The second field is the program's name in brackets and may hold blanks.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 19 ? fields[19].toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK)) : 0;
}

double sinceBoot()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Peak resident memory in kibibytes.
long peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLong();
    }
    return 0;
}

void report()
{
    std::printf("first-paint-ms %.0f peak-memory-kib %ld\n", (sinceBoot() - startedAt()) * 1000, peakMemory());
    std::fflush(stdout);
    QApplication::quit();
}

} // namespace

FirstPaint::FirstPaint(QWidget &window, std::chrono::milliseconds patience)
    : QObject(&window)
{
    window.installEventFilter(this);
    QTimer::singleShot(patience, this, &FirstPaint::end);
}

bool FirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // After this event the backing store is flushed: the frame is on the screen.
        QTimer::singleShot(0, this, &FirstPaint::end);
    }
    return QObject::eventFilter(watched, event);
}

void FirstPaint::end()
{
    if (std::exchange(m_isOver, true))
        return;
    Q_EMIT painted();
    deleteLater();
}

void reportFirstPaint(QWidget &window)
{
    QObject::connect(new FirstPaint(window, std::chrono::minutes(1)), &FirstPaint::painted, &report);
}

} // namespace gatehouse::app
