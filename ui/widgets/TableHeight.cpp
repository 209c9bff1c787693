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
    const int frame = 2 * table.frameWidth();
    if (rows == 0) {
        table.setFixedHeight(emptyLines * table.fontMetrics().height() + theme::spacing::largeIconSize + frame);
        return;
    }
    const int header = table.horizontalHeader()->sizeHint().height();
    table.setFixedHeight(header + std::min(rows, mostRows) * table.verticalHeader()->defaultSectionSize() + frame);
}

} // namespace gatehouse::ui::widgets
