#pragma once

#include "models/store/sql/KeyEnvelope.h"

namespace gatehouse::store::sql {

/// The file `<store>.key`, 0600, always whole: an envelope is written beside it under a name of its own, brought to the
/// disk, and put in place in one step. Whoever is killed on the way leaves a draft, which the next one clears away.
class EnvelopeFile
{
public:
    explicit EnvelopeFile(QString path);

    static EnvelopeFile of(const QString &storePath);
    const QString &path() const { return m_path; }

    /// KeyMissing when there is none (with no detail) or it is damaged; StoreUnreadable when others could have written
    /// it.
    base::Result<KeyEnvelope> read() const;
    /// False when there is an envelope already: another process was faster, and its key is the one to use.
    base::Result<bool> writeNew(const KeyEnvelope &envelope, base::RandomSource &random) const;
    /// Puts `envelope` in the place of what is there. On an error what was there still is.
    base::Result<void> replace(const KeyEnvelope &envelope, base::RandomSource &random) const;
    /// Removes the drafts of killed processes; they may hold a key that is no longer meant to lie in a file.
    void clearDrafts() const;

private:
    base::Result<KeyEnvelope> readOnce(bool &isReplaced) const;

    QString m_path;
};

} // namespace gatehouse::store::sql
