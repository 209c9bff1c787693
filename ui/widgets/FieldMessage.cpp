#include "ui/widgets/FieldMessage.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"

#include <QEvent>
#include <QHBoxLayout>

namespace gatehouse::ui::widgets {

FieldMessage::FieldMessage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new PlainLabel({}, PlainLabel::Role::Body, this))
    , m_text(new PlainLabel({}, PlainLabel::Role::Caption, this))
{
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::tight);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void FieldMessage::setMessage(theme::Sign sign, const QString &text)
{
    m_sign = sign;
    m_text->setText(text);
    if (!text.isEmpty()) {
        m_text->setTone(sign == theme::Sign::Info ? theme::Tone::TextMuted : theme::SeverityStyle::of(sign).tone);
        showIcon();
    }
    setVisible(!text.isEmpty());
}

QString FieldMessage::text() const
{
    return m_text->text();
}

void FieldMessage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_text->text().isEmpty())
        showIcon();
}

void FieldMessage::showIcon()
{
    const int extent = m_text->fontMetrics().height();
    m_icon->setFixedSize(extent, extent);
    m_icon->setPixmap(theme::SeverityStyle::of(m_sign).icon().pixmap(QSize(extent, extent), devicePixelRatioF()));
}

} // namespace gatehouse::ui::widgets
