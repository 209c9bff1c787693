#include "models/store/sql/FirstStart.h"

#include "models/store/sql/EnvelopeFile.h"
#include "models/store/sql/StoreWatch.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

FirstStart::FirstStart(const QString &storePath)
    : m_storePath(storePath)
    , m_mark(storePath + u".new"_s)
{
}

base::Result<void> FirstStart::check(const StoreFile &file) const
{
    if (file.exists && !file.isEmpty)
        return {};
    const bool hasLog = QFileInfo(StoreWatch::logPath(m_storePath)).size() > 0;
    const QString key = EnvelopeFile::of(m_storePath).path();
    const bool hasKey = FileId::of(key).exists && !FileId::of(m_mark).exists;
    if (!hasLog && !hasKey)
        return {};
    return failure(file.exists ? ErrorCode::StoreEmpty : ErrorCode::StoreMissing, base::ErrorStep::OpenStore,
                   m_storePath, hasKey ? key : StoreWatch::logPath(m_storePath));
}

base::Result<void> FirstStart::begin() const
{
    if (auto folder = StoreFile::createFolder(m_mark); !folder)
        return folder;
    if (::mknod(QFile::encodeName(m_mark).constData(), S_IFREG | S_IRUSR | S_IWUSR, 0) != 0 && errno != EEXIST)
        return std::unexpected(base::fileError(errno, base::ErrorStep::CreateStore, m_storePath));
    return {};
}

void FirstStart::end() const
{
    ::unlink(QFile::encodeName(m_mark).constData());
}

} // namespace gatehouse::store::sql
