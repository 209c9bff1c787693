#include "ui/dialogs/ConnectionSecretDialog.h"

#include "models/base/Text.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PassphraseField.h"

#include <QLineEdit>
#include <QPushButton>

namespace gatehouse::ui::dialogs {

using store::remote::Connection;
using store::remote::SecretPlace;
using widgets::LabelledField;
using namespace Qt::StringLiterals;

namespace {

/// A Management token with all scopes has nine kilobytes.
constexpr int longestTyped = 64 * 1024;
constexpr int longestConnectionName = 60;

QString explanationOf(const Connection &connection)
{
    const QString domain = base::visibleText(connection.address.domain(), 260);
    if (connection.clientId.isEmpty())
        return ConnectionSecretDialog::tr("The token is sent to %1 and to nobody else.").arg(domain);
    return ConnectionSecretDialog::tr("The client's secret is sent to %1 and to nobody else.").arg(domain);
}

} // namespace

ConnectionSecretDialog::ConnectionSecretDialog(const Connection &connection, QWidget *parent)
    : DialogFrame(tr("Log in to %1").arg(base::visibleText(connection.name, longestConnectionName)),
                  explanationOf(connection), tr("Log in"), parent)
    , m_isToken(connection.clientId.isEmpty())
    , m_field(new widgets::PassphraseField(this))
{
    setObjectName(u"connectionSecretDialog"_s);
    m_field->edit()->setObjectName(u"connectionSecretEdit"_s);
    m_field->edit()->setMaxLength(longestTyped);
    if (connection.place == SecretPlace::Passphrase)
        body()->addWidget(new LabelledField(tr("&Passphrase"), m_field,
                                            tr("The one that the client's secret is sealed under. It is not sent.")));
    else if (m_isToken)
        body()->addWidget(new LabelledField(tr("Management &token"), m_field,
                                            tr("Kept in memory until this window closes, and nowhere else.")));
    else
        body()->addWidget(new LabelledField(tr("Client &secret"), m_field,
                                            tr("Of the client %1. Kept in memory until this window closes.")
                                                .arg(base::visibleText(connection.clientId, longestConnectionName))));
    connect(m_field, &widgets::ValidatedLineEdit::edited, this, &ConnectionSecretDialog::check);
    connect(acceptButton(), &QPushButton::clicked, this, &ConnectionSecretDialog::give);
    setKeepsTyped(false);
    check();
}

bool ConnectionSecretDialog::isNeeded(const Connection &connection)
{
    return connection.place != SecretPlace::Keychain;
}

void ConnectionSecretDialog::check()
{
    const QString typed = m_field->text().trimmed();
    if (typed.isEmpty())
        setObstacle(tr("Type or paste it first."));
    else if (m_isToken && typed.count(u'.') != 2)
        setObstacle(tr("A Management token has three parts with dots between them."));
    else
        setObstacle({});
}

void ConnectionSecretDialog::give()
{
    base::Secret typed = m_field->passphrase();
    if (m_isToken)
        typed = base::Secret(typed.bytes().trimmed());
    m_field->clear();
    Q_EMIT given(typed);
    accept();
}

} // namespace gatehouse::ui::dialogs
