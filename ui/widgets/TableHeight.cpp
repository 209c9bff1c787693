#include "ui/widgets/TableHeight.h"

#include "ui/theme/Spacing.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace gatehouse::ui::widgets {

namespace {

/// An empty state with icon, line, sentence and link, in lines of text.
constexpr int emptyLines = 9;

} // namespace

void fitHeight(QTableView &table, int mostRows)
{
    const int rows = table.model() ? table.model()->rowCount() : 0;
    int height = 2 * table.frameWidth();
    if (rows == 0) {
        height += emptyLines * table.fontMetrics().height() + theme::spacing::largeIconSize;
    } else {
        height += table.horizontalHeader()->sizeHint().height() +
                  std::min(rows, mostRows) * table.verticalHeader()->defaultSectionSize();
    }
    // A table takes what it can get, and so would the card around it.
    table.setSizePolicy(table.sizePolicy().horizontalPolicy(), QSizePolicy::Fixed);
    if (table.minimumHeight() == height && table.maximumHeight() == height)
        return;
    table.setFixedHeight(height);
    // What is around it remembers how high it was until its own turn comes.
    for (QWidget *around = table.parentWidget(); around; around = around->parentWidget())
        around->updateGeometry();
}

} // namespace gatehouse::ui::widgets
