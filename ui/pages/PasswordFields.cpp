#include "ui/pages/PasswordFields.h"

#include "models/domain/User.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PassphraseField.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using widgets::PassphraseField;
using namespace Qt::StringLiterals;

PasswordFields::PasswordFields(QWidget *parent)
    : QWidget(parent)
    , m_password(new PassphraseField(this))
    , m_again(new PassphraseField(this))
{
    m_password->edit()->setObjectName(u"newPasswordEdit"_s);
    m_again->edit()->setObjectName(u"repeatPasswordEdit"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::medium);
    layout->addWidget(new widgets::LabelledField(
        tr("&Password"), m_password,
        tr("At least %1 characters. Only a hash of it is stored (Argon2id).").arg(domain::minPassword)));
    layout->addWidget(new widgets::LabelledField(tr("&Repeat password"), m_again));
    m_password->setCheck([this](const QString &) { return domain::checkPassword(m_password->passphrase()); });
    m_again->setCheck([this](const QString &text) -> domain::MaybeViolation {
        if (text == m_password->text())
            return {};
        return domain::Violation{domain::Field::UserPassword, domain::Rule::NotRepeated, {}, 0};
    });
    setFocusProxy(m_password);
    for (const PassphraseField *field : {m_password, m_again}) {
        connect(field, &PassphraseField::edited, this, [this] {
            m_again->recheck();
            Q_EMIT edited();
        });
    }
}

base::Secret PasswordFields::password() const
{
    return m_password->passphrase();
}

domain::MaybeViolation PasswordFields::violation() const
{
    return m_password->violation() ? m_password->violation() : m_again->violation();
}

void PasswordFields::showProblems()
{
    m_password->showProblems();
    m_again->showProblems();
}

void PasswordFields::clear()
{
    m_password->clear();
    m_again->clear();
}

} // namespace gatehouse::ui::pages
