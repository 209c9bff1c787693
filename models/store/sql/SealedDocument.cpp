#include "models/store/sql/SealedDocument.h"

#include "models/base/PrivateFile.h"
#include "models/store/sql/EnvelopeFile.h"
#include "models/store/sql/KeyWrap.h"
#include "models/store/sql/StoreFile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLockFile>
#include <QtEndian>

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView firstLine = "gatehouse-document 1\n";
constexpr qint64 largest = qint64{32} * 1024 * 1024;
constexpr int nonceSize = 12;
constexpr qsizetype revisionSize = sizeof(qint64);
constexpr std::chrono::seconds lockWait{10};

QByteArray headContext(const DataKey &key)
{
    // A zero byte parts kind and column, as for the records of a tenant: no two places read alike.
    return key.storeId + "document\0head"_ba;
}

QByteArray bodyContext(const DataKey &key, const QByteArray &sealedFor)
{
    return key.storeId + "document\0body\0"_ba + sealedFor;
}

QByteArray headOf(const SealedDocument::Content &content)
{
    QByteArray head(revisionSize, '\0');
    qToBigEndian<qint64>(content.revision, head.data());
    return head + QCryptographicHash::hash(content.bytes, QCryptographicHash::Sha256);
}

} // namespace

SealedDocument::SealedDocument(QString path, Parts parts, Steps steps)
    : m_path(std::move(path))
    , m_parts(std::move(parts))
    , m_steps(steps)
{
}

Result<DataKey> SealedDocument::key() const
{
    const EnvelopeFile file = EnvelopeFile::of(m_path);
    const auto envelope = file.read();
    if (!envelope)
        return std::unexpected(envelope.error());
    const auto *plain = std::get_if<KeyEnvelope::Plain>(&envelope->content);
    if (!plain)
        return failure(ErrorCode::KeyMissing, m_steps.read, file.path(), u"not a plain key"_s);
    return DataKey{.storeId = envelope->storeId, .key = plain->key};
}

Result<DataKey> SealedDocument::keyOrNew() const
{
    auto present = key();
    if (present || present.error().code != ErrorCode::KeyMissing || !present.error().detail.isEmpty())
        return present;
    const DataKey fresh = DataKey::generate(m_parts.random);
    const auto made = EnvelopeFile::of(m_path).writeNew(KeyWrap::plain(fresh), m_parts.random);
    if (!made)
        return std::unexpected(made.error());
    return *made ? Result<DataKey>(fresh) : key();
}

SeenHead SealedDocument::seenHead() const
{
    return {m_parts.seenFolder, "document"_ba, m_path};
}

Result<SealedDocument::Content> SealedDocument::opened(const DataKey &key, const QByteArray &file,
                                                       const std::optional<SeenHead::Content> &seen)
{
    const qsizetype end = file.indexOf('\n', firstLine.size());
    if (!file.startsWith(firstLine) || end < 0)
        return failure(ErrorCode::FileUnfit, m_steps.read, m_path, u"no document"_s);
    const QByteArray record = file.sliced(firstLine.size(), end - firstLine.size());
    const QByteArray sealed = QByteArray::fromBase64(record);
    const auto head = m_parts.cipher.open(key.key, headContext(key), sealed);
    // A lenient decoder reads the same from several texts; only one of them was written.
    if (!head || sealed.toBase64() != record)
        return failure(ErrorCode::StoreAltered, m_steps.read, m_path, u"head"_s);
    Content content{.bytes = file.sliced(end + 1)};
    if (head->bytes().size() > revisionSize)
        content.revision = qFromBigEndian<qint64>(head->bytes().data());
    if (headOf(content) != head->bytes())
        return failure(ErrorCode::StoreAltered, m_steps.read, m_path, u"document"_s);
    if (!seen)
        return content;
    // Under another key than the last one was.
    if (!m_parts.cipher.open(key.key, headContext(key), QByteArray::fromBase64(seen->record)))
        return failure(ErrorCode::StoreReplaced, m_steps.read, m_path);
    const bool isOther = seen->state.revision == content.revision && seen->record != record;
    if (seen->state.revision > content.revision || isOther)
        return failure(ErrorCode::StoreRolledBack, m_steps.read, m_path);
    return content;
}

Result<QByteArray> SealedDocument::bodyOf(const DataKey &key, const QByteArray &document) const
{
    if (m_parts.sealedFor.isEmpty())
        return document;
    return m_parts.cipher.seal(key.key, bodyContext(key, m_parts.sealedFor),
                               base::randomBytes(m_parts.random, nonceSize), base::Secret(QByteArrayView(document)));
}

