#include "models/shelf/ShelfFolder.h"

#include "models/base/Descriptor.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gatehouse::shelf {

using base::Descriptor;
using base::ErrorCode;
using base::failure;
using base::fileError;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int idLength = 32;
constexpr QLatin1StringView idAlphabet("0123456789abcdef");
constexpr QLatin1StringView sealedSuffix(".sealed");
constexpr QLatin1StringView draftSuffix(".draft");
/// What is told of a token, nonce, tag and HKDF's framing: far more than they need.
constexpr qint64 longestFile = longestKeptToken + qint64{64} * 1024;
/// Somebody may have put a million files there; more of them than this are not even looked at.
constexpr qsizetype mostFilesRead = 4 * mostKeptTokens;

bool isId(QStringView name)
{
    return name.size() == idLength &&
           std::ranges::all_of(name, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

} // namespace

ShelfFolder::ShelfFolder(QString path, store::Custody &custody, base::RandomSource &random)
    : m_path(std::move(path))
    , m_custody(custody)
    , m_random(random)
{
}

QString ShelfFolder::pathFor(const QString &storePath)
{
    return storePath + u".shelf"_s;
}

QString ShelfFolder::fileOf(const QString &id) const
{
    return m_path + u'/' + id + sealedSuffix;
}

Result<bool> ShelfFolder::look() const
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(m_path).constData(), &status) != 0) {
        if (errno == ENOENT)
            return false;
        return std::unexpected(fileError(errno, base::ErrorStep::OpenShelf, m_path));
    }
    if (!S_ISDIR(status.st_mode))
        return failure(ErrorCode::StoreUnreadable, base::ErrorStep::OpenShelf, m_path, u"is not a folder"_s);
    if (status.st_uid != ::geteuid() || (status.st_mode & (S_IWGRP | S_IWOTH)))
        return failure(ErrorCode::StoreUnreadable, base::ErrorStep::OpenShelf, m_path, u"others may write to it"_s);
    return true;
}

Result<void> ShelfFolder::load()
{
    m_entries.clear();
    m_refused.clear();
    m_exists = false;
    const Result<bool> there = look();
    if (!there)
        return std::unexpected(there.error());
    m_exists = *there;
    if (!m_exists)
        return {};
    QStringList names = QDir(m_path).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
    names.resize(std::min(names.size(), mostFilesRead));
    for (const QString &name : std::as_const(names)) {
        // Left behind by a process that was killed while it wrote.
        if (name.endsWith(draftSuffix) && isId(QStringView(name).chopped(draftSuffix.size())))
            QFile::remove(m_path + u'/' + name);
        if (!name.endsWith(sealedSuffix) || !isId(QStringView(name).chopped(sealedSuffix.size())))
            continue;
        const QString id = name.chopped(sealedSuffix.size());
        Result<ShelfRecord> record = read(id);
        if (!record) {
            m_refused.append(id);
            continue;
        }
        record->entry.id = id;
        m_entries.append(std::move(record->entry));
    }
    std::ranges::stable_sort(m_entries, std::greater(), &ShelfEntry::keptAt);
    return {};
}

Result<void> ShelfFolder::create()
{
    if (::mkdir(QFile::encodeName(m_path).constData(), S_IRWXU) != 0 && errno != EEXIST)
        return std::unexpected(fileError(errno, base::ErrorStep::CreateShelf, m_path));
    return load();
}

Result<void> ShelfFolder::destroy()
{
    if (auto emptied = removeAll(); !emptied)
        return emptied;
    if (::rmdir(QFile::encodeName(m_path).constData()) != 0 && errno != ENOENT)
        return std::unexpected(fileError(errno, base::ErrorStep::RemoveShelf, m_path));
    m_exists = false;
    return {};
}

Result<void> ShelfFolder::keep(ShelfEntry entry, const base::Secret &token)
{
    // Asked each time: another window may have switched it off, and then nothing may be written.
    const Result<bool> there = look();
    if (!there)
        return std::unexpected(there.error());
    if (!*there) {
        m_exists = false;
        m_entries.clear();
        m_refused.clear();
        return {};
    }
    if (token.isEmpty() || token.size() > longestKeptToken)
        return {};
    // A name of its own each time, which the seal is bound to: an older record of the same token is never taken for it.
    entry.id = base::randomText(m_random, idAlphabet, idLength);
    const auto sealed = m_custody.sealToken(entry.id, encodeRecord(entry, token));
    if (!sealed)
        return std::unexpected(sealed.error());
    if (auto written = write(entry.id, *sealed); !written)
        return written;
    QStringList gone;
    for (const ShelfEntry &kept : std::as_const(m_entries)) {
        if (kept.digest == entry.digest)
            gone.append(kept.id);
    }
    m_entries.removeIf([&](const ShelfEntry &kept) { return kept.digest == entry.digest; });
    m_entries.prepend(std::move(entry));
    while (m_entries.size() > mostKeptTokens)
        gone.append(m_entries.takeLast().id);
    for (const QString &id : std::as_const(gone)) {
        if (auto removed = unlink(id); !removed)
            return removed;
    }
    return {};
}

