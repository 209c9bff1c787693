#include "ui/pages/CreateUserDialog.h"

#include "ui/pages/PasswordFields.h"
#include "ui/text/RefusalText.h"
#include "ui/text/ViolationText.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QLineEdit>
#include <QPushButton>

namespace gatehouse::ui::pages {

using widgets::ValidatedLineEdit;
using namespace Qt::StringLiterals;

CreateUserDialog::CreateUserDialog(const store::ResourceServerStore &store, store::TenantEditor &editor,
                                   editing::LedgerDesk &desk, QWidget *parent)
    : DialogFrame(tr("Create test user"),
                  tr("A test user signs in at this tenant's own server, on this computer only."), tr("Create"), parent)
    , m_store(store)
    , m_editor(editor)
    , m_desk(desk)
    , m_email(new ValidatedLineEdit({}, this))
    , m_name(new ValidatedLineEdit(domain::checkUserName, this))
    , m_password(new PasswordFields(this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
{
    setObjectName(u"createUserDialog"_s);
    m_email->edit()->setObjectName(u"newUserEmailEdit"_s);
    m_email->setPlaceholderText(u"jane@example.com"_s);
    m_name->edit()->setObjectName(u"newUserNameEdit"_s);
    m_busy->setCancellable(false);
    body()->addWidget(new widgets::LabelledField(tr("&Email"), m_email, tr("What the person types to sign in.")));
    body()->addWidget(new widgets::LabelledField(tr("&Name (optional)"), m_name));
    body()->addWidget(m_password);
    body()->addWidget(m_busy);
    m_email->setCheck([this](const QString &text) {
        return store::TenantEditor::checkUserEmail(m_store.snapshot(), text.trimmed());
    });
    connect(m_email, &ValidatedLineEdit::edited, this, &CreateUserDialog::check);
    connect(m_name, &ValidatedLineEdit::edited, this, &CreateUserDialog::check);
    connect(m_password, &PasswordFields::edited, this, &CreateUserDialog::check);
    connect(&m_store, &store::ResourceServerStore::changed, this, &CreateUserDialog::check);
    connect(acceptButton(), &QPushButton::clicked, this, &CreateUserDialog::create);
    acceptButton()->setAccessibleName(tr("Create test user"));
    m_email->setFocus();
    check();
}

void CreateUserDialog::check()
{
    if (m_isBusy)
        return;
    m_email->recheck();
    const domain::MaybeViolation violation = m_email->violation()  ? m_email->violation()
                                             : m_name->violation() ? m_name->violation()
                                                                   : m_password->violation();
    setObstacle(violation ? text::violationText(*violation) : QString());
}

void CreateUserDialog::create()
{
    banner()->dismiss();
    setBusy(true);
    m_busy->start(tr("Hashing the password, which is slow on purpose…"));
    m_desk.hashPassword(m_password->password()).then(this, [this](const base::Result<base::Secret> &hash) {
        finish(hash);
    });
}

void CreateUserDialog::finish(const base::Result<base::Secret> &hash)
{
    setBusy(false);
    if (!hash) {
        banner()->showError(hash.error());
        check();
        return;
    }
    const auto user = m_editor.createUser(
        m_store.snapshot(), {.email = m_email->text().trimmed(), .name = m_name->text().trimmed()}, *hash);
    if (!user) {
        banner()->showMessage(theme::Sign::Error, text::refusalText(user.error()));
        check();
        return;
    }
    m_password->clear();
    Q_EMIT created(*user);
    accept();
}

void CreateUserDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    for (QWidget *part :
         {static_cast<QWidget *>(m_email), static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_password),
          static_cast<QWidget *>(cancelButton()), static_cast<QWidget *>(acceptButton())})
        part->setEnabled(!busy);
    if (!busy)
        m_busy->stop();
}

void CreateUserDialog::reject()
{
    // A hash under way ends by itself, in less than a second.
    if (!m_isBusy)
        DialogFrame::reject();
}

} // namespace gatehouse::ui::pages
