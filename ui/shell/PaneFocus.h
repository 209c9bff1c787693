#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace gatehouse::ui::shell {

/// Moves the keyboard from one pane of the window to the next: navigation, the parts of the page, status bar. Each pane
/// remembers where in it the keyboard was.
class PaneFocus : public QObject
{
    Q_OBJECT

public:
    /// `page` says which page is shown; navigation, status bar and pages outlive this.
    PaneFocus(QWidget &navigation, std::function<QWidget *()> page, QWidget &status, QObject *parent);

    void next() { go(1); }
    void previous() { go(-1); }

private:
    QWidgetList panes() const;
    void go(int step);
    void remember(QWidget *focus);

    QWidget &m_navigation;
    std::function<QWidget *()> m_page;
    QWidget &m_status;
    QHash<QWidget *, QPointer<QWidget>> m_last; ///< by pane
};

} // namespace gatehouse::ui::shell
