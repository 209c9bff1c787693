#include "models/store/sql/SeenHead.h"

#include "models/base/Descriptor.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gatehouse::store::sql {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView firstLine = "gatehouse-seen-head 1";
constexpr qint64 largest = 4096;
constexpr qsizetype placeLength = 16;

QByteArray stateLine(QByteArrayView name, const Rollback::State &state)
{
    return name.toByteArray() + ' ' + QByteArray::number(state.revision) + ' ' +
           QByteArray::number(qint64(state.at.time_since_epoch().count())) + '\n';
}

std::optional<Rollback::State> stateIn(const QByteArray &line, QByteArrayView name)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || words.first() != name)
        return {};
    bool isRevision = false;
    bool isTime = false;
    const Revision revision = words.at(1).toLongLong(&isRevision);
    const base::Instant at{std::chrono::milliseconds(words.at(2).toLongLong(&isTime))};
    return isRevision && isTime ? std::optional(Rollback::State{.revision = revision, .at = at}) : std::nullopt;
}

/// The folder's name without links, so that one store has one file whatever way leads to it.
QString plainPath(const QString &storePath)
{
    const QFileInfo file(storePath);
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return (folder.isEmpty() ? file.absolutePath() : folder) + u'/' + file.fileName();
}

} // namespace

SeenHead::SeenHead(const QString &folder, const QByteArray &storeId, const QString &storePath)
    : m_path(u"%1/%2-%3.head"_s.arg(
          folder, QString::fromLatin1(storeId.toHex()),
          QString::fromLatin1(QCryptographicHash::hash(plainPath(storePath).toUtf8(), QCryptographicHash::Sha256)
                                  .toHex()
                                  .left(placeLength))))
{
}

QString SeenHead::defaultFolder()
{
    const QString state = QStandardPaths::writableLocation(QStandardPaths::GenericStateLocation);
    return state.isEmpty() ? QString() : state + u"/gatehouse"_s;
}

std::optional<SeenHead::Content> SeenHead::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> lines = file.read(largest).split('\n');
    // The last line ends, so that one that is cut is not taken for whole.
    if (lines.size() < 4 || lines.size() > 5 || lines.first() != firstLine || !lines.last().isEmpty())
        return {};
    const auto state = stateIn(lines.at(1), "seen");
    const auto record = QByteArray::fromBase64Encoding(lines.at(2), QByteArray::AbortOnBase64DecodingErrors);
    if (!state || !record)
        return {};
    Content content{.state = *state, .record = *record, .rolledBack = {}};
    if (lines.size() == 5) {
        content.rolledBack = stateIn(lines.at(3), "found");
        if (!content.rolledBack)
            return {};
    }
    return content;
}

bool SeenHead::write(const Content &content) const
{
    QByteArray bytes =
        firstLine.toByteArray() + '\n' + stateLine("seen", content.state) + content.record.toBase64() + '\n';
    if (content.rolledBack)
        bytes += stateLine("found", *content.rolledBack);
    const QFileInfo file(m_path);
    if (!file.dir().exists() && QDir().mkpath(file.path()))
        ::chmod(QFile::encodeName(file.path()).constData(), S_IRWXU);
    const QByteArray draft = QFile::encodeName(u"%1.%2.part"_s.arg(m_path).arg(::getpid()));
    bool isWritten = false;
    {
        const base::Descriptor made(
            ::open(draft.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!made.isOpen())
            return false;
        isWritten = base::writeAll(made.number(), bytes);
    }
    if (isWritten && std::rename(draft.constData(), QFile::encodeName(m_path).constData()) == 0)
        return true;
    ::unlink(draft.constData());
    return false;
}

void SeenHead::remove() const
{
    ::unlink(QFile::encodeName(m_path).constData());
}

} // namespace gatehouse::store::sql
