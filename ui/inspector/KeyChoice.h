#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/jose/KeyCodec.h"
#include "models/store/StoreSnapshot.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace gatehouse::http {
class HttpClient;
}
namespace gatehouse::ui::widgets {
class FieldMessage;
class PlainLabel;
class SegmentedControl;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

class KeyFetch;
class PasteEdit;

/// What a token is checked with: the tenant's keys, those of one API, or a key or secret that the person gives. What is
/// given stays in its field and nowhere else: not in settings, not in a log, not in an undo stack that outlives the
/// page.
class KeyChoice : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Automatic, OneApi, PublicKey, Secret };

    /// `http` sends the one request a person may ask for; with none, nothing can be fetched.
    explicit KeyChoice(const jose::KeyCodec &codec, http::HttpClient *http, QWidget *parent = nullptr);

    /// The APIs to choose from.
    void setTenant(const store::StoreSnapshot &tenant);
    /// Whose keys are offered to be fetched; hostile. Keys that were fetched for another issuer are forgotten: true
    /// then.
    bool setIssuer(const QString &issuer);
    /// Of OneApi.
    domain::ResourceServerId api() const;
    Kind kind() const;
    void setKind(Kind kind);
    /// What was given, parsed; nothing while automatic or empty.
    const std::optional<inspector::PastedKey> &pasted() const { return m_pasted; }
    /// What was given, as it was given: text of a key, or the bytes of a secret. To open an encrypted token with.
    base::Secret material() const;
    /// Whether the person gives a key instead of the tenant; it may not be there yet.
    bool isGiven() const { return kind() == Kind::PublicKey || kind() == Kind::Secret; }
    void hideSecret();

Q_SIGNALS:
    void changed();

private:
    QWidget *makeApiPage();
    QWidget *makePublicKeyPage(http::HttpClient *http);
    QWidget *makeSecretPage();
    void read();
    void readPublicKey();
    void takeFetched(const QByteArray &keys, const QString &address);
    /// Whether what stands in the field is what was fetched, to the letter.
    bool isFetched() const;
    void readSecret();
    void reveal(bool shown);
    /// Puts a secret that was copied from its field under the clipboard's guard.
    void guardSecret() const;

    const jose::KeyCodec &m_codec;
    std::optional<inspector::PastedKey> m_pasted;
    base::Secret m_material;
    QString m_issuer;        ///< of the token shown; hostile
    QString m_fetched;       ///< what was fetched, as the field holds it
    QString m_fetchedFrom;   ///< the address
    QString m_fetchedIssuer; ///< whose token was shown then
    widgets::SegmentedControl *m_kinds;
    QWidget *m_apiPage = nullptr;
    QWidget *m_publicPage = nullptr;
    QWidget *m_secretPage = nullptr;
    QComboBox *m_api = nullptr;
    PasteEdit *m_key = nullptr;
    KeyFetch *m_fetch = nullptr;
    QLineEdit *m_secret = nullptr;
    QToolButton *m_reveal = nullptr;
    QComboBox *m_encoding = nullptr;
    QPushButton *m_forget = nullptr;
    widgets::FieldMessage *m_message;
};

} // namespace gatehouse::ui::inspection
