#pragma once

#include "models/domain/AuditEntry.h"
#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::dialogs {

/// Everything that a change would do to a production tenant, as a list, before it is sent. Accepted means: send it.
class ReviewDialog : public DialogFrame
{
    Q_OBJECT

public:
    /// `names` tells objects by what they are called now.
    ReviewDialog(const QString &connection, const domain::ChangeSet &changes, const domain::NameLookup &names,
                 QWidget *parent);
};

} // namespace gatehouse::ui::dialogs
