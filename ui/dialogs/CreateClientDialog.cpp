#include "ui/dialogs/CreateClientDialog.h"

#include "models/store/ResourceServerStore.h"
#include "ui/text/ClientText.h"
#include "ui/text/RefusalText.h"
#include "ui/text/ViolationText.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::dialogs {

using domain::ClientType;
using widgets::ValidatedLineEdit;
using namespace Qt::StringLiterals;

CreateClientDialog::CreateClientDialog(const store::ResourceServerStore &store, store::TenantEditor &editor,
                                       QWidget *parent)
    : DialogFrame(
          tr("Create client"),
          tr("A client is a program that requests tokens. Its client ID and secret are generated; which APIs it may "
             "call you decide next."),
          tr("Create"), parent)
    , m_store(store)
    , m_editor(editor)
    , m_name(new ValidatedLineEdit({}, this))
    , m_type(new QComboBox(this))
    , m_meaning(new widgets::FieldMessage(this))
{
    setObjectName(u"createClientDialog"_s);
    m_name->setObjectName(u"nameField"_s);
    m_name->edit()->setObjectName(u"nameEdit"_s);
    m_name->setPlaceholderText(tr("Nightly import"));
    body()->addWidget(new widgets::LabelledField(tr("&Name"), m_name));
    m_type->setObjectName(u"newClientTypeBox"_s);
    for (const ClientType type :
         {ClientType::NonInteractive, ClientType::RegularWeb, ClientType::SinglePage, ClientType::Native})
        m_type->addItem(text::clientTypeLabel(type), static_cast<int>(type));
    body()->addWidget(new widgets::LabelledField(tr("&Type"), m_type));
    body()->addWidget(m_meaning);
    connect(m_type, &QComboBox::currentIndexChanged, this, &CreateClientDialog::check);
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
    m_meaning->setMessage(theme::Sign::Info, text::clientTypeSentence(wanted().type));
    m_name->recheck();
    const domain::MaybeViolation violation = m_name->violation();
    setObstacle(violation ? text::violationText(*violation) : QString());
}

domain::ClientApplication CreateClientDialog::wanted() const
{
    domain::ClientApplication client;
    client.name = m_name->text().trimmed();
    client.type = static_cast<ClientType>(m_type->currentData().toInt());
    domain::applyTypeDefaults(client);
    return client;
}

void CreateClientDialog::create()
{
    const store::Edit<store::TenantEditor::CreatedClient> client = m_editor.createClient(m_store.snapshot(), wanted());
    if (!client) {
        m_name->showProblems();
        banner()->showMessage(theme::Sign::Error, text::refusalText(client.error()));
        return;
    }
    Q_EMIT created(*client);
    accept();
}

} // namespace gatehouse::ui::dialogs
