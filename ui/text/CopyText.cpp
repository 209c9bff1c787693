#include "ui/text/CopyText.h"

#include "models/base/Text.h"
#include "ui/text/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

namespace gatehouse::ui::text {

namespace {

class CopyWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::CopyText)
};

QString shown(const QString &path)
{
    return base::visibleText(path, 300);
}

/// What is to be known of a file that is there, and might not be after a power failure.
void addDoubt(QStringList &lines, const store::StoreCopy &copy)
{
    if (!copy.isDurable)
        lines.append(
            CopyWords::tr("The disk did not confirm this. After a power failure, the previous file may be back."));
}

} // namespace

QStringList backedUp(const store::StoreCopy &copy)
{
    QStringList lines{
        CopyWords::tr("Backed up the store to %1 (%2, revision %3).")
            .arg(shown(copy.path), QLocale().formattedDataSize(copy.bytes), QString::number(copy.revision)),
        copy.hasKeyFile
            ? CopyWords::tr("The key file %1 is not included. Keep a copy of it in another place: without it, the "
                            "secrets in the backup cannot be opened.")
                  .arg(shown(copy.keyFile))
            : CopyWords::tr("The key file %1 is missing. Without it, the secrets in the backup cannot be opened.")
                  .arg(shown(copy.keyFile))};
    addDoubt(lines, copy);
    return lines;
}

QStringList restored(const store::StoreCopy &copy)
{
    QStringList lines{
        CopyWords::tr("Restored the store %1 (revision %2).").arg(shown(copy.path), QString::number(copy.revision))};
    if (!copy.kept.isEmpty())
        lines.append(CopyWords::tr("The previous store is now %1.").arg(shown(copy.kept)));
    lines.append(copy.hasKeyFile
                     ? CopyWords::tr("The key file %1 was not replaced. Make sure that it is the one from the backup.")
                           .arg(shown(copy.keyFile))
                     : CopyWords::tr("The key file %1 is missing. Copy the key file of the backup there.")
                           .arg(shown(copy.keyFile)));
    addDoubt(lines, copy);
    return lines;
}

QString storeReplaced(const QString &path)
{
    return CopyWords::tr("The store %1 was replaced. Gatehouse now uses its new content.").arg(shown(path));
}

QString storeRegained(const QString &path)
{
    return CopyWords::tr("The store %1 is available again.").arg(shown(path));
}

QString auditBroken(const store::AuditBreak &found)
{
    const QString entry = QString::number(found.entry);
    switch (found.kind) {
    case store::AuditBreak::Kind::Missing:
        return CopyWords::tr("Entry %1 of the activity was removed by something other than Gatehouse.").arg(entry);
    case store::AuditBreak::Kind::Added:
        return CopyWords::tr("Entry %1 of the activity was not written by Gatehouse.").arg(entry);
    case store::AuditBreak::Kind::Altered:
        break;
    }
    return CopyWords::tr("Entry %1 of the activity was changed by something other than Gatehouse.").arg(entry);
}

QString keyFileMadePrivate(const QString &path)
{
    return CopyWords::tr("Other users of this machine could read the key file %1. It is private again; if someone may "
                         "have copied it, make new secrets.")
        .arg(shown(path));
}

QString storeRolledBack(const QString &path, const store::Rollback &rollback)
{
    return CopyWords::tr("The store %1 is at revision %2 (%3), but this machine last saw revision %4 (%5).")
        .arg(shown(path), QString::number(rollback.found.revision), localTime(rollback.found.at),
             QString::number(rollback.seen.revision), localTime(rollback.seen.at));
}

QString rollbackConsequence()
{
    return CopyWords::tr("An older copy was put in its place. No token is issued from it until you accept this state "
                         "or restore a newer backup.");
}

QString rollbackAdvice()
{
    return CopyWords::tr("No token is issued from it until you accept this state with `gatehouse store check "
                         "--accept`, or restore a newer backup.");
}

QString rollbackAccepted(const QString &path)
{
    return CopyWords::tr("Accepted the store %1 as it is.").arg(shown(path));
}

} // namespace gatehouse::ui::text
