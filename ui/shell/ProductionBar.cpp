#include "ui/shell/ProductionBar.h"

#include "models/base/Text.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <utility>

namespace gatehouse::ui::shell {

namespace spacing = theme::spacing;
using theme::Tone;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr int edge = 4; ///< pixels of red around everything

} // namespace

ProductionBar::ProductionBar(QString name, store::ProductionLock &lock, QWidget *parent)
    : QWidget(parent)
    , m_name(base::visibleText(std::move(name), 60))
    , m_lock(lock)
    , m_text(new PlainLabel({}, PlainLabel::Role::Strong, this))
    , m_button(new QPushButton(this))
{
    setObjectName(u"productionBar"_s);
    m_text->setObjectName(u"productionText"_s);
    m_text->setTone(Tone::DangerFillText);
    m_text->setElideMode(Qt::ElideMiddle);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_button->setObjectName(u"productionUnlock"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::tight, spacing::large, spacing::tight + edge);
    layout->setSpacing(spacing::small);
    layout->addWidget(new widgets::IconLabel(u"warning"_s, Tone::DangerFillText, this));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    m_second.setInterval(std::chrono::seconds(1));
    connect(m_button, &QPushButton::clicked, this, &ProductionBar::press);
    connect(&lock, &store::ProductionLock::changed, this, &ProductionBar::show);
    connect(&m_second, &QTimer::timeout, this, [this] {
        m_lock.look();
        show();
    });
    show();
}

void ProductionBar::show()
{
    const std::chrono::seconds left = m_lock.left();
    const bool isOpen = left.count() > 0;
    if (isOpen) {
        const QString seconds = QString::number(left.count() % 60).rightJustified(2, u'0');
        m_text->setText(tr("Production: %1. Changes can be sent for %2:%3")
                            .arg(m_name, QString::number(left.count() / 60), seconds));
        m_second.start();
    } else {
        m_text->setText(tr("Production: %1. Read only").arg(m_name));
        m_second.stop();
    }
    m_button->setText(isOpen ? tr("Lock") : tr("Unlock…"));
    m_button->setAccessibleName(isOpen ? tr("Lock the production tenant") : tr("Unlock the production tenant"));
}

void ProductionBar::press()
{
    if (m_lock.isOpen()) {
        m_lock.close();
        return;
    }
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Unlock %1 for %2 minutes?").arg(m_name, QString::number(store::ProductionLock::usualTime.count())),
        tr("Changes can be sent then, each after you have seen what it does. Everybody who uses the tenant sees "
           "them at once."),
        tr("Unlock"), {}, window());
    connect(dialog, &QDialog::accepted, &m_lock, &store::ProductionLock::open);
    dialog->open();
}

void ProductionBar::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::toneColor(Tone::DangerFill, palette()));
}

void ProductionBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

ProductionFrame::ProductionFrame(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"productionFrame"_s);
}

void ProductionFrame::setMarked(bool isMarked)
{
    setContentsMargins(isMarked ? QMargins(edge, 0, edge, edge) : QMargins());
    update();
}

void ProductionFrame::paintEvent(QPaintEvent *)
{
    // The edge alone: what is within is somebody else's, and clear in places.
    QPainter painter(this);
    const QColor red = theme::toneColor(Tone::DangerFill, palette());
    for (const QRect &part : QRegion(rect()).subtracted(contentsRect()))
        painter.fillRect(part, red);
}

} // namespace gatehouse::ui::shell
