#pragma once

#include <QTableView>

namespace gatehouse::settings {
class SettingsStore;
}

namespace gatehouse::ui::widgets {

class EmptyState;
class RowMenu;

/// The table of every page, set up alike: whole rows, sorting, Delete, F2 and Enter from the keyboard, a menu that
/// copies rows in several forms, columns that can be remembered, and an empty state in place of empty rows.
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
    /// The menu of a row offers to open it: emits openRequested.
    void setOpenInMenu();
    /// The menu of a row offers to remove the selected ones, under this name: emits removeRequested.
    void setRemoveText(const QString &text);
    /// Remembers columns, sort order and scroll position under this name. With the model in place.
    void rememberAs(const QString &name, settings::SettingsStore &settings);

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

    RowMenu *m_menu;
    EmptyState *m_empty = nullptr;
};

} // namespace gatehouse::ui::widgets
