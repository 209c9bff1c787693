#pragma once

#include "models/flow/ClientIdentity.h"

#include <QWidget>

class QPushButton;

namespace gatehouse::ui::widgets {
class FieldMessage;
class LabelledField;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// Where a person brings the private key of a client that authenticates with private_key_jwt, so that it can be tested.
/// Hidden for other clients.
class TestKeyField : public QWidget
{
    Q_OBJECT

public:
    /// All of it outlives the field.
    struct Parts
    {
        flow::ClientIdentity &identity;
        const jose::PrivateKeys &privateKeys;
        const jose::KeyCodec &codec;
    };
    explicit TestKeyField(Parts parts, QWidget *parent = nullptr);

    /// Nothing where none is chosen.
    void setClient(const domain::ClientApplication *client);
    /// The client needs no key, or its key is there.
    bool isReady() const;
    /// Takes the key of a file; says what is wrong with it otherwise.
    void openFile(const QString &path);

Q_SIGNALS:
    void changed();

private:
    void chooseFile();
    void updateState();

    Parts m_parts;
    domain::ClientApplication m_client;
    QPushButton *m_choose;
    widgets::LabelledField *m_field;
    widgets::FieldMessage *m_message;
};

} // namespace gatehouse::ui::pages
