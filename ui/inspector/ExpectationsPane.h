#pragma once

#include "models/inspector/InspectionSetup.h"
#include "ui/widgets/Card.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace gatehouse::ui::inspection {

class FileChoice;
class PasteEdit;

/// What a person knows about a token and the token does not say: the content that was signed apart from it, the request
/// a DPoP proof came with, which of several signatures count, the roots its certificates may lead to, secrets that it
/// might have been signed with. Each is asked for only where it bears on the token shown.
class ExpectationsPane : public widgets::Card
{
    Q_OBJECT

public:
    /// `certificates` reads roots; without, none are asked for.
    explicit ExpectationsPane(const jose::Certificates *certificates, QWidget *parent = nullptr);

    /// Asks what bears on this token, and on the key that it is checked with.
    void setInspection(const inspector::TokenInspection &inspection, bool isKeyCertificate);
    /// Whether anything is asked.
    bool isNeeded() const;
    /// Adds what was said; it bears on no token but one of its kind.
    void addTo(inspector::InspectionSetup::OfToken &token) const;
    /// Another token is shown: that its content may be anything is said for each token anew.
    void reset();

Q_SIGNALS:
    /// Something else is known.
    void changed();

private:
    QWidget *makeSignatures();
    QWidget *makeContent();
    QWidget *makeProof();
    QWidget *makeRoots();
    QWidget *makeWeakSecrets();

    const jose::Certificates *m_certificates;
    QByteArray m_contentFile;
    std::shared_ptr<const jose::TrustedRoots> m_trustedRoots;
    std::shared_ptr<const QList<QByteArray>> m_secrets;
    QComboBox *m_rule = nullptr;
    QWidget *m_contentField = nullptr;
    PasteEdit *m_contentText = nullptr;
    FileChoice *m_contentChoice = nullptr;
    QCheckBox *m_anyContent = nullptr;
    QLineEdit *m_method = nullptr;
    QLineEdit *m_address = nullptr;
    PasteEdit *m_accessToken = nullptr;
    QWidget *m_signatures;
    QWidget *m_content;
    QWidget *m_proof;
    QWidget *m_roots;
    QWidget *m_weak;
};

} // namespace gatehouse::ui::inspection
