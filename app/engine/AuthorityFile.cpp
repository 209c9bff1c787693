#include "app/engine/AuthorityFile.h"

#include "models/jose/CertificateChain.h"
#include "models/jose/CertificateMint.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace gatehouse::app {

namespace {

/// Larger than any file of certificates that would be exported to.
constexpr qint64 longestFile = qint64{1024} * 1024;

bool mayReplace(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return true;
    QFile file(path);
    return info.isFile() && info.size() <= longestFile && file.open(QIODevice::ReadOnly) &&
           !jose::certificatesIn(file.read(longestFile)).isEmpty();
}

} // namespace

base::Result<void> writeAuthorityFile(const QString &path, const QByteArray &certificate)
{
    if (!mayReplace(path))
        return base::failure(base::ErrorCode::FileExists, base::ErrorStep::ExportAuthority, path);
    QSaveFile file(path);
    const QByteArray pem = jose::certificatePem(certificate);
    constexpr auto everyoneReads =
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;
    if (file.open(QIODevice::WriteOnly) && file.write(pem) == pem.size() && file.setPermissions(everyoneReads) &&
        file.commit())
        return {};
    return base::failure(base::ErrorCode::FileUnwritable, base::ErrorStep::ExportAuthority, path, file.errorString());
}

} // namespace gatehouse::app
