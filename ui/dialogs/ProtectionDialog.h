#pragma once

#include "models/store/KeyProtection.h"
#include "ui/dialogs/DialogFrame.h"

class QRadioButton;

namespace gatehouse::ui::widgets {
class BusyIndicator;
class PassphraseField;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::dialogs {

/// Changes what protects a store's secrets: keychain, passphrase or key file, each with what it means.
class ProtectionDialog : public DialogFrame
{
    Q_OBJECT

public:
    /// `protection` outlives the dialog.
    ProtectionDialog(store::KeyProtection &protection, QWidget *parent);

    QRadioButton *choice(store::Protection protection) const;
    widgets::PassphraseField *passphraseField() const { return m_passphrase; }
    widgets::PassphraseField *againField() const { return m_again; }
    void reject() override;

Q_SIGNALS:
    void changed(gatehouse::store::Protection protection);

private:
    QWidget *makeChoices();
    QWidget *makePassphrase();
    store::Protection chosen() const;
    void check();
    void change();
    void setBusy(bool busy);
    void onChanged(const base::Result<void> &done);
    void onProbed(const base::Result<void> &there);

    store::KeyProtection &m_protection;
    QRadioButton *m_keychain = nullptr;
    QRadioButton *m_underPassphrase = nullptr;
    QRadioButton *m_keyFile = nullptr;
    widgets::PlainLabel *m_keychainSentence = nullptr;
    QWidget *m_choices = nullptr;
    QWidget *m_passphraseArea = nullptr;
    widgets::PassphraseField *m_passphrase = nullptr;
    widgets::PassphraseField *m_again = nullptr;
    widgets::BusyIndicator *m_busy;
    bool m_isBusy = false;
};

} // namespace gatehouse::ui::dialogs
