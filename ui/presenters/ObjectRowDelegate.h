#pragma once

#include <QStyledItemDelegate>

#include <functional>

namespace gatehouse::ui::presenters {

/// A row of a list of named objects: icon, name, badges for "System" and "Sample" (ItemRole), and a quiet second line
/// if there is one. Draws plain text whatever the name says.
class ObjectRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using SecondLine = std::function<QString(const QModelIndex &index)>;

    /// `iconName` of resources/icons; `secondLine` empty for rows of one line.
    explicit ObjectRowDelegate(QString iconName, SecondLine secondLine = {}, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QString m_iconName;
    SecondLine m_secondLine;
};

} // namespace gatehouse::ui::presenters
