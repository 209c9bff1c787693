#pragma once

#include "models/store/TenantEditor.h"
#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::store {
class ResourceServerStore;
}

namespace gatehouse::ui::widgets {
class ValidatedLineEdit;
}

namespace gatehouse::ui::dialogs {

/// Asks for the name of a new non-interactive client; id and secret are generated.
class CreateClientDialog : public DialogFrame
{
    Q_OBJECT

public:
    /// `store` and `editor` outlive the dialog. The dialog writes nothing: it ends in created().
    CreateClientDialog(const store::ResourceServerStore &store, store::TenantEditor &editor, QWidget *parent);

    widgets::ValidatedLineEdit *nameEdit() const { return m_name; }

Q_SIGNALS:
    void created(const gatehouse::store::TenantEditor::CreatedClient &client);

private:
    void check();
    void create();

    const store::ResourceServerStore &m_store;
    store::TenantEditor &m_editor;
    widgets::ValidatedLineEdit *m_name;
};

} // namespace gatehouse::ui::dialogs
