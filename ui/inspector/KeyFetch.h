#pragma once

#include "models/oauth/ServerMetadata.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLineEdit;
class QPushButton;

namespace gatehouse::ui::widgets {
class FieldMessage;
}

namespace gatehouse::ui::inspection {

/// Fetches an issuer's keys, when a person presses the button that names the address, and at no other time: from the
/// address its metadata names, or from any other that is typed. Keys on another host than the metadata are named first,
/// and fetched when the button is pressed again. Folded away until it is asked for.
class KeyFetch : public QWidget
{
    Q_OBJECT

public:
    explicit KeyFetch(http::HttpClient *http, QWidget *parent = nullptr);
    ~KeyFetch() override;

    /// Proposes the address of that issuer's metadata, unless a person has typed one.
    void setIssuer(const QString &issuer);

Q_SIGNALS:
    /// The answer of that address, which may be no key set at all.
    void fetched(const QByteArray &keys, const QString &address);

private:
    void open();
    void showAddress();
    void fetch();
    void send(const QUrl &address);
    void receive(const QUrl &address, const base::Result<QByteArray> &answer);
    void readMetadata(const QUrl &address, QByteArrayView document);
    /// Proposes another address, to be asked when the button is pressed again.
    void propose(const QUrl &address, const QString &why);
    void fail(const QString &sentence);

    std::optional<oauth::JwksClient> m_client;
    base::Job<QByteArray> m_job;
    QString m_issuer; ///< of the token shown; hostile
    bool m_busy = false;
    QPushButton *m_open;
    QWidget *m_form;
    QLineEdit *m_address;
    QPushButton *m_send;
    widgets::FieldMessage *m_message;
};

} // namespace gatehouse::ui::inspection
