#pragma once

#include "models/base/Secret.h"
#include "ui/dialogs/DialogFrame.h"

namespace gatehouse::ui::widgets {
class BusyIndicator;
class PassphraseField;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::dialogs {

/// Asks for the passphrase of a store before its window opens. May be tried as often as a person likes: each try costs
/// what Argon2id costs. Rejected means: quit.
class UnlockDialog : public DialogFrame
{
    Q_OBJECT

public:
    explicit UnlockDialog(const QString &storePath, QWidget *parent = nullptr);

    /// What was typed, once; the field is empty afterwards.
    base::Secret takePassphrase();
    /// Another one is wanted, whatever came of the last: the field is empty and has the keyboard again.
    void askAgain();
    /// It was not the right one: says so, and the field has the keyboard again.
    void refuse();
    widgets::PassphraseField *field() const { return m_field; }

Q_SIGNALS:
    /// takePassphrase() has it. Ends in refuse(), or in the end of the dialog.
    void passphraseGiven();

private:
    void give();
    void check();

    widgets::PassphraseField *m_field;
    widgets::BusyIndicator *m_busy;
};

} // namespace gatehouse::ui::dialogs
