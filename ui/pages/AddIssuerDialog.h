#pragma once

#include "models/trust/IssuerDesk.h"
#include "ui/dialogs/DialogFrame.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace gatehouse::ui::widgets {
class FieldMessage;
class LabelledField;
class LinesEdit;
class PlainLabel;
} // namespace gatehouse::ui::widgets
namespace gatehouse::ui::inspection {
class FileChoice;
}

namespace gatehouse::ui::pages {

/// Asks for an issuer to trust: who it is, where its keys are, and what its tokens have to say. Fetches the keys when
/// the person presses the button that says so, and at no other time.
class AddIssuerDialog : public dialogs::DialogFrame
{
    Q_OBJECT

public:
    /// `desk` outlives the dialog. `issuer` is proposed, if there is one.
    AddIssuerDialog(trust::IssuerDesk &desk, const QString &issuer, QWidget *parent);

    /// Also gives up what is being fetched: nothing is added behind the person's back.
    void reject() override;

Q_SIGNALS:
    void added(const QString &name, const gatehouse::trust::KeyNews &news);

private:
    QWidget *makeKeys();
    void addExpectations();
    void choosePreset();
    void proposeAddress();
    void check();
    void add();
    trust::TrustedIssuer wanted() const;
    trust::Provider provider() const;
    trust::KeySource source() const;

    trust::IssuerDesk &m_desk;
    QByteArray m_file;
    base::Job<trust::KeyNews> m_job;
    bool m_isBusy = false;
    QString m_proposed; ///< the address that was filled in and not typed
    QComboBox *m_provider;
    widgets::PlainLabel *m_note;
    QLineEdit *m_name;
    QLineEdit *m_issuer;
    QComboBox *m_source;
    QLineEdit *m_address;
    widgets::LabelledField *m_addressField = nullptr;
    inspection::FileChoice *m_choice = nullptr;
    widgets::LinesEdit *m_tenants = nullptr;
    widgets::LabelledField *m_tenantsField = nullptr;
    widgets::LinesEdit *m_audiences = nullptr;
    QLineEdit *m_algorithms = nullptr;
    QSpinBox *m_hours = nullptr;
    widgets::LabelledField *m_hoursField = nullptr;
};

} // namespace gatehouse::ui::pages
