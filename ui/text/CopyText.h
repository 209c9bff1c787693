#pragma once

#include "models/store/AuditBreak.h"
#include "models/store/Rollback.h"
#include "models/store/StoreCopies.h"

#include <QStringList>

namespace gatehouse::ui::text {

/// What a backup holds and what is not in it, a sentence each.
QStringList backedUp(const store::StoreCopy &copy);
/// What was restored, where the former store is, and which key file it needs.
QStringList restored(const store::StoreCopy &copy);
/// "The store was replaced…", "The store is back…": what a running program noticed.
QString storeReplaced(const QString &path);
QString storeRegained(const QString &path);
/// Which entry of the audit is not as Gatehouse wrote it.
QString auditBroken(const store::AuditBreak &found);
/// Others could read the key file, and cannot any more.
QString keyFileMadePrivate(const QString &path);
/// One sentence with both revisions and their times, and what it means until it is accepted.
QString storeRolledBack(const QString &path, const store::Rollback &rollback);
QString rollbackConsequence();
/// The same for the command line, with the command that accepts it.
QString rollbackAdvice();
QString rollbackAccepted(const QString &path);

} // namespace gatehouse::ui::text
