#include "ui/widgets/LabelledField.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse::ui::widgets {

namespace spacing = theme::spacing;

namespace {

/// The widget that takes the keyboard: what a screen reader lands on.
QWidget *focusTarget(QWidget *field)
{
    QWidget *target = field;
    while (target->focusProxy())
        target = target->focusProxy();
    return target;
}

} // namespace

LabelledField::LabelledField(QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
{
}

LabelledField::LabelledField(const QString &label, QWidget *field, const QString &help, QWidget *parent)
    : LabelledField(field, parent)
{
    introduce(label, help);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(m_label);
    layout->addWidget(field);
    layout->addWidget(m_help);
}

LabelledField *LabelledField::beside(const QString &label, QWidget *field, const QString &help, QWidget *parent)
{
    auto *row = new LabelledField(field, parent);
    row->introduce(label, help);
    auto *words = new QVBoxLayout;
    words->setSpacing(spacing::tight);
    words->addWidget(row->m_label);
    words->addWidget(row->m_help);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::large);
    layout->addLayout(words, 1);
    layout->addWidget(field, 0, Qt::AlignTop);
    return row;
}

void LabelledField::introduce(const QString &label, const QString &help)
{
    m_label = new PlainLabel(label, PlainLabel::Role::Strong, this);
    m_label->setWordWrap(true);
    m_help = new PlainLabel({}, PlainLabel::Role::Muted, this);
    m_help->setWordWrap(true);
    QWidget *target = focusTarget(m_field);
    m_label->setBuddy(target);
    if (target->accessibleName().isEmpty()) {
        QString name = label;
        target->setAccessibleName(name.remove(u'&'));
    }
    setHelp(help);
}

void LabelledField::setHelp(const QString &help)
{
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    QWidget *target = focusTarget(m_field);
    if (target->accessibleDescription().isEmpty())
        target->setAccessibleDescription(help);
}

QString LabelledField::label() const
{
    return m_label->text();
}

} // namespace gatehouse::ui::widgets
