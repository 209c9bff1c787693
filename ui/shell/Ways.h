#pragma once

#include "ui/shell/ActionSet.h"
#include "ui/shell/History.h"
#include "ui/shell/PageStack.h"

namespace gatehouse::ui::shell {

/// Back and Forward: keeps where one has been, and goes there by the actions and by the mouse's own two buttons,
/// wherever in the window they are pressed.
class Ways : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    Ways(const store::ResourceServerStore &store, PageStack &pages, ActionSet &actions, QWidget &window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showWays();

    const store::ResourceServerStore &m_store;
    PageStack &m_pages;
    ActionSet &m_actions;
    QWidget &m_window;
    History m_history;
};

} // namespace gatehouse::ui::shell
