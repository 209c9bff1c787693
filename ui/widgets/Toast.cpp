#include "ui/widgets/Toast.h"

#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QAccessible>
#include <QAccessibleAnnouncementEvent>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVariant>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

void announce(QWidget *source, const QString &text)
{
    QAccessibleAnnouncementEvent event(source, text);
    event.setPoliteness(QAccessible::AnnouncementPoliteness::Polite);
    QAccessible::updateAccessibility(&event);
}

Toast *Toast::show(QWidget *near, const QString &text, const QString &actionText, std::function<void()> action,
                   std::chrono::milliseconds time)
{
    QWidget *window = near->window();
    const QList<Toast *> shown = window->findChildren<Toast *>(Qt::FindDirectChildrenOnly);
    for (Toast *old : shown) {
        old->hide();
        old->deleteLater();
    }
    auto *toast = new Toast(window, text, actionText, std::move(action), time);
    // In its place before it is seen: shown first, it would stand in a corner and take a pointer there for one that is
    // on it.
    toast->ensurePolished();
    toast->place();
    toast->QWidget::show();
    toast->raise();
    announce(window, actionText.isEmpty() ? text : tr("%1. %2 is available.").arg(text, actionText));
    return toast;
}

Toast::Toast(QWidget *window, const QString &text, const QString &actionText, std::function<void()> action,
             std::chrono::milliseconds time)
    : QFrame(window)
    , m_text(new PlainLabel(text, PlainLabel::Role::Body, this))
    , m_action(new QPushButton(actionText, this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"toast"_s);
    setProperty("surface", u"toast"_s);
    setAccessibleName(text);
    m_action->setObjectName(u"toastAction"_s);
    m_action->setProperty("toastAction", true);
    m_action->setAccessibleName(u"%1: %2"_s.arg(actionText, text));
    m_action->setVisible(!actionText.isEmpty());
    m_close->setObjectName(u"toastClose"_s);
    m_close->setIcon(theme::icon(u"close"_s, theme::Tone::Surface));
    m_close->setAccessibleName(tr("Close message"));
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_text->setElideMode(Qt::ElideMiddle);
    m_text->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::small, spacing::small, spacing::small);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);

    m_timer.setSingleShot(true);
    m_timer.setInterval(time);
    connect(&m_timer, &QTimer::timeout, this, &QObject::deleteLater);
    connect(m_close, &QToolButton::clicked, this, &QObject::deleteLater);
    connect(m_action, &QPushButton::clicked, this, [this, action = std::move(action)]() mutable {
        const std::function<void()> once = std::exchange(action, {});
        hide();
        deleteLater();
        if (once)
            once();
    });
    window->installEventFilter(this);
    m_action->installEventFilter(this);
    m_timer.start();
}

QString Toast::text() const
{
    return m_text->text();
}

void Toast::place()
{
    QWidget *window = parentWidget();
    const int most = window->width() - 2 * spacing::wide;
    adjustSize();
    const QSize size(std::min(most, std::max(sizeHint().width(), fontMetrics().averageCharWidth() * 44)),
                     sizeHint().height());
    resize(size);
    // Above the status bar, in the middle.
    const int lift = spacing::wide + fontMetrics().height() * 2;
    move((window->width() - size.width()) / 2, window->height() - size.height() - lift);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    if (watched == m_action && event->type() == QEvent::FocusIn)
        m_timer.stop();
    if (watched == m_action && event->type() == QEvent::FocusOut)
        m_timer.start();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_timer.stop();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    m_timer.start();
    QFrame::leaveEvent(event);
}

} // namespace gatehouse::ui::widgets
