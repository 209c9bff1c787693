#pragma once

#include <QTableView>

namespace gatehouse::ui::widgets {

class EmptyState;

/// The table of every page, set up alike: whole rows, sorting, Ctrl+C, Delete, F2 and Enter from the keyboard, columns
/// that can be remembered, and an empty state in place of empty rows.
class EditableTableView : public QTableView
{
    Q_OBJECT

public:
    explicit EditableTableView(const QString &accessibleName, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Shown over the table while the model has no rows. Taken over as a child.
    void setEmptyState(EmptyState *state);
    /// This column takes what the others leave.
    void setStretchColumn(int column);
    /// Rows selected, top to bottom, as indexes of column 0.
    QModelIndexList selectedRows() const;
    /// Copies the selected rows as lines of tab-separated text.
    void copySelection() const;

Q_SIGNALS:
    /// Delete was pressed on selected rows.
    void removeRequested(const QModelIndexList &rows);
    /// Enter or a double click on a row that is not being edited.
    void openRequested(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateEmptyState();

    EmptyState *m_empty = nullptr;
};

} // namespace gatehouse::ui::widgets
