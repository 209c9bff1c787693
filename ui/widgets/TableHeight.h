#pragma once

class QTableView;

namespace gatehouse::ui::widgets {

/// Makes a table in a scrolling column as high as its rows, up to `mostRows`; then it scrolls by itself. Without rows
/// there is room for an empty state.
void fitHeight(QTableView &table, int mostRows);

} // namespace gatehouse::ui::widgets
