#pragma once

#include <QWidget>

class QPushButton;

namespace gatehouse::ui::widgets {

class IconLabel;
class PlainLabel;

/// What to do where there is nothing yet: an icon, one line, one button, perhaps a link.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const QString &iconName, const QString &line, QWidget *parent = nullptr);

    void setLine(const QString &line);
    void setIconName(const QString &name);
    /// A sentence under the line; empty hides it.
    void setDetail(const QString &detail);
    /// The button's text; empty hides it.
    void setPrimary(const QString &text, const QString &iconName = {});
    /// The link's text; empty hides it.
    void setLink(const QString &text);
    QPushButton *primaryButton() const { return m_primary; }

Q_SIGNALS:
    void primaryClicked();
    void linkClicked();

private:
    IconLabel *m_icon;
    PlainLabel *m_line;
    PlainLabel *m_detail;
    QPushButton *m_primary;
    QPushButton *m_link;
};

} // namespace gatehouse::ui::widgets
