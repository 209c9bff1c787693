#pragma once

#include <QStringList>

class QWidget;

namespace gatehouse::tests {

// What every page is asked. Each function looks at the visible widgets below `root` and answers one line per problem,
// empty when there is none. `root` is shown in a window.

/// Controls that a screen reader could not name.
QStringList namelessControls(QWidget &root);
/// Labels and buttons whose text does not fit where it is; what elides on purpose does not count.
QStringList clippedTexts(QWidget &root);
/// Headings of columns that are wider than their column.
QStringList clippedHeaders(QWidget &root);
/// Widgets that lie over a neighbor, or partly outside of what they are in, where no scroll bar leads to them.
QStringList misplacedWidgets(QWidget &root);
/// Layouts with another margin at the left than at the right; a scroll bar's room does not count.
QStringList unevenMargins(QWidget &root);
/// Tables and scrolling areas with so little height that nothing can be read in them.
QStringList crampedViews(QWidget &root);
/// Controls that Tab does not reach, and places it does not leave again. `root`'s window is active.
QStringList unreachableControls(QWidget &root);
/// Texts with less than 4.5:1 against what is behind them (3:1 for large ones), measured in the painted picture.
/// Disabled controls do not count.
QStringList faintTexts(QWidget &root);
/// Widgets that hold one of these secrets in a text, a tool tip or an accessible name.
QStringList plainSecrets(QWidget &root, const QStringList &secrets);
/// All but the secrets.
QStringList walk(QWidget &root);

} // namespace gatehouse::tests
