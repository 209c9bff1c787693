#include "ui/widgets/ToggleSwitch.h"

#include "ui/theme/Tone.h"

#include <QPainter>
#include <QStyle>

namespace gatehouse::ui::widgets {

using theme::Tone;

ToggleSwitch::ToggleSwitch(const QString &accessibleName, QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    m_slide.setStartValue(0.0);
    m_slide.setEndValue(1.0);
    connect(&m_slide, &QVariantAnimation::valueChanged, this, [this] { update(); });
    connect(this, &QAbstractButton::toggled, this, [this](bool on) {
        // No animation where the desktop asks for none, nor before anything is seen.
        const int duration = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this);
        m_slide.stop();
        m_slide.setDirection(on ? QAbstractAnimation::Forward : QAbstractAnimation::Backward);
        m_slide.setDuration(isVisible() ? std::min(duration, 120) : 0);
        m_slide.start();
    });
}

QSize ToggleSwitch::size(const QFont &font)
{
    const int height = std::max(18, QFontMetrics(font).height() + 2);
    return {height * 7 / 4 + 6, height + 6}; // three pixels all round for the focus ring
}

QSize ToggleSwitch::sizeHint() const
{
    return size(font());
}

void ToggleSwitch::paint(QPainter &painter, const QRect &rect, bool on, bool enabled, qreal position)
{
    const auto tone = [](Tone name) { return theme::toneColor(name); };
    const QRectF track = QRectF(rect).adjusted(3, 3, -3, -3);
    const qreal radius = track.height() / 2;
    const qreal at = position < 0 ? (on ? 1.0 : 0.0) : position;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(!enabled ? tone(Tone::Border) : on ? tone(Tone::Accent) : tone(Tone::BorderStrong));
    painter.drawRoundedRect(track, radius, radius);
    const qreal knob = track.height() - 4;
    const qreal travel = track.width() - knob - 4;
    painter.setBrush(enabled && on ? tone(Tone::AccentText) : tone(Tone::Surface));
    painter.drawEllipse(QRectF(track.x() + 2 + travel * at, track.y() + 2, knob, knob));
    painter.restore();
}

void ToggleSwitch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool sliding = m_slide.state() == QAbstractAnimation::Running;
    paint(painter, rect(), isChecked(), isEnabled(), sliding ? m_slide.currentValue().toReal() : -1);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme::toneColor(Tone::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        const QRectF ring = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
    }
}

bool ToggleSwitch::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

} // namespace gatehouse::ui::widgets
