#pragma once

class QPushButton;
class QWidget;

namespace gatehouse::ui::shell {

/// Lets screen readers find the sections of the navigation as what they are: a list, of which one is selected. Qt says
/// check boxes of buttons that stay down. The buttons have ButtonKind::Navigation.
void setSectionsAccess(QWidget &list);
/// Says that another section is selected now.
void announceSection(QPushButton &section);

} // namespace gatehouse::ui::shell
