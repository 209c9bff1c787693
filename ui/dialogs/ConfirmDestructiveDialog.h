#pragma once

#include "ui/dialogs/DialogFrame.h"

class QLineEdit;

namespace gatehouse::ui::dialogs {

/// Asks before something that cannot be undone, and only then. With a name, the name has to be typed.
class ConfirmDestructiveDialog : public DialogFrame
{
    Q_OBJECT

public:
    /// `consequence` says what will no longer work. `name` is what must be typed; empty asks for nothing.
    ConfirmDestructiveDialog(const QString &title, const QString &consequence, const QString &acceptText,
                             const QString &name, QWidget *parent);

private:
    QLineEdit *m_typed = nullptr;
};

} // namespace gatehouse::ui::dialogs
