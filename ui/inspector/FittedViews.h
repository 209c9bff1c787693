#pragma once

#include <QListView>
#include <QTableView>
#include <QTreeView>

namespace gatehouse::ui::inspection {

/// A table as high as its rows, so that a page scrolls and not the table in it. The first column takes what it needs,
/// the others share the rest; text wraps. Past a number of rows it scrolls by itself after all.
class FittedTable : public QTableView
{
    Q_OBJECT

public:
    explicit FittedTable(const QString &accessibleName, QWidget *parent = nullptr);

    /// Without the names of its columns, where these go without saying; a screen reader still says them.
    void hideHeader();
    /// Rows close together, a last column without any text hidden, and the one before it as wide as its text.
    void setCompact();

    void setModel(QAbstractItemModel *model) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
    void fitColumns();
    int sharedWidth(int room) const;
    /// The widest text of a column, with its icon.
    int widestIn(int column) const;

    int m_height = 0;
    bool m_fitting = false;
    bool m_isCompact = false;
};

/// A tree as high as its open rows, up to a number of them; the first levels are open.
class FittedTree : public QTreeView
{
    Q_OBJECT

public:
    explicit FittedTree(const QString &accessibleName, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void fitLater();

    int m_height = 0;
    bool m_fitting = false;
    bool m_isFitDue = false;
};

/// A list as high as its rows, or as the first of them; the same for one column.
class FittedList : public QListView
{
    Q_OBJECT

public:
    explicit FittedList(const QString &accessibleName, QWidget *parent = nullptr);

    /// Past that many rows it scrolls by itself.
    void setMostRows(int rows);
    /// Takes the height of the rows that are not hidden; to be called after hiding some.
    void fit();
    void setModel(QAbstractItemModel *model) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int m_mostRows = -1;
    int m_height = 0;
};

} // namespace gatehouse::ui::inspection
