#include "ui/widgets/PlainLabel.h"

#include "ui/widgets/ToolTip.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPainter>
#include <QStyle>

namespace gatehouse::ui::widgets {

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
    if (m_elide == Qt::ElideNone)
        return hint;
    return {std::min(hint.width(), fontMetrics().averageCharWidth() * 6), fontMetrics().height()};
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
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
