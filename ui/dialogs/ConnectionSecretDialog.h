#pragma once

#include "models/base/Secret.h"
#include "models/store/connection/Connection.h"
#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::widgets {
class PassphraseField;
}

namespace gatehouse::ui::dialogs {

/// What has to be typed before a tenant elsewhere can be asked: a client's secret, a Management token, or the
/// passphrase that the secret is sealed under. A keychain needs no such question.
class ConnectionSecretDialog : public DialogFrame
{
    Q_OBJECT

public:
    ConnectionSecretDialog(const store::remote::Connection &connection, QWidget *parent);

    /// Whether there is anything to ask for this connection.
    static bool isNeeded(const store::remote::Connection &connection);

Q_SIGNALS:
    /// What was typed; it is in the dialog no more, which closes.
    void given(const gatehouse::base::Secret &typed);

private:
    void check();
    void give();

    bool m_isToken;
    widgets::PassphraseField *m_field;
};

} // namespace gatehouse::ui::dialogs
