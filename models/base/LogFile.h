#pragma once

#include <QByteArray>
#include <QMutex>
#include <QString>

namespace gatehouse::base {

/// Lines in a file that only its owner may read (0600), of a bounded size: a file that has grown to `limit` bytes
/// becomes PATH.1, whatever was there before, and a new one is begun. Several processes may write to one file. From any
/// thread.
///
/// A log is not worth an error: where it cannot be written, nothing is.
class LogFile
{
public:
    static constexpr qint64 usualLimit = 1024 * 1024;

    explicit LogFile(QString path, qint64 limit = usualLimit);
    ~LogFile();
    Q_DISABLE_COPY_MOVE(LogFile)

    /// One line, made safe: redactedForLog(), control characters visible, and cut where it is longer than a line should
    /// be.
    void write(const QString &line);
    QString path() const { return m_path; }

private:
    bool isOpen();
    void begin();
    void rotate();
    void close();

    QMutex m_mutex;
    QString m_path;
    QByteArray m_name;
    qint64 m_limit;
    int m_file = -1;
    qint64 m_size = 0; ///< what is known to be in it; other processes may have written more
};

} // namespace gatehouse::base
