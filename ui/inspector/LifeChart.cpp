#include "ui/inspector/LifeChart.h"

#include "ui/text/VerdictText.h"
#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/ToolTip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace gatehouse::ui::inspection {

namespace {

using theme::Tone;
using theme::toneColor;
using namespace Qt::StringLiterals;

/// The look of one verdict's part of a bar.
struct Fill
{
    Tone tone;
    Qt::BrushStyle pattern;
};

constexpr std::array fills{
    Fill{Tone::Success, Qt::SolidPattern}, // Verdict::Verified
    Fill{Tone::Danger, Qt::BDiagPattern},  // Verdict::NotVerified
    Fill{Tone::Warning, Qt::Dense4Pattern} // Verdict::CouldNotBeChecked
};

/// Under a bar there is room for little.
QString shortText(items::LifeBucket bucket)
{
    switch (bucket) {
    case items::LifeBucket::ExpiredYears:
        return LifeChart::tr("−1 y");
    case items::LifeBucket::ExpiredMonths:
        return LifeChart::tr("−30 d");
    case items::LifeBucket::ExpiredDays:
        return LifeChart::tr("−1 d");
    case items::LifeBucket::ExpiredHours:
        return LifeChart::tr("−1 h");
    case items::LifeBucket::ExpiredMinutes:
        return LifeChart::tr("−0");
    case items::LifeBucket::LeftMinutes:
        return LifeChart::tr("0");
    case items::LifeBucket::LeftHours:
        return LifeChart::tr("1 h");
    case items::LifeBucket::LeftDays:
        return LifeChart::tr("1 d");
    case items::LifeBucket::LeftMonths:
        return LifeChart::tr("30 d");
    case items::LifeBucket::LeftYears:
        return LifeChart::tr("1 y");
    case items::LifeBucket::NoExpiry:
        return LifeChart::tr("∞");
    }
    return {};
}

} // namespace

QString lifeBucketText(items::LifeBucket bucket)
{
    switch (bucket) {
    case items::LifeBucket::ExpiredYears:
        return LifeChart::tr("expired more than a year ago");
    case items::LifeBucket::ExpiredMonths:
        return LifeChart::tr("expired more than a month ago");
    case items::LifeBucket::ExpiredDays:
        return LifeChart::tr("expired more than a day ago");
    case items::LifeBucket::ExpiredHours:
        return LifeChart::tr("expired more than an hour ago");
    case items::LifeBucket::ExpiredMinutes:
        return LifeChart::tr("expired within the last hour");
    case items::LifeBucket::LeftMinutes:
        return LifeChart::tr("less than an hour left");
    case items::LifeBucket::LeftHours:
        return LifeChart::tr("less than a day left");
    case items::LifeBucket::LeftDays:
        return LifeChart::tr("less than a month left");
    case items::LifeBucket::LeftMonths:
        return LifeChart::tr("less than a year left");
    case items::LifeBucket::LeftYears:
        return LifeChart::tr("more than a year left");
    case items::LifeBucket::NoExpiry:
        return LifeChart::tr("never expires");
    }
    return {};
}

LifeChart::LifeChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"lifeChart"_s);
    setAccessibleName(tr("Tokens by remaining life"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void LifeChart::setHistogram(const items::LifeHistogram &histogram)
{
    m_histogram = histogram;
    describe();
    update();
}

void LifeChart::clearRange()
{
    m_range.reset();
    describe();
    update();
}

QSize LifeChart::sizeHint() const
{
    return {480, fontMetrics().height() * 3 + 110};
}

QSize LifeChart::minimumSizeHint() const
{
    return {240, sizeHint().height()};
}

void LifeChart::describe()
{
    QStringList parts;
    if (m_range)
        parts.append(m_range->first == m_range->second
                         ? tr("Chosen: %1.").arg(lifeBucketText(m_range->first))
                         : tr("Chosen: from “%1” to “%2”.")
                               .arg(lifeBucketText(m_range->first), lifeBucketText(m_range->second)));
    for (int i = 0; i < items::lifeBucketCount; ++i) {
        const items::LifeBar &bar = m_histogram[static_cast<std::size_t>(i)];
        if (const int sum = bar[0] + bar[1] + bar[2])
            parts.append(tr("%n tokens %1.", nullptr, sum).arg(lifeBucketText(static_cast<items::LifeBucket>(i))));
    }
    setAccessibleDescription(parts.join(u' '));
}

QRect LifeChart::barRect(int bucket) const
{
    const int top = fontMetrics().height() + theme::spacing::small;
    const int bottom = height() - 2 * fontMetrics().height();
    const int left = bucket * width() / items::lifeBucketCount;
    const int right = (bucket + 1) * width() / items::lifeBucketCount;
    return QRect(left + 2, top, right - left - 4, bottom - top);
}

int LifeChart::bucketAt(int x) const
{
    return std::clamp(x * items::lifeBucketCount / std::max(width(), 1), 0, items::lifeBucketCount - 1);
}

void LifeChart::choose(int anchor, int end)
{
    m_anchor = anchor;
    m_end = end;
    const auto [first, last] = std::minmax(anchor, end);
    const Range range = std::pair(static_cast<items::LifeBucket>(first), static_cast<items::LifeBucket>(last));
    if (range == m_range)
        return;
    m_range = range;
    describe();
    update();
    Q_EMIT rangeChosen();
}

void LifeChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int bucket = bucketAt(event->position().toPoint().x());
    // A click on the one bar that is chosen lets it go.
    if (m_range && m_anchor == bucket && m_end == bucket) {
        clearRange();
        Q_EMIT rangeChosen();
        return;
    }
    choose(bucket, bucket);
}

void LifeChart::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && m_range)
        choose(m_anchor, bucketAt(event->position().toPoint().x()));
}

