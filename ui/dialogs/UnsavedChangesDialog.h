#pragma once

#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::dialogs {

/// Asks what becomes of unsaved edits before they are left: Save, Discard, or stay.
class UnsavedChangesDialog : public DialogFrame
{
    Q_OBJECT

public:
    /// `where` names what has the edits; `obstacle` says why they cannot be saved now, if so.
    UnsavedChangesDialog(const QString &where, const QString &obstacle, QWidget *parent);

Q_SIGNALS:
    void saveChosen();
    void discardChosen();
    /// Also when the dialog is closed.
    void stayChosen();
};

} // namespace gatehouse::ui::dialogs
