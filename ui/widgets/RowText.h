#pragma once

#include <QModelIndex>
#include <QString>

namespace gatehouse::ui::widgets {

/// What rows of a table are copied as.
enum class RowFormat {
    Text, ///< a line for each row, cells apart by tabs
    Csv,  ///< base::csvRow() for each row, with a header line
    Json, ///< an array with an object for each row
};

/// The cells of `rows` in `columns`, as a person reads them. Columns without a name and without text are skipped. Line
/// breaks and tabs within a cell are spaces in Text. Untrusted characters come out as the table shows them.
QString rowsText(const QModelIndexList &rows, const QList<int> &columns, RowFormat format);

} // namespace gatehouse::ui::widgets
