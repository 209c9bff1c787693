#pragma once

#include "ui/dialogs/DialogFrame.h"
#include "ui/pages/ConnectionControl.h"

class QComboBox;
class QLineEdit;

namespace gatehouse::ui::widgets {
class BusyIndicator;
class LabelledField;
class PassphraseField;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets
namespace gatehouse::ui::inspection {
class FileChoice;
}

namespace gatehouse::ui::pages {

/// Asks for a tenant elsewhere: what it is called, where it is, who logs in, and where the secret is kept.
class AddConnectionDialog : public dialogs::DialogFrame
{
    Q_OBJECT

public:
    /// `control` outlives the dialog.
    AddConnectionDialog(ConnectionControl &control, QWidget *parent);

Q_SIGNALS:
    void added(const QString &name);

private:
    void addLogin();
    void addMarks();
    bool isClient() const;
    store::remote::SecretPlace place() const;
    base::Result<store::remote::Connection> wanted() const;
    void check();
    QString obstacle() const;
    void add();

    ConnectionControl &m_control;
    QByteArray m_authorities;
    bool m_isBusy = false;
    QLineEdit *m_name;
    QLineEdit *m_domain;
    QComboBox *m_login;
    QLineEdit *m_client;
    widgets::PassphraseField *m_secret;
    QComboBox *m_place;
    widgets::PassphraseField *m_passphrase;
    widgets::PassphraseField *m_again;
    QComboBox *m_color;
    widgets::ToggleSwitch *m_production;
    inspection::FileChoice *m_choice = nullptr;
    widgets::BusyIndicator *m_busy;
    QList<widgets::LabelledField *> m_clientFields;
    QList<widgets::LabelledField *> m_passphraseFields;
    widgets::LabelledField *m_secretField = nullptr;
};

} // namespace gatehouse::ui::pages
