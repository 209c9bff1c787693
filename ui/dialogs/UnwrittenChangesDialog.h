#pragma once

#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::dialogs {

/// Shown when the window is to close while changes are on their way to the store, or one of them failed: wait
/// for them, stay, or close and lose them.
class UnwrittenChangesDialog : public DialogFrame
{
    Q_OBJECT

public:
    /// `isHeld`: a change could not be saved, and nothing goes on by itself.
    UnwrittenChangesDialog(bool isHeld, QWidget *parent);

Q_SIGNALS:
    /// The changes that are held are to be tried again.
    void retryChosen();
    void loseChosen();
    /// Also when the dialog is closed.
    void stayChosen();
};

} // namespace gatehouse::ui::dialogs
