#pragma once

#include "models/items/ItemRoles.h"

#include <QAbstractItemModel>
#include <QList>
#include <QObject>
#include <QVariant>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// A copy of a flat model kept from its signals alone. QAbstractItemModelTester checks the signals a model sends; a row
/// that came with no signal at all passes it in silence, and shows here as a difference.
class MirrorModel
{
public:
    explicit MirrorModel(const QAbstractItemModel &model, const QList<int> &moreRoles = {})
        : m_model(model)
        , m_roles(QList<int>{Qt::DisplayRole, Qt::EditRole, Qt::CheckStateRole, Qt::ToolTipRole, Qt::AccessibleTextRole,
                             items::KeyRole, items::SortRole, items::FilterRole, items::SystemRole, items::SampleRole,
                             items::StateRole} +
                  moreRoles)
    {
        readAll();
        using Model = QAbstractItemModel;
        QObject::connect(&model, &Model::modelReset, &m_context, [this] {
            ++m_resets;
            readAll();
        });
        QObject::connect(&model, &Model::layoutChanged, &m_context, [this] { readAll(); });
        QObject::connect(&model, &Model::rowsInserted, &m_context, [this](const QModelIndex &, int first, int last) {
            for (int row = first; row <= last; ++row)
                m_rows.insert(row, read(row));
        });
        QObject::connect(&model, &Model::rowsRemoved, &m_context,
                         [this](const QModelIndex &, int first, int last) { m_rows.remove(first, last - first + 1); });
        QObject::connect(&model, &Model::rowsMoved, &m_context, [this] { readAll(); });
        QObject::connect(&model, &Model::dataChanged, &m_context,
                         [this](const QModelIndex &from, const QModelIndex &to) {
                             for (int row = from.row(); row <= to.row(); ++row) {
                                 ++m_changedRows;
                                 const Row fresh = read(row);
                                 for (int column = from.column(); column <= to.column(); ++column)
                                     m_rows[row][column] = fresh.at(column);
                             }
                         });
    }

    /// Where the copy and the model differ; empty when they do not.
    QString difference() const
    {
        if (m_rows.size() != m_model.rowCount())
            return u"%1 rows announced, %2 there"_s.arg(m_rows.size()).arg(m_model.rowCount());
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const Row now = read(row);
            for (int column = 0; column < now.size(); ++column) {
                for (qsizetype role = 0; role < m_roles.size(); ++role) {
                    if (m_rows.at(row).at(column).at(role) != now.at(column).at(role))
                        return u"row %1, column %2, role %3: announced \"%4\", there \"%5\""_s.arg(row)
                            .arg(column)
                            .arg(m_roles.at(role))
                            .arg(m_rows.at(row).at(column).at(role).toString(), now.at(column).at(role).toString());
                }
            }
        }
        return {};
    }

    int resets() const { return m_resets; }
    int changedRows() const { return m_changedRows; }

private:
    using Cell = QList<QVariant>;
    using Row = QList<Cell>;

    Row read(int row) const
    {
        Row cells;
        for (int column = 0; column < m_model.columnCount(); ++column) {
            Cell cell;
            for (const int role : m_roles)
                cell.append(m_model.index(row, column).data(role));
            cells.append(cell);
        }
        return cells;
    }

    void readAll()
    {
        m_rows.clear();
        for (int row = 0; row < m_model.rowCount(); ++row)
            m_rows.append(read(row));
    }

    const QAbstractItemModel &m_model;
    const QList<int> m_roles;
    QList<Row> m_rows;
    QObject m_context; ///< ends the connections with this copy
    int m_resets = 0;
    int m_changedRows = 0;
};

} // namespace gatehouse::tests
