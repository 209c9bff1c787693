#pragma once

#include "models/store/TenantEditor.h"
#include "ui/dialogs/DialogFrame.h"

class QComboBox;

namespace gatehouse::store {
class ResourceServerStore;
}

namespace gatehouse::ui::widgets {
class FieldMessage;
class ValidatedLineEdit;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::dialogs {

/// Asks for the name and type of a new client; id and secret are generated.
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
    domain::ClientApplication wanted() const;

    const store::ResourceServerStore &m_store;
    store::TenantEditor &m_editor;
    widgets::ValidatedLineEdit *m_name;
    QComboBox *m_type;
    widgets::FieldMessage *m_meaning;
};

} // namespace gatehouse::ui::dialogs
