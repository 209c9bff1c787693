#include "ui/widgets/ChangeBar.h"

#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVariant>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

ChangeBar::ChangeBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new PlainLabel({}, PlainLabel::Role::Strong, this))
    , m_discard(new QPushButton(tr("Discard"), this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setObjectName(u"changeBar"_s);
    setProperty("surface", u"bar"_s);
    m_discard->setObjectName(u"discardButton"_s);
    m_save->setObjectName(u"saveButton"_s);
    m_discard->setAccessibleName(tr("Discard changes"));
    m_save->setAccessibleName(tr("Save changes"));
    theme::setButtonKind(*m_save, theme::ButtonKind::Primary);
    m_text->setElideMode(Qt::ElideRight);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::spacing::wide, theme::spacing::medium, theme::spacing::wide,
                               theme::spacing::medium);
    layout->setSpacing(theme::spacing::small);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_discard);
    layout->addWidget(m_save);
    connect(m_discard, &QPushButton::clicked, this, &ChangeBar::discardRequested);
    connect(m_save, &QPushButton::clicked, this, &ChangeBar::saveRequested);
    hide();
}

void ChangeBar::setChanges(const QStringList &fields)
{
    m_fields = fields;
    m_count = static_cast<int>(fields.size());
    refresh();
}

void ChangeBar::setObstacle(const QString &reason)
{
    m_obstacle = reason;
    refresh();
}

void ChangeBar::refresh()
{
    setVisible(m_count > 0);
    QString text;
    if (m_count == 1)
        text = tr("1 unsaved change: %1").arg(m_fields.first());
    else if (m_count > 1)
        text = tr("%1 unsaved changes: %2").arg(m_count).arg(m_fields.join(u", "_s));
    m_text->setText(m_obstacle.isEmpty() ? text : m_obstacle);
    m_text->setTone(m_obstacle.isEmpty() ? theme::Tone::Text : theme::Tone::Danger);
    m_save->setEnabled(m_obstacle.isEmpty());
    m_save->setAccessibleDescription(m_obstacle);
    setPlainToolTip(*m_save, m_obstacle);
}

} // namespace gatehouse::ui::widgets
