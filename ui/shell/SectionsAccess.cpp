#include "ui/shell/SectionsAccess.h"

#include <QAccessibleWidget>
#include <QPushButton>
#include <QVariant>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *isList = "sectionsList";

/// A button of the navigation, as an item of a list.
class SectionItem : public QAccessibleWidget
{
public:
    explicit SectionItem(QPushButton *button)
        : QAccessibleWidget(button, QAccessible::ListItem)
        , m_button(button)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_button->text() : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.selectable = true;
        state.selected = m_button->isChecked();
        return state;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override
    {
        if (name == pressAction())
            m_button->click();
    }

private:
    QPushButton *m_button;
};

QAccessibleInterface *interfaceOf(const QString &className, QObject *object)
{
    if (className == "QPushButton"_L1 && object->property("kind").toString() == "navigation"_L1)
        return new SectionItem(static_cast<QPushButton *>(object));
    if (className == "QWidget"_L1 && object->property(isList).toBool())
        return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::List);
    return nullptr;
}

} // namespace

void setSectionsAccess(QWidget &list)
{
    QAccessible::installFactory(&interfaceOf); // the same one only once
    list.setProperty(isList, true);
}

void announceSection(QPushButton &section)
{
    QAccessibleEvent event(&section, QAccessible::Selection);
    QAccessible::updateAccessibility(&event);
}

} // namespace gatehouse::ui::shell
