#pragma once

#include "ui/widgets/RowText.h"

#include <QModelIndex>
#include <QObject>

#include <functional>

class QAbstractItemView;
class QMenu;
class QPoint;

namespace gatehouse::ui::widgets {

/// The menu of a table or list, opened by the right mouse button, the Menu key or Shift+F10: opens a row, does what the
/// page added to the view with addAction(), copies the selected rows as text, CSV or JSON, and removes them. Ctrl+C
/// copies as text. Owned by its view.
class RowMenu : public QObject
{
    Q_OBJECT

public:
    explicit RowMenu(QAbstractItemView &view);

    /// What opening the row under the menu does; offered where it is set.
    void setOpen(std::function<void(const QModelIndex &row)> open) { m_open = std::move(open); }
    /// What removing the selected rows does, and what that is called ("Delete", "Revoke").
    void setRemove(const QString &text, std::function<void(const QModelIndexList &rows)> remove);
    /// Adds what is possible with the row under the menu, when the menu is made.
    void setExtra(std::function<void(QMenu &menu)> extra) { m_extra = std::move(extra); }
    /// The selected rows, top to bottom, as indexes of column 0.
    QModelIndexList rows() const;
    void copy(RowFormat format) const;
    /// The menu for what is selected now. Deletes itself when closed.
    QMenu *make();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void popUp(const QPoint &viewportPosition, bool byMouse);

    QAbstractItemView &m_view;
    std::function<void(const QModelIndex &)> m_open;
    std::function<void(QMenu &)> m_extra;
    std::function<void(const QModelIndexList &)> m_remove;
    QString m_removeText;
};

} // namespace gatehouse::ui::widgets
