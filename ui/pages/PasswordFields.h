#pragma once

#include "models/base/Secret.h"
#include "models/domain/Violation.h"

#include <QWidget>

namespace gatehouse::ui::widgets {
class PassphraseField;
}

namespace gatehouse::ui::pages {

/// A new password for a test user, typed twice.
class PasswordFields : public QWidget
{
    Q_OBJECT

public:
    explicit PasswordFields(QWidget *parent = nullptr);

    base::Secret password() const;
    domain::MaybeViolation violation() const;
    /// Says what is wrong, also of fields that were not touched.
    void showProblems();
    /// Forgets what was typed.
    void clear();

Q_SIGNALS:
    void edited();

private:
    widgets::PassphraseField *m_password;
    widgets::PassphraseField *m_again;
};

} // namespace gatehouse::ui::pages
