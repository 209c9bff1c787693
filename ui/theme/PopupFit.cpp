#include "ui/theme/PopupFit.h"

#include "ui/theme/Spacing.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QEvent>
#include <QScreen>
#include <QScrollBar>

#include <algorithm>

namespace gatehouse::ui::theme {

void PopupFit::watch(QComboBox &box)
{
    box.installEventFilter(this);
}

void PopupFit::fit(QComboBox &box)
{
    // Longer lists are searched by typing, not read to the end.
    constexpr int mostMeasured = 500;
    const QFontMetrics metrics(box.view()->font());
    int widest = 0;
    for (int i = 0; i < std::min(box.count(), mostMeasured); ++i) {
        const int icon = box.itemIcon(i).isNull() ? 0 : box.iconSize().width() + spacing::small;
        widest = std::max(widest, metrics.horizontalAdvance(box.itemText(i)) + icon);
    }
    const int around = 2 * spacing::large + spacing::small + box.view()->verticalScrollBar()->sizeHint().width();
    box.view()->setMinimumWidth(
        std::min(std::max(widest + around, box.width()), box.screen()->availableSize().width()));
}

bool PopupFit::eventFilter(QObject *watched, QEvent *event)
{
    // Just before it may open; what it holds may have changed since the last time.
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress)
        fit(*static_cast<QComboBox *>(watched));
    return QObject::eventFilter(watched, event);
}

} // namespace gatehouse::ui::theme
