#pragma once

#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::dialogs {

/// Offers what was typed and not saved when the program ended last. Esc restores: it never discards what was typed.
class RestoreDraftsDialog : public DialogFrame
{
    Q_OBJECT

public:
    /// `given` are the names of the APIs and clients that have something unsaved.
    RestoreDraftsDialog(const QStringList &given, QWidget *parent);

    void reject() override;

Q_SIGNALS:
    void restoreChosen();
    void discardChosen();
};

} // namespace gatehouse::ui::dialogs