void LifeChart::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (event->key() == Qt::Key_Escape && m_range) {
        clearRange();
        Q_EMIT rangeChosen();
    } else if (step != 0) {
        const int last = items::lifeBucketCount - 1;
        const int end = m_range ? std::clamp(m_end + step, 0, last) : (step > 0 ? 0 : last);
        choose(m_range && event->modifiers().testFlag(Qt::ShiftModifier) ? m_anchor : end, end);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool LifeChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int bucket = bucketAt(help->pos().x());
    const items::LifeBar &bar = m_histogram[static_cast<std::size_t>(bucket)];
    QStringList lines{lifeBucketText(static_cast<items::LifeBucket>(bucket))};
    for (int i = 0; i < 3; ++i)
        lines.append(tr("%1: %2").arg(text::verdictWord(static_cast<inspector::Verdict>(i)),
                                      QLocale().toString(bar[static_cast<std::size_t>(i)])));
    QToolTip::showText(help->globalPos(), widgets::plainToolTip(lines.join(u'\n')), this);
    return true;
}

void LifeChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int tallest = 1;
    for (const items::LifeBar &bar : m_histogram)
        tallest = std::max(tallest, bar[0] + bar[1] + bar[2]);
    for (int bucket = 0; bucket < items::lifeBucketCount; ++bucket)
        paintBar(painter, bucket, tallest);
    paintLegend(painter);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(toneColor(Tone::Accent, palette()), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void LifeChart::paintBar(QPainter &painter, int bucket, int tallest) const
{
    const QRect area = barRect(bucket);
    const auto kind = static_cast<items::LifeBucket>(bucket);
    const bool chosen = m_range && kind >= m_range->first && kind <= m_range->second;
    if (chosen)
        painter.fillRect(QRect(area.left() - 2, 0, area.width() + 4, height()), toneColor(Tone::AccentSoft, palette()));
    int bottom = area.bottom();
    int sum = 0;
    const items::LifeBar &bar = m_histogram[static_cast<std::size_t>(bucket)];
    for (std::size_t verdict = 0; verdict < fills.size(); ++verdict) {
        const int count = bar[verdict];
        sum += count;
        if (count == 0)
            continue;
        // One token among thousands is still to be seen.
        const int high = std::max(3, static_cast<int>(qint64(count) * area.height() / tallest));
        const QRect part(area.left(), std::max(bottom - high + 1, area.top()), area.width(), high);
        const QColor colour = toneColor(fills[verdict].tone, palette());
        painter.setPen(colour);
        painter.setBrush(QBrush(colour, fills[verdict].pattern));
        painter.drawRect(part.adjusted(0, 0, -1, -1));
        bottom -= high;
    }
    painter.setPen(toneColor(Tone::Border, palette()));
    painter.drawLine(area.left() - 2, area.bottom() + 1, area.right() + 2, area.bottom() + 1);
    painter.setPen(toneColor(chosen ? Tone::AccentSoftText : Tone::TextMuted, palette()));
    if (sum > 0) {
        const int y = std::max(bottom - 2, fontMetrics().ascent());
        painter.drawText(QRect(area.left() - 2, y - fontMetrics().height(), area.width() + 4, fontMetrics().height()),
                         Qt::AlignHCenter | Qt::AlignBottom, QLocale().toString(sum));
    }
    painter.drawText(QRect(area.left() - 2, area.bottom() + 3, area.width() + 4, fontMetrics().height()),
                     Qt::AlignHCenter | Qt::AlignTop, shortText(kind));
}

void LifeChart::paintLegend(QPainter &painter) const
{
    const QFontMetrics metrics = fontMetrics();
    int x = 2;
    const int y = height() - metrics.height();
    for (std::size_t verdict = 0; verdict < fills.size(); ++verdict) {
        const QColor colour = toneColor(fills[verdict].tone, palette());
        const int side = metrics.ascent() - 2;
        painter.setPen(colour);
        painter.setBrush(QBrush(colour, fills[verdict].pattern));
        painter.drawRect(x, y + 3, side, side);
        x += side + theme::spacing::tight;
        const QString word = text::verdictWord(static_cast<inspector::Verdict>(verdict));
        painter.setPen(toneColor(Tone::TextMuted, palette()));
        painter.drawText(QPoint(x, y + metrics.ascent()), word);
        x += metrics.horizontalAdvance(word) + theme::spacing::large;
    }
}

} // namespace gatehouse::ui::inspection
