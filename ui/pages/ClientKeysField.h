#pragma once

#include "models/jose/KeyCodec.h"

#include <QByteArrayList>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace gatehouse::ui::widgets {
class FieldMessage;
}

namespace gatehouse::ui::pages {

/// The public keys a client signs assertions with: a row for each, and a field to paste another one into.
class ClientKeysField : public QWidget
{
    Q_OBJECT

public:
    /// `codec` outlives the field.
    explicit ClientKeysField(const jose::KeyCodec &codec, QWidget *parent = nullptr);

    const QByteArrayList &keys() const { return m_keys; }
    /// DER SubjectPublicKeyInfo.
    void setKeys(const QByteArrayList &keys);

Q_SIGNALS:
    /// A person added or removed one.
    void edited();

private:
    void addPasted();
    void showRows();
    QWidget *makeRow(qsizetype row);

    const jose::KeyCodec &m_codec;
    QByteArrayList m_keys;
    QWidget *m_rows = nullptr;
    QVBoxLayout *m_layout;
    QPlainTextEdit *m_paste;
    QPushButton *m_add;
    widgets::FieldMessage *m_message;
};

} // namespace gatehouse::ui::pages
