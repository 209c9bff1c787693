#pragma once

#include <QTableView>

namespace gatehouse::settings {
class SettingsStore;
}

namespace gatehouse::ui::widgets {

class ColumnChoice;
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
    /// This column takes what the others leave, and never less than its heading: then the table scrolls sideways.
    void setStretchColumn(int column);
    /// Never lower than a heading and two rows: the page scrolls instead.
    void keepRoomForRows();
    /// Rows selected, top to bottom, as indexes of column 0.
    QModelIndexList selectedRows() const;
    /// Copies the selected rows as lines of tab-separated text.
    void copySelection() const;
    /// The menu of a row offers to open it: emits openRequested.
    void setOpenInMenu();
    /// The menu of a row offers to remove the selected ones, under this name: emits removeRequested.
    void setRemoveText(const QString &text);
    /// Fills menus with the columns; null where the table is not remembered.
    ColumnChoice *columnChoice() const { return m_columns; }
    /// Remembers columns, sort order and scroll position under this name, and lets a person choose which columns are
    /// shown. With the model in place. False where nothing was remembered so far.
    bool rememberAs(const QString &name, settings::SettingsStore &settings);

Q_SIGNALS:
    /// Delete was pressed on selected rows.
    void removeRequested(const QModelIndexList &rows);
    /// Enter or a double click on a row that is not being edited.
    void openRequested(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateEmptyState();
    void fitHeadings();
    void fitStretchColumn();

    RowMenu *m_menu;
    ColumnChoice *m_columns = nullptr;
    EmptyState *m_empty = nullptr;
    int m_stretchColumn = -1;
    bool m_areWidthsChosen = false; ///< by a person, some time before
};

} // namespace gatehouse::ui::widgets
