#include "ui/widgets/BusyIndicator.h"

#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QTimerEvent>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

/// A turning arc; still where the desktop asks for no animations.
class BusyIndicator::Spinner : public QWidget
{
public:
    using QWidget::QWidget;

    QSize sizeHint() const override
    {
        const int side = fontMetrics().height();
        return {side, side};
    }

protected:
    void showEvent(QShowEvent *) override
    {
        if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0)
            m_timer = startTimer(40);
    }
    void hideEvent(QHideEvent *) override
    {
        if (m_timer != 0)
            killTimer(m_timer);
        m_timer = 0;
    }
    void timerEvent(QTimerEvent *) override
    {
        m_angle = (m_angle + 14) % 360;
        update();
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal side = std::min(width(), height()) - 3.0;
        const QRectF ring((width() - side) / 2, (height() - side) / 2, side, side);
        painter.setPen(QPen(theme::toneColor(theme::Tone::Border), 2));
        painter.drawEllipse(ring);
        painter.setPen(QPen(theme::toneColor(theme::Tone::Accent), 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(ring, -m_angle * 16, 100 * 16);
    }

private:
    int m_timer = 0;
    int m_angle = 0;
};

BusyIndicator::BusyIndicator(std::chrono::milliseconds delay, QWidget *parent)
    : QWidget(parent)
    , m_text(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_spinner(new Spinner(this))
{
    setObjectName(u"busyIndicator"_s);
    m_cancel->setObjectName(u"cancelButton"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::small);
    layout->addWidget(m_spinner);
    layout->addWidget(m_text);
    layout->addWidget(m_cancel);
    layout->addStretch();
    m_spinner->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    theme::setButtonKind(*m_cancel, theme::ButtonKind::Link);
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &QPushButton::clicked, this, &BusyIndicator::cancelRequested);
    hide();
}

void BusyIndicator::start(const QString &text)
{
    m_text->setText(text);
    m_cancel->setAccessibleName(tr("Cancel: %1").arg(text));
    if (m_busy)
        return;
    m_busy = true;
    m_delay.start();
}

void BusyIndicator::stop()
{
    m_busy = false;
    m_delay.stop();
    hide();
}

void BusyIndicator::setCancellable(bool cancellable)
{
    m_cancel->setVisible(cancellable);
}

} // namespace gatehouse::ui::widgets
