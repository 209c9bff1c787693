#pragma once

#include "models/domain/Violation.h"

#include <QWidget>

#include <functional>

class QPlainTextEdit;

namespace gatehouse::ui::widgets {

class FieldMessage;

/// A list typed one value a line, each checked while it is typed; what is wrong is said under the field, with the
/// number of its line. Empty lines do not count. Tab leaves the field.
class LinesEdit : public QWidget
{
    Q_OBJECT

public:
    using Check = std::function<domain::MaybeViolation(const QString &line)>;

    explicit LinesEdit(Check check = {}, QWidget *parent = nullptr);

    QString text() const;
    /// The values, without blanks around them.
    QStringList lines() const;
    /// Shows these values. Where the same ones are typed already, the text stays as it is, with the cursor.
    void setLines(const QStringList &lines);
    void setText(const QString &text);
    void setPlaceholderText(const QString &text);
    /// Runs the check again, after what it depends on has changed.
    void recheck();
    bool isValid() const { return !m_violation; }
    /// What is shown under the field now.
    QString message() const;
    QPlainTextEdit *edit() const { return m_edit; }

Q_SIGNALS:
    /// A person changed the text.
    void edited();

private:
    void fitHeight();

    Check m_check;
    QPlainTextEdit *m_edit;
    FieldMessage *m_message;
    domain::MaybeViolation m_violation;
    bool m_isSetting = false;
};

} // namespace gatehouse::ui::widgets
