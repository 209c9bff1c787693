#pragma once

#include "models/base/Random.h"
#include "models/jose/AuthenticatedCipher.h"
#include "models/store/StoreSnapshot.h"
#include "models/store/sql/KeyEnvelope.h"
#include "models/store/sql/SeenHead.h"

#include <functional>

namespace gatehouse::store::sql {

/// A document in a file of its own (0600) behind an authenticated head, as a tenant has one, under a key file beside
/// it: whoever can write the file and has no key can neither change it, nor put an older one in its place, unnoticed.
/// What it holds stands there to be read, or is sealed as well:
///
///     gatehouse-document 1 ‖ base64 of the sealed head ‖ the document, the first two each with a line feed
///     head: revision (8, big endian) ‖ SHA-256 of the document as it stands there
class SealedDocument
{
public:
    struct Parts
    {
        const jose::AuthenticatedCipher &cipher; ///< both outlive the document
        base::RandomSource &random;
        /// Where the newest head that was seen is kept; empty: an older document is not noticed.
        QString seenFolder;
        /// Whose document it is; not empty: it is sealed, and opens as that and nothing else.
        QByteArray sealedFor = {};
    };
    /// The steps are for errors.
    struct Steps
    {
        base::ErrorStep read;
        base::ErrorStep write;
    };
    SealedDocument(QString path, Parts parts, Steps steps);

    struct Content
    {
        QByteArray bytes;
        Revision revision = 0;
    };
    const QString &path() const { return m_path; }
    /// Nothing and revision 0 where there is no document yet. StoreAltered, StoreRolledBack, StoreReplaced (document
    /// and key), StoreMissing, KeyMissing where it is not what was written last; SealBroken where it is another's.
    base::Result<Content> read();
    /// Reads, and writes what `how` makes of it; other processes wait meanwhile, StoreBusy after some seconds. The
    /// first makes the key file. An error of `how` leaves everything as it is.
    base::Result<void> change(const std::function<base::Result<QByteArray>(const Content &)> &how);
    /// Takes it away, with its key and what was seen of it.
    void remove();

private:
    base::Result<DataKey> key() const;
    base::Result<DataKey> keyOrNew() const;
    /// What this machine has seen last at this path, whatever its key.
    SeenHead seenHead() const;
    base::Result<Content> opened(const DataKey &key, const QByteArray &file,
                                 const std::optional<SeenHead::Content> &seen);
    /// What stands in the file for a document, and back.
    base::Result<QByteArray> bodyOf(const DataKey &key, const QByteArray &document) const;
    base::Result<QByteArray> documentOf(const DataKey &key, const QByteArray &body) const;
    void noteSeen();
    base::Result<void> write(const DataKey &key, const Content &document);

    QString m_path;
    Parts m_parts;
    Steps m_steps;
};

} // namespace gatehouse::store::sql
