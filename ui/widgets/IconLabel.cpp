#include "ui/widgets/IconLabel.h"

#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"

#include <QPainter>

namespace gatehouse::ui::widgets {

IconLabel::IconLabel(const QString &name, theme::Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString &name, theme::Tone tone)
{
    m_name = name;
    m_tone = tone;
    update();
}

void IconLabel::setExtent(int extent)
{
    m_extent = extent;
    updateGeometry();
}

void IconLabel::setDisc(theme::Tone tone)
{
    m_disc = true;
    m_discTone = tone;
    update();
}

QSize IconLabel::sizeHint() const
{
    const int extent = m_extent > 0 ? m_extent : std::max(theme::spacing::iconSize, fontMetrics().height());
    return {extent, extent};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QRect inner = rect();
    if (m_disc) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::toneColor(m_discTone));
        painter.drawEllipse(rect());
        const int inset = width() / 4;
        inner.adjust(inset, inset, -inset, -inset);
    }
    theme::icon(m_name, m_tone).paint(&painter, inner);
}

} // namespace gatehouse::ui::widgets
