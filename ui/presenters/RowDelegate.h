#pragma once

#include <QStyledItemDelegate>

namespace gatehouse::ui::presenters {

/// A row that reads like a line in a report: icon, first line, a quiet note at its end, and a quiet second text below
/// that wraps (PresenterRoles). Draws plain text whatever it says.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// How much room a row has above and below its text.
    enum class Density { Normal, Compact };
    explicit RowDelegate(QObject *parent = nullptr, Density density = Density::Normal);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// As high as the wrapped text needs in the width the view gives the cell.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_edge;
};

} // namespace gatehouse::ui::presenters
