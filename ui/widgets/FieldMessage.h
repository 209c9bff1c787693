#pragma once

#include "ui/theme/SeverityStyle.h"

#include <QWidget>

class QLabel;

namespace gatehouse::ui::widgets {

class PlainLabel;

/// The line under a field: an icon and a sentence, hidden while there is nothing to say.
class FieldMessage : public QWidget
{
    Q_OBJECT

public:
    explicit FieldMessage(QWidget *parent = nullptr);

    /// An empty text hides the line.
    void setMessage(theme::Sign sign, const QString &text);
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void showIcon();

    theme::Sign m_sign = theme::Sign::Error;
    QLabel *m_icon;
    PlainLabel *m_text;
};

} // namespace gatehouse::ui::widgets
