#include "ui/widgets/FieldMessage.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"

#include <QHBoxLayout>

namespace gatehouse::ui::widgets {

FieldMessage::FieldMessage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel({}, theme::Tone::Icon, this))
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
    const theme::SeverityStyle style = theme::SeverityStyle::of(sign);
    const bool quiet = sign == theme::Sign::Info;
    m_icon->setIcon(style.iconName, quiet ? theme::Tone::TextMuted : style.tone);
    m_text->setTone(quiet ? theme::Tone::TextMuted : style.tone);
    const bool isNews = text != m_text->text();
    m_text->setText(text);
    setVisible(!text.isEmpty());
    // What is wrong with a field is seen below it, away from where the keyboard is.
    if (isNews && isVisible() && (sign == theme::Sign::Error || sign == theme::Sign::Warning))
        announce(this, text);
}

QString FieldMessage::text() const
{
    return m_text->text();
}

} // namespace gatehouse::ui::widgets
