#include "ui/dialogs/ProtectionDialog.h"

#include "models/domain/Passphrase.h"
#include "ui/text/ErrorText.h"
#include "ui/text/ProtectionText.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PassphraseField.h"
#include "ui/widgets/PlainLabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

namespace gatehouse::ui::dialogs {

namespace spacing = theme::spacing;
using store::Protection;
using widgets::PassphraseField;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

ProtectionDialog::ProtectionDialog(store::KeyProtection &protection, QWidget *parent)
    : DialogFrame(tr("Protection of secrets"),
                  tr("Secrets and private keys are sealed under one key. Choose what protects that key. The secrets "
                     "themselves stay as they are, and so does everything that is running."),
                  tr("Change"), parent)
    , m_protection(protection)
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
{
    setObjectName(u"protectionDialog"_s);
    body()->addWidget(makeChoices());
    body()->addWidget(makePassphrase());
    m_busy->setCancellable(false);
    body()->addWidget(m_busy);
    acceptButton()->setAccessibleName(tr("Change the protection"));
    connect(acceptButton(), &QPushButton::clicked, this, &ProtectionDialog::change);
    QRadioButton *now = choice(m_protection.protection());
    now->setChecked(true);
    now->setFocus();
    m_protection.probeKeychain().then(this, [this](const base::Result<void> &there) { onProbed(there); });
    check();
}

QWidget *ProtectionDialog::makeChoices()
{
    m_choices = new QWidget(this);
    auto *layout = new QVBoxLayout(m_choices);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    PlainLabel *sentence = nullptr;
    const auto add = [&](Protection protection, const char *objectName) {
        const bool isNow = protection == m_protection.protection();
        const QString label = text::protectionLabel(protection);
        auto *button = new QRadioButton(isNow ? tr("%1 (now)").arg(label) : label, m_choices);
        button->setObjectName(QString::fromLatin1(objectName));
        button->setAccessibleDescription(text::protectionExplanation(protection));
        sentence = new PlainLabel(text::protectionExplanation(protection), PlainLabel::Role::Muted, m_choices);
        sentence->setWordWrap(true);
        sentence->setContentsMargins(spacing::wide, 0, 0, spacing::tight);
        layout->addWidget(button);
        layout->addWidget(sentence);
        connect(button, &QRadioButton::toggled, this, &ProtectionDialog::check);
        return button;
    };
    m_keychain = add(Protection::Keychain, "keychainChoice");
    m_keychainSentence = sentence;
    m_underPassphrase = add(Protection::Passphrase, "passphraseChoice");
    m_keyFile = add(Protection::KeyFile, "keyFileChoice");
    return m_choices;
}

QWidget *ProtectionDialog::makePassphrase()
{
    m_passphraseArea = new QWidget(this);
    auto *layout = new QVBoxLayout(m_passphraseArea);
    layout->setContentsMargins(spacing::wide, 0, 0, 0);
    layout->setSpacing(spacing::medium);
    m_passphrase = new PassphraseField(m_passphraseArea);
    m_passphrase->edit()->setObjectName(u"newPassphraseEdit"_s);
    layout->addWidget(new widgets::LabelledField(
        tr("New &passphrase"), m_passphrase,
        tr("At least %1 characters; a few words are easier to keep in mind.").arg(domain::minPassphrase)));
    m_again = new PassphraseField(m_passphraseArea);
    m_again->edit()->setObjectName(u"againEdit"_s);
    layout->addWidget(new widgets::LabelledField(tr("The same &again"), m_again));
    m_passphrase->setCheck([this](const QString &) { return domain::checkPassphrase(m_passphrase->passphrase()); });
    m_again->setCheck([this](const QString &text) -> domain::MaybeViolation {
        if (text == m_passphrase->text())
            return {};
        return domain::Violation{domain::Field::Passphrase, domain::Rule::NotRepeated, {}, 0};
    });
    connect(m_passphrase, &PassphraseField::edited, this, &ProtectionDialog::check);
    connect(m_again, &PassphraseField::edited, this, &ProtectionDialog::check);
    return m_passphraseArea;
}

QRadioButton *ProtectionDialog::choice(Protection protection) const
{
    if (protection == Protection::Keychain)
        return m_keychain;
    return protection == Protection::Passphrase ? m_underPassphrase : m_keyFile;
}

Protection ProtectionDialog::chosen() const
{
    if (m_keychain->isChecked())
        return Protection::Keychain;
    return m_underPassphrase->isChecked() ? Protection::Passphrase : Protection::KeyFile;
}

void ProtectionDialog::onProbed(const base::Result<void> &there)
{
    if (there)
        return;
    const text::ErrorText why = text::errorText(there.error());
    m_keychain->setEnabled(false);
    m_keychainSentence->setText(tr("No keychain answers in this session."));
    m_keychain->setAccessibleDescription(why.oneLine());
    if (m_keychain->isChecked() && m_protection.protection() != Protection::Keychain)
        m_keyFile->setChecked(true);
    check();
}

void ProtectionDialog::check()
{
    if (!m_passphraseArea || m_isBusy) // not all is there yet
        return;
    const bool isPassphrase = chosen() == Protection::Passphrase;
    m_passphraseArea->setVisible(isPassphrase);
    m_passphrase->recheck();
    m_again->recheck();
    m_passphrase->setNote(text::passphraseStrength(domain::passphraseLength(m_passphrase->passphrase())));
    if (!isPassphrase) {
        setObstacle(chosen() == m_protection.protection() ? tr("This is what protects the secrets now.") : QString());
        return;
    }
    const domain::MaybeViolation violation =
        m_passphrase->violation() ? m_passphrase->violation() : m_again->violation();
    setObstacle(violation ? text::violationText(*violation) : QString());
}

void ProtectionDialog::change()
{
    banner()->dismiss();
    setBusy(true);
    base::Job<void> job;
    switch (chosen()) {
    case Protection::Keychain:
        m_busy->start(tr("Asking the keychain; it may have a question of its own…"));
        job = m_protection.protectWithKeychain();
        break;
    case Protection::Passphrase:
        m_busy->start(tr("Locking the key, which is slow on purpose…"));
        job = m_protection.protectWithPassphrase(m_passphrase->passphrase());
        break;
    default:
        m_busy->start(tr("Writing the key file…"));
        job = m_protection.protectWithKeyFile();
    }
    job.then(this, [this](const base::Result<void> &done) { onChanged(done); });
}

void ProtectionDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    for (QWidget *part : {m_choices, m_passphraseArea})
        part->setEnabled(!busy);
    cancelButton()->setEnabled(!busy);
    acceptButton()->setEnabled(!busy);
    if (!busy)
        m_busy->stop();
}

void ProtectionDialog::onChanged(const base::Result<void> &done)
{
    setBusy(false);
    if (!done) {
        banner()->showError(done.error());
        check();
        return;
    }
    m_passphrase->clear();
    m_again->clear();
    Q_EMIT changed(m_protection.protection());
    accept();
}

void ProtectionDialog::reject()
{
    // What has begun ends by itself, within its time limit, and is told here.
    if (!m_isBusy)
        DialogFrame::reject();
}

} // namespace gatehouse::ui::dialogs
