#pragma once

#include "ui/theme/SeverityStyle.h"

#include <QWidget>

namespace gatehouse::ui::widgets {

class IconLabel;
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

private:
    IconLabel *m_icon;
    PlainLabel *m_text;
};

} // namespace gatehouse::ui::widgets
