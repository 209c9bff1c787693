#include "ui/pages/SetPasswordDialog.h"

#include "models/base/Text.h"
#include "ui/pages/PasswordFields.h"
#include "ui/text/ViolationText.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/ErrorBanner.h"

#include <QPushButton>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

SetPasswordDialog::SetPasswordDialog(const QString &name, editing::LedgerDesk &desk, QWidget *parent)
    : DialogFrame(tr("Set password"),
                  tr("%1 has to sign in again: sessions and refresh tokens end, and Undo does not bring them back. "
                     "Access tokens already issued stay valid until they expire.")
                      .arg(base::visibleText(name, 200)),
                  tr("Set password"), parent)
    , m_desk(desk)
    , m_password(new PasswordFields(this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
{
    setObjectName(u"setPasswordDialog"_s);
    m_busy->setCancellable(false);
    body()->addWidget(m_password);
    body()->addWidget(m_busy);
    connect(m_password, &PasswordFields::edited, this, &SetPasswordDialog::check);
    connect(acceptButton(), &QPushButton::clicked, this, &SetPasswordDialog::begin);
    m_password->setFocus();
    check();
}

void SetPasswordDialog::check()
{
    const domain::MaybeViolation violation = m_password->violation();
    setObstacle(violation ? text::violationText(*violation) : QString());
}

void SetPasswordDialog::begin()
{
    banner()->dismiss();
    setBusy(true);
    m_busy->start(tr("Hashing the password, which is slow on purpose…"));
    m_desk.hashPassword(m_password->password()).then(this, [this](const base::Result<base::Secret> &hash) {
        finish(hash);
    });
}

void SetPasswordDialog::finish(const base::Result<base::Secret> &hash)
{
    setBusy(false);
    if (!hash) {
        banner()->showError(hash.error());
        return;
    }
    m_password->clear();
    Q_EMIT hashed(*hash);
    accept();
}

void SetPasswordDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    m_password->setEnabled(!busy);
    cancelButton()->setEnabled(!busy);
    acceptButton()->setEnabled(!busy);
    if (!busy)
        m_busy->stop();
}

void SetPasswordDialog::reject()
{
    if (!m_isBusy)
        DialogFrame::reject();
}

} // namespace gatehouse::ui::pages
