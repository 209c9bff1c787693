#pragma once

#include "models/editing/LedgerDesk.h"
#include "models/store/TenantEditor.h"
#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::widgets {
class BusyIndicator;
class ValidatedLineEdit;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class PasswordFields;

/// Asks for address, name and password of a new test user. The password is hashed behind the dialog, which waits for
/// it.
class CreateUserDialog : public dialogs::DialogFrame
{
    Q_OBJECT

public:
    /// All of them outlive the dialog. The dialog writes nothing: it ends in created().
    CreateUserDialog(const store::ResourceServerStore &store, store::TenantEditor &editor, editing::LedgerDesk &desk,
                     QWidget *parent);

    void reject() override;

Q_SIGNALS:
    void created(const gatehouse::store::TenantEditor::CreatedUser &user);

private:
    void check();
    void create();
    void finish(const base::Result<base::Secret> &hash);
    void setBusy(bool busy);

    const store::ResourceServerStore &m_store;
    store::TenantEditor &m_editor;
    editing::LedgerDesk &m_desk;
    widgets::ValidatedLineEdit *m_email;
    widgets::ValidatedLineEdit *m_name;
    PasswordFields *m_password;
    widgets::BusyIndicator *m_busy;
    bool m_isBusy = false;
};

} // namespace gatehouse::ui::pages
