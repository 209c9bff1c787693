#pragma once

#include "models/store/TenantEditor.h"
#include "ui/dialogs/DialogFrame.h"

class QRadioButton;

namespace gatehouse::store {
class ResourceServerStore;
}
namespace gatehouse::ui::widgets {
class PlainLabel;
class ValidatedLineEdit;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::dialogs {

/// Asks for what a new API needs: Name, Identifier, Signing Algorithm. Says that the identifier is for ever and how it
/// will stand in a token, and checks every keystroke against the tenant's rules.
class CreateResourceServerDialog : public DialogFrame
{
    Q_OBJECT

public:
    /// `store` and `editor` outlive the dialog. The dialog writes nothing: it ends in created().
    /// With `original`, the new API has all else from that one.
    CreateResourceServerDialog(const store::ResourceServerStore &store, store::TenantEditor &editor, QWidget *parent,
                               domain::ResourceServerId original = {});

    widgets::ValidatedLineEdit *nameEdit() const { return m_name; }
    widgets::ValidatedLineEdit *identifierEdit() const { return m_identifier; }

Q_SIGNALS:
    /// A person pressed Create and every rule is kept; the dialog closes right after.
    void created(const gatehouse::store::TenantEditor::CreatedApi &api);

private:
    store::TenantEditor::NewApi wanted() const;
    domain::MaybeViolation violationOf(domain::Field field) const;
    void check();
    void showAudience();
    void create();
    QWidget *makeAlgorithmChoice();

    const store::ResourceServerStore &m_store;
    store::TenantEditor &m_editor;
    domain::ResourceServerId m_original;
    widgets::ValidatedLineEdit *m_name = nullptr;
    widgets::ValidatedLineEdit *m_identifier = nullptr;
    widgets::PlainLabel *m_audience = nullptr;
    QRadioButton *m_rs256 = nullptr;
    QRadioButton *m_hs256 = nullptr;
};

} // namespace gatehouse::ui::dialogs
