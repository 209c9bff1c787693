#pragma once

#include <QObject>

class QMenu;
class QTableView;

namespace gatehouse::ui::widgets {

/// Lets a person choose which columns of a table are shown: in the menu of its header, and of a button where there is
/// one. Owned by its table.
class ColumnChoice : public QObject
{
    Q_OBJECT

public:
    explicit ColumnChoice(QTableView &table);

    /// Fills a menu with the columns as they are shown now; the last one shown stays.
    void fill(QMenu &menu);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTableView &m_table;
};

} // namespace gatehouse::ui::widgets
