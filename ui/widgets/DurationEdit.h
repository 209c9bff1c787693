#pragma once

#include "models/domain/Violation.h"

#include <QWidget>

#include <functional>
#include <optional>

namespace gatehouse::ui::widgets {

class FieldMessage;
class PlainLabel;
class ValidatedLineEdit;

/// A lifetime: seconds as typed text, with what they amount to beside it ("1 day"). Anything can be typed; what
/// is not allowed is said under the field.
class DurationEdit : public QWidget
{
    Q_OBJECT

public:
    using Check = std::function<domain::MaybeViolation(const QString &text)>;

    explicit DurationEdit(QWidget *parent = nullptr);
    /// For a length of time with other limits than a token's lifetime.
    explicit DurationEdit(Check check, QWidget *parent = nullptr);

    /// Nothing while the text breaks a rule.
    std::optional<int> seconds() const;
    void setSeconds(int seconds);
    QString text() const;
    /// Text as it was typed before, whatever it is; what is wrong with it is said at once.
    void setText(const QString &text);
    domain::MaybeViolation violation() const;
    void setReadOnly(bool readOnly);
    ValidatedLineEdit *edit() const { return m_edit; }

Q_SIGNALS:
    /// After every keystroke.
    void edited();
    void validityChanged(bool valid);

private:
    void showHint();

    ValidatedLineEdit *m_edit;
    PlainLabel *m_hint;
};

} // namespace gatehouse::ui::widgets
