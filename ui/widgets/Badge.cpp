#include "ui/widgets/Badge.h"

#include "models/base/Text.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/PlainLabel.h"

#include <QPainter>

namespace gatehouse::ui::widgets {

using theme::Tone;

namespace {

constexpr int sidePadding = 7;
constexpr int iconGap = 4;

QFont badgeFont(const QFont &font)
{
    QFont small = roleFont(font, PlainLabel::Role::Caption);
    small.setWeight(QFont::Medium);
    return small;
}

int iconExtent(const QFontMetrics &metrics)
{
    return metrics.ascent() + 1;
}

} // namespace

Tone softTone(Tone tone)
{
    switch (tone) {
    case Tone::Accent:
    case Tone::AccentSoftText:
        return Tone::AccentSoft;
    case Tone::Success:
        return Tone::SuccessSoft;
    case Tone::Warning:
        return Tone::WarningSoft;
    case Tone::Danger:
        return Tone::DangerSoft;
    case Tone::Info:
        return Tone::InfoSoft;
    default:
        return Tone::NeutralSoft;
    }
}

Badge::Badge(const QString &text, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

void Badge::setText(const QString &text)
{
    m_text = base::visibleText(text, 60);
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

void Badge::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Badge::setSign(theme::Sign sign, const QString &text)
{
    const theme::SeverityStyle style = theme::SeverityStyle::of(sign);
    m_tone = style.tone;
    m_iconName = style.iconName;
    setText(text.isEmpty() ? style.word : text);
}

void Badge::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    QSize hint = size(m_text, font());
    if (!m_iconName.isEmpty())
        hint.rwidth() += iconExtent(QFontMetrics(badgeFont(font()))) + iconGap;
    return hint;
}

QSize Badge::size(const QString &text, const QFont &font)
{
    const QFontMetrics metrics(badgeFont(font));
    return {metrics.horizontalAdvance(text) + 2 * sidePadding, metrics.height() + 4};
}

int Badge::paint(QPainter &painter, const QRect &rect, const QString &text, Tone tone, const QFont &font)
{
    const QSize wanted = size(text, font);
    const QRect pill(rect.x(), rect.y() + (rect.height() - wanted.height()) / 2, wanted.width(), wanted.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::toneColor(softTone(tone)));
    painter.drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);
    painter.setPen(theme::toneColor(tone == Tone::Accent ? Tone::AccentSoftText : tone));
    painter.setFont(badgeFont(font));
    painter.drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, text);
    painter.restore();
    return wanted.width();
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::toneColor(softTone(m_tone)));
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    const Tone ink = m_tone == Tone::Accent ? Tone::AccentSoftText : m_tone;
    painter.setPen(theme::toneColor(ink));
    const QFont small = badgeFont(font());
    painter.setFont(small);
    QRect inner = rect().adjusted(sidePadding, 0, -sidePadding, 0);
    if (!m_iconName.isEmpty()) {
        const int extent = iconExtent(QFontMetrics(small));
        theme::icon(m_iconName, ink).paint(&painter, QRect(inner.x(), (height() - extent) / 2, extent, extent));
        inner.setLeft(inner.left() + extent + iconGap);
    }
    painter.drawText(inner, Qt::AlignCenter | Qt::TextSingleLine, m_text);
}

} // namespace gatehouse::ui::widgets
