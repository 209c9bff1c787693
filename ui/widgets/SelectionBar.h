#pragma once

#include <QFrame>

class QAbstractItemView;
class QAction;

namespace gatehouse::ui::widgets {

class FlowLayout;
class PlainLabel;

/// Says how many rows of a table are selected, and offers what can be done with all of them at once. There while more
/// than one is.
class SelectionBar : public QFrame
{
    Q_OBJECT

public:
    /// `view` has its model, and outlives the bar.
    explicit SelectionBar(QAbstractItemView &view, QWidget *parent = nullptr);

    /// A button for `action`, which the menu of the rows offers as well.
    void addBulkAction(QAction *action);

private:
    void showSelection();

    QAbstractItemView &m_view;
    PlainLabel *m_count;
    FlowLayout *m_layout;
};

} // namespace gatehouse::ui::widgets
