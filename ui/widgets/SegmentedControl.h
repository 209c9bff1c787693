#pragma once

#include <QButtonGroup>
#include <QFrame>

class QHBoxLayout;

namespace gatehouse::ui::widgets {

/// A few choices side by side, one of them taken; arrow keys move between them.
class SegmentedControl : public QFrame
{
    Q_OBJECT

public:
    explicit SegmentedControl(const QString &accessibleName, QWidget *parent = nullptr);

    void addChoice(const QString &text, const QString &iconName = {});
    int current() const;
    /// Emits nothing.
    void setCurrent(int index);
    QAbstractButton *button(int index) const;

Q_SIGNALS:
    /// A person chose another one.
    void chosen(int index);

private:
    QButtonGroup m_group;
    QHBoxLayout *m_layout;
};

} // namespace gatehouse::ui::widgets
