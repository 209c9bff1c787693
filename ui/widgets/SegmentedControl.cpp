#include "ui/widgets/SegmentedControl.h"

#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVariant>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

SegmentedControl::SegmentedControl(const QString &accessibleName, QWidget *parent)
    : QFrame(parent)
    , m_layout(new QHBoxLayout(this))
{
    setProperty("surface", u"segments"_s);
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_layout->setContentsMargins(2, 2, 2, 2);
    m_layout->setSpacing(2);
    m_group.setExclusive(true);
    connect(&m_group, &QButtonGroup::idClicked, this, &SegmentedControl::chosen);
}

void SegmentedControl::addChoice(const QString &text, const QString &iconName)
{
    auto *button = new QPushButton(text, this);
    button->setProperty("segment", true);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setAccessibleName(u"%1: %2"_s.arg(accessibleName(), text));
    if (!iconName.isEmpty())
        button->setIcon(theme::icon(iconName));
    const int index = static_cast<int>(m_group.buttons().size());
    m_group.addButton(button, index);
    button->setChecked(index == 0);
    m_layout->addWidget(button);
    if (index == 0)
        setFocusProxy(button);
}

int SegmentedControl::current() const
{
    return m_group.checkedId();
}

void SegmentedControl::setCurrent(int index)
{
    if (QAbstractButton *wanted = m_group.button(index))
        wanted->setChecked(true);
}

QAbstractButton *SegmentedControl::button(int index) const
{
    return m_group.button(index);
}

} // namespace gatehouse::ui::widgets
