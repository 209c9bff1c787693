#pragma once

#include "models/domain/Violation.h"

#include <QWidget>

#include <functional>

class QLineEdit;

namespace gatehouse::ui::widgets {

class FieldMessage;

/// A line edit that checks itself as a person types and says under the field which rule is broken. Anything can be
/// typed. An empty field is not reproached before it has been touched.
class ValidatedLineEdit : public QWidget
{
    Q_OBJECT

public:
    using Check = std::function<domain::MaybeViolation(const QString &text)>;

    explicit ValidatedLineEdit(Check check = {}, QWidget *parent = nullptr);

    void setCheck(Check check);
    QString text() const;
    /// Sets the text as it comes from the store: untouched, no message.
    void setText(const QString &text);
    void setPlaceholderText(const QString &text);
    void setReadOnly(bool readOnly);

    domain::MaybeViolation violation() const { return m_violation; }
    bool isValid() const { return !m_violation; }
    /// Runs the check again, after what it depends on has changed.
    void recheck();
    /// Shows the message even if the field was not touched: after a press on Save.
    void showProblems();
    /// A sentence that is no violation ("A trailing slash is part of it."), shown while there is none; empty removes
    /// it.
    void setNote(const QString &text);

    QLineEdit *edit() const { return m_edit; }
    /// What is shown under the field now.
    QString message() const;

Q_SIGNALS:
    /// A person changed the text.
    void edited(const QString &text);
    void validityChanged(bool valid);
    void returnPressed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showMessage();
    void setViolation(domain::MaybeViolation violation);

    Check m_check;
    QLineEdit *m_edit;
    FieldMessage *m_message;
    domain::MaybeViolation m_violation;
    QString m_note;
    bool m_touched = false;
    bool m_isSetting = false; ///< the program writes, and nobody else
};

} // namespace gatehouse::ui::widgets
