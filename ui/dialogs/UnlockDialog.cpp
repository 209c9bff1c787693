#include "ui/dialogs/UnlockDialog.h"

#include "models/base/Text.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PassphraseField.h"

#include <QLineEdit>
#include <QPushButton>

namespace gatehouse::ui::dialogs {

using namespace Qt::StringLiterals;

UnlockDialog::UnlockDialog(const QString &storePath, QWidget *parent)
    : DialogFrame(tr("Unlock the store"),
                  tr("The secrets of %1 are protected by a passphrase.").arg(base::visibleText(storePath, 300)),
                  tr("Unlock"), parent)
    , m_field(new widgets::PassphraseField(this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
{
    setObjectName(u"unlockDialog"_s);
    m_field->edit()->setObjectName(u"passphraseEdit"_s);
    body()->addWidget(new widgets::LabelledField(tr("&Passphrase"), m_field));
    m_busy->setCancellable(false);
    body()->addWidget(m_busy);
    cancelButton()->setText(tr("Quit"));
    acceptButton()->setAccessibleName(tr("Unlock the store"));
    banner()->setDismissible(false);
    connect(m_field, &widgets::ValidatedLineEdit::edited, this, &UnlockDialog::check);
    connect(acceptButton(), &QPushButton::clicked, this, &UnlockDialog::give);
    m_field->setFocus();
    check();
}

void UnlockDialog::check()
{
    setObstacle(m_field->text().isEmpty() ? tr("Type the passphrase of the store.") : QString());
}

void UnlockDialog::give()
{
    banner()->dismiss();
    m_field->setEnabled(false);
    setObstacle({});
    acceptButton()->setEnabled(false);
    m_busy->start(tr("Trying the passphrase, which is slow on purpose…"));
    Q_EMIT passphraseGiven();
}

base::Secret UnlockDialog::takePassphrase()
{
    base::Secret passphrase = m_field->passphrase();
    m_field->clear();
    return passphrase;
}

void UnlockDialog::askAgain()
{
    m_busy->stop();
    m_field->setEnabled(true);
    m_field->clear();
    check();
    m_field->setFocus();
}

void UnlockDialog::refuse()
{
    askAgain();
    banner()->showMessage(
        theme::Sign::Error, tr("This passphrase does not open the store."),
        tr("Try again; capital letters and the keyboard's layout count. A forgotten passphrase cannot "
           "be replaced."));
}

} // namespace gatehouse::ui::dialogs
