#include "ui/inspector/TokenTimeline.h"

#include "ui/text/TimeText.h"
#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>

namespace gatehouse::ui::inspection {

namespace {

using theme::Tone;
using theme::toneColor;
using namespace Qt::StringLiterals;

/// What a slider can count, in seconds: sixty-eight years.
constexpr qint64 longestSpan = 2'000'000'000;
constexpr int barHeight = 12;
constexpr int handleRadius = 7;

QString momentText(qint64 seconds)
{
    return text::localTime(base::Instant(std::chrono::seconds(seconds)));
}

} // namespace

TokenTimeline::TokenTimeline(QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
{
    setObjectName(u"timeline"_s);
    setAccessibleName(tr("Time to evaluate the token at"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSingleStep(60);
    setPageStep(3600);
    connect(this, &QSlider::valueChanged, this, [this](int value) {
        if (m_setting)
            return;
        m_now = m_origin + value;
        m_isMoved = true;
        describe();
        update();
        Q_EMIT nowChosen(m_now);
    });
}

void TokenTimeline::setMoments(const TimelineMoments &moments, qint64 systemNow)
{
    m_moments = moments;
    if (!isSliderDown()) {
        const auto within = [](qint64 seconds) { return std::clamp<qint64>(seconds, 0, base::lastDatedSecond); };
        QList<qint64> marks;
        for (const std::optional<qint64> &mark : {moments.issuedAt, moments.notBefore, moments.expiresAt}) {
            if (mark)
                marks.append(within(*mark));
        }
        if (moments.issuedAt && moments.allowedLifetime)
            marks.append(within(within(*moments.issuedAt) + *moments.allowedLifetime));
        if (marks.isEmpty())
            marks.append(within(systemNow));
        auto [first, last] = std::ranges::minmax(marks);
        // "Now" belongs on the line as long as it does not shrink the token's life to a dot.
        const qint64 life = std::max<qint64>(last - first, 600);
        const qint64 now = within(systemNow);
        if (now >= first - 2 * life && now <= last + 2 * life) {
            first = std::min(first, now);
            last = std::max(last, now);
        }
        const qint64 margin = std::max<qint64>((last - first) / 8, 60);
        m_origin = std::max<qint64>(first - margin, 0);
        m_span = std::clamp<qint64>(last + margin - m_origin, 1, longestSpan);
        m_setting = true;
        setRange(0, static_cast<int>(m_span));
        setSingleStep(static_cast<int>(std::max<qint64>(60, m_span / 2000)));
        setPageStep(static_cast<int>(std::max<qint64>(3600, m_span / 50)));
        setValue(static_cast<int>(std::clamp<qint64>(m_now - m_origin, 0, m_span)));
        m_setting = false;
    }
    describe();
    update();
}

void TokenTimeline::setNow(qint64 seconds, bool isMoved)
{
    m_now = seconds;
    m_isMoved = isMoved;
    m_setting = true;
    setValue(static_cast<int>(std::clamp<qint64>(seconds - m_origin, 0, m_span)));
    m_setting = false;
    describe();
    update();
}

void TokenTimeline::describe()
{
    QStringList parts{m_isMoved ? tr("Evaluated at %1, a time you chose.").arg(momentText(m_now))
                                : tr("Evaluated at %1, now.").arg(momentText(m_now))};
    if (m_moments.issuedAt)
        parts.append(tr("Issued %1.").arg(momentText(*m_moments.issuedAt)));
    if (m_moments.notBefore)
        parts.append(tr("Not before %1.").arg(momentText(*m_moments.notBefore)));
    if (m_moments.expiresAt)
        parts.append(tr("Expires %1.").arg(momentText(*m_moments.expiresAt)));
    if (m_moments.allowedLifetime)
        parts.append(
            tr("The API's tokens live %1.").arg(text::durationText(std::chrono::seconds(*m_moments.allowedLifetime))));
    setAccessibleDescription(parts.join(u' '));
}

QSize TokenTimeline::sizeHint() const
{
    return {360, fontMetrics().height() * 2 + barHeight + 4 * theme::spacing::tight + handleRadius};
}

QSize TokenTimeline::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

QRect TokenTimeline::track() const
{
    const int top = fontMetrics().height() + theme::spacing::small;
    return QRect(handleRadius + 2, top, width() - 2 * handleRadius - 4, barHeight);
}

int TokenTimeline::xOf(qint64 seconds) const
{
    const QRect bar = track();
    const qint64 offset = std::clamp<qint64>(seconds - m_origin, 0, m_span);
    return bar.left() + static_cast<int>(offset * (bar.width() - 1) / std::max<qint64>(m_span, 1));
}

qint64 TokenTimeline::secondsAt(int x) const
{
    const QRect bar = track();
    const qint64 offset = std::clamp(x - bar.left(), 0, bar.width() - 1);
    return offset * m_span / std::max(bar.width() - 1, 1);
}

void TokenTimeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    setSliderDown(true);
    setValue(static_cast<int>(secondsAt(event->position().toPoint().x())));
    event->accept();
}

void TokenTimeline::mouseMoveEvent(QMouseEvent *event)
{
    if (isSliderDown())
        setValue(static_cast<int>(secondsAt(event->position().toPoint().x())));
    event->accept();
}

void TokenTimeline::mouseReleaseEvent(QMouseEvent *event)
{
    setSliderDown(false);
    event->accept();
}

void TokenTimeline::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls; a verdict does not change under a passing wheel
}

void TokenTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSpan(painter);
    paintMarks(painter);
    paintNow(painter);
}

void TokenTimeline::paintSpan(QPainter &painter) const
{
    const QRect bar = track();
    painter.setPen(toneColor(Tone::Border, palette()));
    painter.setBrush(toneColor(Tone::SurfaceSunken, palette()));
    painter.drawRoundedRect(QRectF(bar).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    std::optional<qint64> from = m_moments.notBefore ? m_moments.notBefore : m_moments.issuedAt;
    if (!from && !m_moments.expiresAt)
        return;
    const int left = from ? xOf(*from) : bar.left();
    const int right = m_moments.expiresAt ? xOf(*m_moments.expiresAt) : bar.right();
    if (right > left) {
        if (m_moments.leeway > 0) {
            const int slackLeft = from ? xOf(*from - m_moments.leeway) : left;
            const int slackRight = m_moments.expiresAt ? xOf(*m_moments.expiresAt + m_moments.leeway) : right;
            painter.setPen(Qt::NoPen);
            painter.setBrush(QBrush(toneColor(Tone::Accent, palette()), Qt::BDiagPattern));
            painter.drawRect(QRect(slackLeft, bar.top() + 1, slackRight - slackLeft, bar.height() - 2));
        }
        painter.setPen(toneColor(Tone::Accent, palette()));
        painter.setBrush(toneColor(Tone::AccentSoft, palette()));
        painter.drawRoundedRect(QRectF(left, bar.top(), right - left, bar.height()).adjusted(0.5, 0.5, -0.5, -0.5), 3,
                                3);
    }
    if (m_moments.issuedAt && m_moments.allowedLifetime) {
        // What the API would have given: a bracket under the bar.
        const int begin = xOf(*m_moments.issuedAt);
        const int end = xOf(*m_moments.issuedAt + *m_moments.allowedLifetime);
        const int y = bar.bottom() + theme::spacing::tight + 1;
        painter.setPen(QPen(toneColor(Tone::TextMuted, palette()), 1.5));
        painter.drawPolyline(
            QPolygon{QPoint(begin, y - 2), QPoint(begin, y + 2), QPoint(end, y + 2), QPoint(end, y - 2)});
    }
}

void TokenTimeline::paintMarks(QPainter &painter) const
{
    struct Label
    {
        qint64 at;
        QString words;
    };
    QList<Label> labels;
    if (m_moments.issuedAt)
        labels.append({*m_moments.issuedAt, m_moments.notBefore == m_moments.issuedAt ? tr("iat, nbf") : tr("iat")});
    if (m_moments.notBefore && m_moments.notBefore != m_moments.issuedAt)
        labels.append({*m_moments.notBefore, tr("nbf")});
    if (m_moments.expiresAt)
        labels.append({*m_moments.expiresAt, tr("exp %1").arg(momentText(*m_moments.expiresAt))});
    std::ranges::stable_sort(labels, {}, &Label::at);

    const QRect bar = track();
    const QFontMetrics metrics = fontMetrics();
    int taken = 0;
    for (const Label &label : std::as_const(labels)) {
        const int x = xOf(label.at);
        painter.setPen(QPen(toneColor(Tone::Accent, palette()), 1.5));
        painter.drawLine(x, bar.top() - 3, x, bar.bottom() + 3);
        const int wide = metrics.horizontalAdvance(label.words);
        const int left = std::max(std::clamp(x - wide / 2, 0, std::max(width() - wide, 0)), taken);
        if (left + wide > width() + 1)
            continue; // told in the tool tip and the claims
        painter.setPen(toneColor(Tone::TextMuted, palette()));
        painter.drawText(QPoint(left, metrics.ascent()), label.words);
        taken = left + wide + theme::spacing::small;
    }
    if (m_moments.issuedAt && m_moments.allowedLifetime) {
        const QString words =
            tr("API lifetime: %1").arg(text::durationText(std::chrono::seconds(*m_moments.allowedLifetime)));
        const int wide = metrics.horizontalAdvance(words);
        const int begin = std::clamp(xOf(*m_moments.issuedAt), 0, std::max(width() - wide, 0));
        const QRect now = nowRect();
        // Beside "now" on one line, where there is room; otherwise it is told in the description.
        const bool isFree = begin > now.right() || begin + wide < now.left();
        const int after = now.right() + theme::spacing::medium;
        const int left = isFree ? begin : after;
        if (isFree || after + wide <= width()) {
            painter.setPen(toneColor(Tone::TextMuted, palette()));
            painter.drawText(QPoint(left, now.top() + metrics.ascent()), words);
        }
    }
}

QString TokenTimeline::nowText() const
{
    const QString words = m_isMoved ? tr("evaluated at %1").arg(momentText(m_now)) : tr("now");
    if (m_now < m_origin)
        return tr("‹ %1").arg(words);
    return m_now > m_origin + m_span ? tr("%1 ›").arg(words) : words;
}

QRect TokenTimeline::nowRect() const
{
    const QFontMetrics metrics = fontMetrics();
    const int wide = metrics.horizontalAdvance(nowText());
    const int left = std::clamp(xOf(m_now) - wide / 2, 0, std::max(width() - wide, 0));
    return {left, track().bottom() + 2 * theme::spacing::tight + theme::spacing::tight, wide, metrics.height()};
}

void TokenTimeline::paintNow(QPainter &painter) const
{
    const QRect bar = track();
    const int x = xOf(m_now);
    const QColor colour = toneColor(m_isMoved ? Tone::Warning : Tone::Text, palette());
    painter.setPen(QPen(colour, 2));
    painter.drawLine(x, bar.top() - 4, x, bar.bottom() + 6);
    painter.setBrush(toneColor(Tone::Surface, palette()));
    const QPointF centre(x, bar.center().y() + 0.5);
    painter.drawEllipse(centre, handleRadius, handleRadius);
    if (hasFocus()) {
        painter.setPen(QPen(toneColor(Tone::Accent, palette()), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, handleRadius + 3, handleRadius + 3);
    }
    const QRect label = nowRect();
    painter.setPen(colour);
    painter.drawText(QPoint(label.left(), label.top() + fontMetrics().ascent()), nowText());
}

} // namespace gatehouse::ui::inspection
