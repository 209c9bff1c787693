#pragma once

#include "models/store/sql/SqlSession.h"
#include "tests/store/StoreSupport.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

inline const store::Author testAuthor{u"alice"_s, u"test"_s};

/// A finished store with the small tenant in it, closed.
inline bool makeStore(const QString &path)
{
    store::sql::SqlSession session(path);
    return session.load().has_value() && session.commit(smallTenant(), testAuthor, {}).has_value();
}

/// Runs statements on a file behind the backend's back; returns the first column of the last one's first row.
inline QVariant onFile(const QString &path, const QStringList &statements)
{
    QVariant value;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        database.setDatabaseName(path);
        if (!database.open())
            qFatal("cannot open %s", qPrintable(path));
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            if (!query.exec(statement))
                qFatal("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
            value = query.next() ? query.value(0) : QVariant();
        }
    }
    QSqlDatabase::removeDatabase(u"test"_s);
    return value;
}

/// All bytes of files, read by another process: closing a file here would drop the locks this process holds on it.
inline QByteArray bytesOf(const QStringList &paths)
{
    QProcess cat;
    cat.start(u"cat"_s, paths);
    cat.waitForFinished();
    return cat.readAllStandardOutput();
}

inline QStringList filesIn(const QString &folder)
{
    QStringList paths;
    const QFileInfoList entries = QDir(folder).entryInfoList(QDir::Files | QDir::Hidden | QDir::System);
    for (const QFileInfo &entry : entries)
        paths.append(entry.filePath());
    return paths;
}

inline mode_t modeOf(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? (status.st_mode & 07777) : 0;
}

/// For tests that a superuser would pass by being one: gives `folder` and what is in it to nobody and becomes nobody.
class Unprivileged
{
public:
    explicit Unprivileged(const QString &folder)
    {
        if (::geteuid() != 0)
            return;
        constexpr uid_t nobody = 65534;
        for (const QString &path : QStringList{folder} + filesIn(folder))
            m_works = ::chown(QFile::encodeName(path).constData(), nobody, nobody) == 0 && m_works;
        m_works = m_works && ::seteuid(nobody) == 0;
        m_dropped = m_works;
    }
    ~Unprivileged()
    {
        if (m_dropped && ::seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    Q_DISABLE_COPY_MOVE(Unprivileged)
    /// False in a user namespace that knows no other user.
    bool works() const { return m_works; }

private:
    bool m_works = true;
    bool m_dropped = false;
};

} // namespace gatehouse::tests
