#pragma once

#include "ui/shell/ActionSet.h"

class QMenu;
class QMenuBar;

namespace gatehouse::ui::shell {

/// Fills the menu bar of the window with its actions; answers the menu of stores that were open lately, which its
/// caller fills.
QMenu *fillMenus(QMenuBar &bar, const ActionSet &actions);

} // namespace gatehouse::ui::shell
