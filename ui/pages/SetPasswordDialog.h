#pragma once

#include "models/editing/LedgerDesk.h"
#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::widgets {
class BusyIndicator;
}

namespace gatehouse::ui::pages {

class PasswordFields;

/// Asks for a new password of a test user and hashes it.
class SetPasswordDialog : public dialogs::DialogFrame
{
    Q_OBJECT

public:
    /// `name` says whose password it is; untrusted. `desk` outlives the dialog.
    SetPasswordDialog(const QString &name, editing::LedgerDesk &desk, QWidget *parent);

    void reject() override;

Q_SIGNALS:
    void hashed(const gatehouse::base::Secret &hash);

private:
    void check();
    void begin();
    void finish(const base::Result<base::Secret> &hash);
    void setBusy(bool busy);

    editing::LedgerDesk &m_desk;
    PasswordFields *m_password;
    widgets::BusyIndicator *m_busy;
    bool m_isBusy = false;
};

} // namespace gatehouse::ui::pages
