#pragma once

#include "models/store/Restoration.h"
#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::pages {

/// Says what going back to a version would change, and what cannot come back, before anything is done. What it does is
/// a change like any other and can be undone.
class RestoreVersionDialog : public dialogs::DialogFrame
{
    Q_OBJECT

public:
    /// `entry` is the one whose version is wanted; `plan` is what that takes.
    RestoreVersionDialog(const domain::AuditEntry &entry, store::Restoration plan, const domain::NameLookup &names,
                         QWidget *parent);

Q_SIGNALS:
    void chosen(const gatehouse::domain::ChangeSet &changes);

private:
    void addNote(const char *objectName, const QString &text);

    store::Restoration m_plan;
};

} // namespace gatehouse::ui::pages
