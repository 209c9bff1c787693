#pragma once

#include "models/base/ListDiff.h"

#include <QAbstractListModel>
#include <QAbstractTableModel>
#include <QList>

#include <algorithm>

namespace gatehouse::items {

/// A model whose rows are values. It is brought to other rows by the smallest steps a view understands, so that
/// selection, scroll position and open editors survive.
template <typename Value, typename Base> class RowModel : public Base
{
public:
    using Base::Base;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    /// `index` is valid and of this model.
    const Value &rowAt(const QModelIndex &index) const { return m_rows.at(index.row()); }

protected:
    bool isCell(const QModelIndex &index) const
    {
        using Option = QAbstractItemModel::CheckIndexOption;
        return this->checkIndex(index, Option::IndexIsValid | Option::ParentIsInvalid);
    }

    /// The first cell of the first row that `matches`; invalid when none does.
    template <typename Matches> QModelIndex find(Matches matches) const
    {
        const auto found = std::ranges::find_if(m_rows, matches);
        return found == m_rows.end() ? QModelIndex() : this->index(static_cast<int>(found - m_rows.begin()), 0);
    }

    /// Shows `target`. Rows are the same where `key` makes the same of them.
    template <typename Key> void show(const QList<Value> &target, Key key)
    {
        base::applyListDiff(
            m_rows, target, key,
            [this](qsizetype first, qsizetype last, const auto &insert) {
                this->beginInsertRows({}, static_cast<int>(first), static_cast<int>(last));
                insert();
                this->endInsertRows();
            },
            [this](qsizetype first, qsizetype last, const auto &remove) {
                this->beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
                remove();
                this->endRemoveRows();
            },
            [this](qsizetype row) { announceChange(row, row); });
    }

    /// Every cell of these rows.
    void announceChange(qsizetype first, qsizetype last)
    {
        const QAbstractItemModel &model = *this; // a list keeps its number of columns to itself
        Q_EMIT this->dataChanged(this->index(static_cast<int>(first), 0),
                                 this->index(static_cast<int>(last), model.columnCount() - 1));
    }

    QList<Value> m_rows;
};

/// Rows with one cell.
template <typename Value> class RowListModel : public RowModel<Value, QAbstractListModel>
{
public:
    using RowModel<Value, QAbstractListModel>::RowModel;
};

/// Rows with so many cells.
template <typename Value, int columnsOfRow> class RowTableModel : public RowModel<Value, QAbstractTableModel>
{
public:
    static constexpr int columns = columnsOfRow;

    using RowModel<Value, QAbstractTableModel>::RowModel;

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : columns; }
};

} // namespace gatehouse::items
