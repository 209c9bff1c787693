#pragma once

#include <QString>

class QAction;
class QWidget;

namespace gatehouse::ui::widgets {

/// `text` as a tool tip that shows it letter for letter, wrapped; Qt would render what looks like markup.
QString plainToolTip(const QString &text);
void setPlainToolTip(QWidget &widget, const QString &text);
void setPlainToolTip(QAction &action, const QString &text);

} // namespace gatehouse::ui::widgets
