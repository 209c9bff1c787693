#include "ui/pages/ClientSecretField.h"

#include <QLineEdit>

namespace gatehouse::ui::pages {

ClientSecretField::ClientSecretField(const QString &name, QWidget *parent)
    : LabelledField(tr("Client &secret"), new widgets::PassphraseField, {}, parent)
    , m_line(static_cast<widgets::PassphraseField *>(field()))
{
    m_line->edit()->setObjectName(name);
    hide();
    connect(m_line, &widgets::ValidatedLineEdit::edited, this, &ClientSecretField::edited);
    connect(m_line, &widgets::ValidatedLineEdit::returnPressed, this, &ClientSecretField::returnPressed);
}

void ClientSecretField::setAsks(bool asks, bool isKnown)
{
    m_isKnown = !asks || isKnown;
    setVisible(asks);
    setHelp(isKnown ? tr("Known already. Type another one to use that instead.")
                    : tr("The tenant keeps it to itself, so Gatehouse cannot read it."));
}

bool ClientSecretField::isGiven() const
{
    return m_isKnown || !m_line->text().isEmpty();
}

base::Secret ClientSecretField::take()
{
    base::Secret secret = m_line->passphrase();
    m_line->clear();
    return secret;
}

} // namespace gatehouse::ui::pages
