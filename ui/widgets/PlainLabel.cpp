#include "ui/widgets/PlainLabel.h"

#include "ui/widgets/ToolTip.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace gatehouse::ui::widgets {

namespace {

/// A word that may ask for room: as long as a key id. A longer one is broken.
constexpr int longestWholeWord = 24;

/// Lays the text out in lines of that width, breaking between words and, where one is too long, within it.
qreal breakLines(QTextLayout &layout, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(width, 1));
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

/// What QTextLayout takes as the end of a line.
QString inLines(QString text)
{
    return text.replace(u'\n', QChar::LineSeparator);
}

} // namespace

QFont monospaceFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF());
    return font;
}

QFont roleFont(const QFont &base, PlainLabel::Role role)
{
    QFont font = base;
    const qreal size = base.pointSizeF() > 0 ? base.pointSizeF() : 10.0;
    switch (role) {
    case PlainLabel::Role::Body:
    case PlainLabel::Role::Muted:
        break;
    case PlainLabel::Role::Caption:
        font.setPointSizeF(size * 0.9);
        break;
    case PlainLabel::Role::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case PlainLabel::Role::Heading:
        font.setPointSizeF(size * 1.1);
        font.setWeight(QFont::DemiBold);
        break;
    case PlainLabel::Role::Title:
        font.setPointSizeF(size * 1.5);
        font.setWeight(QFont::DemiBold);
        break;
    case PlainLabel::Role::Mono:
        font = monospaceFont(base);
        break;
    }
    return font;
}

PlainLabel::PlainLabel(const QString &text, Role role, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    applyRole();
}

void PlainLabel::setRole(Role role)
{
    m_role = role;
    applyRole();
}

void PlainLabel::setTone(theme::Tone tone)
{
    m_tone = tone;
    m_hasTone = true;
    applyRole();
}

void PlainLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elide = mode;
    QSizePolicy policy = sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Preferred);
    setSizePolicy(policy);
    updateGeometry();
    update();
}

QSize PlainLabel::sizeHint() const
{
    const QSize hint = QLabel::sizeHint();
    // However long a name is, it asks for no more room than a line that can be read.
    return m_elide == Qt::ElideNone
               ? hint
               : QSize(std::min(hint.width(), fontMetrics().averageCharWidth() * 90), hint.height());
}

QSize PlainLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    if (m_elide == Qt::ElideNone) {
        const int widest = fontMetrics().averageCharWidth() * longestWholeWord;
        return hasWordBeyond(widest) ? QSize(widest, hint.height()) : hint;
    }
    return {std::min(hint.width(), fontMetrics().averageCharWidth() * 6), fontMetrics().height()};
}

int PlainLabel::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    const int room = width - margins.left() - margins.right();
    if (!hasWordBeyond(room))
        return QLabel::heightForWidth(width);
    QTextLayout layout(inLines(text()), font());
    return static_cast<int>(std::ceil(breakLines(layout, room))) + margins.top() + margins.bottom();
}

bool PlainLabel::hasWordBeyond(int width) const
{
    if (!wordWrap() || m_elide != Qt::ElideNone)
        return false;
    const QString shown = text();
    const QFontMetrics metrics = fontMetrics();
    return std::ranges::any_of(QStringView(shown).tokenize(u' '),
                               [&](QStringView word) { return metrics.horizontalAdvance(word.toString()) > width; });
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (hasWordBeyond(contentsRect().width())) {
        QTextLayout layout(inLines(text()), font());
        const qreal height = breakLines(layout, contentsRect().width());
        QPainter painter(this);
        painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
        const qreal above = alignment().testFlag(Qt::AlignVCenter) ? (contentsRect().height() - height) / 2 : 0.0;
        layout.draw(&painter, contentsRect().topLeft() + QPointF(0, std::max(above, 0.0)));
        return;
    }
    if (m_elide == Qt::ElideNone) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), m_elide, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(), shown,
                          foregroundRole());
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)
        applyRole();
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    updateToolTip();
}

void PlainLabel::updateToolTip()
{
    if (m_elide == Qt::ElideNone)
        return;
    const bool cut = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    setPlainToolTip(*this, cut ? text() : QString());
}

void PlainLabel::applyRole()
{
    if (m_applying) // setting font and palette sends the very events that call us
        return;
    m_applying = true;
    setFont(roleFont(font().resolveMask() != 0 && parentWidget() ? parentWidget()->font() : QFont(), m_role));
    const bool muted = m_role == Role::Muted || m_role == Role::Caption;
    if (m_hasTone || muted) {
        QPalette colors = palette();
        const QColor color = theme::toneColor(m_hasTone ? m_tone : theme::Tone::TextMuted);
        if (colors.color(QPalette::Active, QPalette::WindowText) != color) {
            colors.setColor(QPalette::Active, QPalette::WindowText, color);
            colors.setColor(QPalette::Inactive, QPalette::WindowText, color);
            setPalette(colors);
        }
    }
    m_applying = false;
}

} // namespace gatehouse::ui::widgets
