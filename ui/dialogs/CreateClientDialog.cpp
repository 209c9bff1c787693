#include "ui/dialogs/CreateClientDialog.h"

#include "models/store/ResourceServerStore.h"
#include "ui/text/RefusalText.h"
#include "ui/text/ViolationText.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::dialogs {

using widgets::ValidatedLineEdit;

CreateClientDialog::CreateClientDialog(const store::ResourceServerStore &store, store::TenantEditor &editor,
                                       QWidget *parent)
    : DialogFrame(
          tr("Create client"),
          tr("A non-interactive client is a program that asks for tokens in its own name: a service, a script, a "
             "job. Its client ID and secret are generated; which APIs it may call you decide next."),
          tr("Create"), parent)
    , m_store(store)
    , m_editor(editor)
    , m_name(new ValidatedLineEdit({}, this))
{
    setObjectName(QStringLiteral("createClientDialog"));
    m_name->setObjectName(QStringLiteral("nameField"));
    m_name->edit()->setObjectName(QStringLiteral("nameEdit"));
    m_name->setPlaceholderText(tr("Nightly import"));
    body()->addWidget(new widgets::LabelledField(tr("&Name"), m_name));
    m_name->setCheck([this](const QString &text) {
        return store::TenantEditor::checkClientName(m_store.snapshot(), text.trimmed());
    });
    connect(m_name, &ValidatedLineEdit::edited, this, &CreateClientDialog::check);
    connect(&m_store, &store::ResourceServerStore::changed, this, &CreateClientDialog::check);
    connect(acceptButton(), &QPushButton::clicked, this, &CreateClientDialog::create);
    acceptButton()->setAccessibleName(tr("Create client"));
    m_name->setFocus();
    check();
}

void CreateClientDialog::check()
{
    m_name->recheck();
    const domain::MaybeViolation violation = m_name->violation();
    setObstacle(violation ? text::violationText(*violation) : QString());
}

void CreateClientDialog::create()
{
    const store::Edit<store::TenantEditor::CreatedClient> client =
        m_editor.createClient(m_store.snapshot(), m_name->text().trimmed());
    if (!client) {
        m_name->showProblems();
        banner()->showMessage(theme::Sign::Error, text::refusalText(client.error()));
        return;
    }
    Q_EMIT created(*client);
    accept();
}

} // namespace gatehouse::ui::dialogs
