#pragma once

#include "models/base/Result.h"
#include "models/base/Secret.h"
#include "models/store/Refusal.h"

#include <QString>

#include <optional>

namespace gatehouse::app::cli {

/// Where a passphrase comes from: the first line of a file, of standard input for "-", or a person at the terminal, who
/// types it unseen. Never an argument, which every program of the machine can read.
class PassphraseSource
{
public:
    /// Empty: the terminal. The line of standard input is read now, so that whoever reads there later gets the rest,
    /// whether the passphrase turns out to be needed or not.
    explicit PassphraseSource(QString file = {});

    /// Whether a person answers, who may try again.
    bool isPerson() const { return m_file.isEmpty(); }
    /// PassphraseNeeded, about `subject`, when standard input is no terminal; Cancelled for Ctrl+C; FileUnreadable;
    /// TooLarge for a line no passphrase is as long as. Of standard input no byte beyond the line is taken.
    base::Result<base::Secret> read(const QString &prompt, const QString &subject) const;
    /// One that is to be chosen for `subject`: a person types it twice. The errors of read(), or what a passphrase
    /// lacks.
    store::Edit<base::Secret> readNew(const QString &subject) const;

private:
    QString m_file;
    std::optional<base::Result<base::Secret>> m_line; ///< of standard input
};

/// One line that is a secret, of at most `limit` bytes: a person types it unseen at the terminal, else it is the next
/// line of standard input. ConnectionUnfit, about `subject`, where there is none.
base::Result<base::Secret> readSecretLine(const QString &prompt, const QString &subject, qsizetype limit);

} // namespace gatehouse::app::cli
