#include "ui/shell/PaneFocus.h"

#include <QApplication>
#include <QSplitter>

#include <algorithm>

namespace gatehouse::ui::shell {

namespace {

bool takesKeyboard(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0;
}

/// The first in the order of Tab within a pane.
QWidget *firstIn(QWidget &pane)
{
    for (QWidget *at = &pane; at; at = at->nextInFocusChain()) {
        if ((at == &pane || pane.isAncestorOf(at)) && takesKeyboard(*at))
            return at->focusProxy() ? at->focusProxy() : at;
        if (at->nextInFocusChain() == &pane)
            break;
    }
    return nullptr;
}

} // namespace

PaneFocus::PaneFocus(QWidget &navigation, std::function<QWidget *()> page, QWidget &status, QObject *parent)
    : QObject(parent)
    , m_navigation(navigation)
    , m_page(std::move(page))
    , m_status(status)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { remember(now); });
}

QWidgetList PaneFocus::panes() const
{
    QWidgetList panes{&m_navigation};
    if (QWidget *page = m_page()) {
        const QList<QSplitter *> splitters = page->findChildren<QSplitter *>();
        const auto split = std::ranges::find_if(splitters, [](const QSplitter *each) { return each->isVisible(); });
        if (split == splitters.cend()) {
            panes.append(page);
        } else {
            for (int i = 0; i < (*split)->count(); ++i)
                panes.append((*split)->widget(i));
        }
    }
    panes.append(&m_status);
    panes.removeIf([](QWidget *pane) { return !pane->isVisible() || !firstIn(*pane); });
    return panes;
}

void PaneFocus::remember(QWidget *focus)
{
    if (!focus)
        return;
    const QWidgetList all = panes();
    for (QWidget *pane : all) {
        if (pane->isAncestorOf(focus))
            m_last.insert(pane, focus);
    }
}

void PaneFocus::go(int step)
{
    const QWidgetList all = panes();
    if (all.isEmpty())
        return;
    const QWidget *focus = QApplication::focusWidget();
    const auto here =
        std::ranges::find_if(all, [focus](const QWidget *pane) { return focus && pane->isAncestorOf(focus); });
    const qsizetype count = all.size();
    // From outside of all panes (a tab bar, a banner) to the first, or the last.
    const qsizetype at = here == all.cend() ? (step > 0 ? -1 : 0) : here - all.cbegin();
    QWidget *pane = all.at((at + step + count) % count);
    QWidget *last = m_last.value(pane);
    QWidget *to = last && pane->isAncestorOf(last) && takesKeyboard(*last) ? last : firstIn(*pane);
    to->setFocus(Qt::TabFocusReason);
}

} // namespace gatehouse::ui::shell
