#include "ui/widgets/PassphraseField.h"

#include <QLineEdit>

namespace gatehouse::ui::widgets {

PassphraseField::PassphraseField(QWidget *parent)
    : ValidatedLineEdit({}, parent)
{
    edit()->setEchoMode(QLineEdit::Password);
    edit()->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                Qt::ImhNoAutoUppercase);
}

base::Secret PassphraseField::passphrase() const
{
    QByteArray utf8 = text().toUtf8();
    base::Secret secret{QByteArrayView(utf8)};
    base::wipe(utf8.data(), static_cast<std::size_t>(utf8.size()));
    return secret;
}

void PassphraseField::clear()
{
    setText({});
}

} // namespace gatehouse::ui::widgets