Result<base::Secret> ShelfFolder::token(const QString &id) const
{
    if (!isId(id))
        return failure(ErrorCode::NotFound, base::ErrorStep::OpenKeptToken, m_path);
    Result<ShelfRecord> record = read(id);
    if (!record)
        return std::unexpected(record.error());
    return std::move(record->token);
}

Result<void> ShelfFolder::remove(const QString &id)
{
    if (!isId(id))
        return failure(ErrorCode::NotFound, base::ErrorStep::RemoveKeptToken, m_path);
    if (auto removed = unlink(id); !removed)
        return removed;
    m_entries.removeIf([&](const ShelfEntry &kept) { return kept.id == id; });
    return {};
}

Result<void> ShelfFolder::removeAll()
{
    const Result<bool> there = look();
    if (!there)
        return std::unexpected(there.error());
    // By what lies there, not by what was read: another window may have kept more.
    const QStringList names =
        *there ? QDir(m_path).entryList(QDir::Files | QDir::Hidden | QDir::System) : QStringList();
    for (const QString &name : names) {
        const QLatin1StringView suffix = name.endsWith(sealedSuffix) ? sealedSuffix : draftSuffix;
        if (!name.endsWith(suffix) || !isId(QStringView(name).chopped(suffix.size())))
            continue;
        const QString path = m_path + u'/' + name;
        if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
            return std::unexpected(fileError(errno, base::ErrorStep::RemoveKeptToken, path));
    }
    m_entries.clear();
    m_refused.clear();
    return {};
}

Result<void> ShelfFolder::removeRefused()
{
    while (!m_refused.isEmpty()) {
        if (auto removed = unlink(m_refused.first()); !removed)
            return removed;
        m_refused.removeFirst();
    }
    return {};
}

Result<ShelfRecord> ShelfFolder::read(const QString &id) const
{
    const QString path = fileOf(id);
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen()) {
        if (errno == ENOENT)
            return failure(ErrorCode::NotFound, base::ErrorStep::OpenKeptToken, path);
        return std::unexpected(fileError(errno, base::ErrorStep::OpenKeptToken, path));
    }
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > longestFile)
        return failure(ErrorCode::SealBroken, base::ErrorStep::OpenKeptToken, path, u"not a record"_s);
    domain::SealedSecret sealed;
    sealed.record.resize(status.st_size);
    qsizetype done = 0;
    while (done < sealed.record.size()) {
        const ssize_t count =
            ::read(file.number(), sealed.record.data() + done, static_cast<std::size_t>(sealed.record.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failure(ErrorCode::SealBroken, base::ErrorStep::OpenKeptToken, path, u"cut short"_s);
        done += count;
    }
    const auto opened = m_custody.token(id, sealed);
    if (!opened)
        return std::unexpected(opened.error());
    return decodeRecord(*opened);
}

Result<void> ShelfFolder::write(const QString &id, const domain::SealedSecret &sealed)
{
    // Under another name first: nobody ever reads half a record.
    const QByteArray draft = QFile::encodeName(m_path + u'/' + id + draftSuffix);
    int error = 0;
    {
        const Descriptor file(
            ::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!file.isOpen())
            return std::unexpected(fileError(errno, base::ErrorStep::KeepToken, m_path));
        if (!base::writeAll(file.number(), sealed.record) || ::fsync(file.number()) != 0)
            error = errno;
    }
    if (error == 0 && ::rename(draft.constData(), QFile::encodeName(fileOf(id)).constData()) != 0)
        error = errno;
    if (error != 0) {
        ::unlink(draft.constData());
        return std::unexpected(fileError(error, base::ErrorStep::KeepToken, m_path));
    }
    return {};
}

Result<void> ShelfFolder::unlink(const QString &id) const
{
    const QString path = fileOf(id);
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return std::unexpected(fileError(errno, base::ErrorStep::RemoveKeptToken, path));
    return {};
}

} // namespace gatehouse::shelf
