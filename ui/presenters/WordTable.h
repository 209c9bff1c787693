#pragma once

#include <QAbstractTableModel>
#include <QIcon>

namespace gatehouse::ui::presenters {

/// A table that is shown and not edited: each cell is a text, which is its tool tip as well, perhaps with a mark.
class WordTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

protected:
    virtual qsizetype rows() const = 0;
    /// One for each column.
    virtual QStringList titles() const = 0;
    /// Made visible already.
    virtual QString text(int row, int column) const = 0;
    virtual QIcon mark(int row, int column) const;
};

} // namespace gatehouse::ui::presenters
