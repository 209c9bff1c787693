#pragma once

#include "models/domain/AuditEntry.h"

#include <QString>

namespace gatehouse::ui::text {

/// What a change set does, in one line: "Created API Orders", "Added 3 scopes to Orders". The undo menu, the activity
/// list and the command line say it alike.
QString changeText(const domain::ChangeSet &changes, const domain::NameLookup &names);
/// The same for a committed entry.
QString changeText(const QList<domain::AuditItem> &items);
/// What a client of the Management API did, in the undo menu.
QString changedBy(const QString &client);
/// One object's part of it.
QString itemText(const domain::AuditItem &item);
/// The label of a field by the Management API's member name; an unknown one is shown as it is.
QString memberLabel(const QString &member);
/// "Window", "Command line", "Server", "First start" for an author's source.
QString sourceWord(const QString &source);

} // namespace gatehouse::ui::text
