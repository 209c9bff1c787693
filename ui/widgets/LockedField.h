#pragma once

#include <QWidget>

class QLineEdit;

namespace gatehouse::ui::widgets {

class CopyButton;
class PlainLabel;

/// A value that cannot be changed: locked text that can be selected and copied, and the reason.
class LockedField : public QWidget
{
    Q_OBJECT

public:
    /// `what` names the value, for the copy button.
    explicit LockedField(const QString &what, const QString &reason = {}, QWidget *parent = nullptr);

    /// Shown with everything invisible made visible; copied as it is.
    void setValue(const QString &value);
    QString value() const { return m_value; }
    void setReason(const QString &reason);
    QLineEdit *edit() const { return m_edit; }

private:
    QString m_value;
    QLineEdit *m_edit;
    CopyButton *m_copy;
    PlainLabel *m_reason;
};

} // namespace gatehouse::ui::widgets