Result<QByteArray> SealedDocument::documentOf(const DataKey &key, const QByteArray &body) const
{
    if (m_parts.sealedFor.isEmpty())
        return body;
    const auto opened = m_parts.cipher.open(key.key, bodyContext(key, m_parts.sealedFor), body);
    if (!opened)
        return failure(ErrorCode::SealBroken, m_steps.read, m_path);
    return opened->bytes().toByteArray();
}

/// For a document that this machine has not written, or whose writer was stopped too early. Not while somebody writes:
/// what is noted then would be older than what the other notes.
void SealedDocument::noteSeen()
{
    QLockFile lock(m_path + u".lock"_s);
    if (!lock.tryLock(std::chrono::milliseconds(0)))
        return;
    const auto file = base::readPrivateFile(m_path, largest, m_steps.read);
    const auto present = key();
    if (!file || !present)
        return;
    const auto content = opened(*present, *file, seenHead().read());
    if (!content)
        return;
    const qsizetype end = file->indexOf('\n', firstLine.size());
    seenHead().write({.state = {.revision = content->revision, .at = {}},
                      .record = file->sliced(firstLine.size(), end - firstLine.size()),
                      .rolledBack = {}});
}

Result<SealedDocument::Content> SealedDocument::read()
{
    // Before the document, which its writer replaces first: one that is written meanwhile is newer, never older.
    const auto seen = m_parts.seenFolder.isEmpty() ? std::nullopt : seenHead().read();
    const auto file = base::readPrivateFile(m_path, largest, m_steps.read);
    const bool isMissing = !file && file.error().code == ErrorCode::NotFound;
    if (!file && !isMissing)
        return std::unexpected(file.error());
    const auto present = key();
    if (isMissing) {
        // A key alone is what a first start leaves that was stopped in between; but not once a document was seen.
        if (present && seen)
            return failure(ErrorCode::StoreMissing, m_steps.read, m_path);
        return Content();
    }
    if (!present) {
        base::Error error = present.error();
        error.step = m_steps.read;
        return std::unexpected(error);
    }
    if (auto isPrivate = checkPrivate(m_path, m_steps.read); !isPrivate)
        return std::unexpected(isPrivate.error());
    auto content = opened(*present, *file, seen);
    if (content && !m_parts.seenFolder.isEmpty() && (!seen || seen->state.revision < content->revision))
        noteSeen();
    return content.and_then([&](const Content &whole) {
        return documentOf(*present, whole.bytes).transform([&](const QByteArray &document) {
            return Content{.bytes = document, .revision = whole.revision};
        });
    });
}

Result<void> SealedDocument::change(const std::function<Result<QByteArray>(const Content &)> &how)
{
    if (auto made = StoreFile::createFolder(m_path); !made)
        return made;
    QLockFile lock(m_path + u".lock"_s);
    if (!lock.tryLock(lockWait))
        return failure(lock.error() == QLockFile::LockFailedError ? ErrorCode::StoreBusy : ErrorCode::FileUnwritable,
                       m_steps.write, m_path);
    const auto present = read();
    if (!present)
        return std::unexpected(present.error());
    auto changed = how(*present);
    if (!changed)
        return std::unexpected(changed.error());
    const auto sealing = keyOrNew();
    if (!sealing)
        return std::unexpected(sealing.error());
    return write(*sealing, {.bytes = *std::move(changed), .revision = present->revision + 1});
}

void SealedDocument::remove()
{
    // The key last: a document without one is told as damaged, a key without a document is a beginning.
    if (!m_parts.seenFolder.isEmpty())
        seenHead().remove();
    QFile::remove(m_path);
    QFile::remove(EnvelopeFile::of(m_path).path());
    QFile::remove(m_path + u".lock"_s);
}

Result<void> SealedDocument::write(const DataKey &key, const Content &document)
{
    const auto body = bodyOf(key, document.bytes);
    if (!body)
        return std::unexpected(body.error());
    const Content content{.bytes = *body, .revision = document.revision};
    const auto head = m_parts.cipher.seal(key.key, headContext(key), base::randomBytes(m_parts.random, nonceSize),
                                          base::Secret(headOf(content)));
    if (!head)
        return std::unexpected(head.error());
    const QByteArray record = head->toBase64();
    const QByteArray file = firstLine.toByteArray() + record + '\n' + content.bytes;
    if (auto written = base::writePrivateFile(m_path, file, m_steps.write); !written)
        return written;
    if (!m_parts.seenFolder.isEmpty()) {
        seenHead().write({.state = {.revision = content.revision, .at = {}}, .record = record, .rolledBack = {}});
    }
    return {};
}

} // namespace gatehouse::store::sql
