#pragma once

#include "models/items/ItemRoles.h"
#include "models/jose/StrictJson.h"

#include <QAbstractItemModel>

#include <vector>

namespace gatehouse::items {

/// A header or claim set as the tree it is: members of objects and elements of arrays, in the order of the token.
/// Names and values are made visible and bounded; KeyRole is a JSON pointer (RFC 6901).
class ClaimTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Column { Name, Value };
    static constexpr int columns = 2;

    explicit ClaimTreeModel(QObject *parent = nullptr);

    /// Shows `object`, or nothing.
    void setObject(const jose::JsonValue *object);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    /// A node's children stand side by side in m_nodes.
    struct Node
    {
        const jose::JsonValue *value = nullptr; ///< in m_object
        QString name;                           ///< hostile; an element's index as a number
        qsizetype parent = -1;
        qsizetype firstChild = 0;
        int row = 0;
        int children = 0;
    };
    const Node &nodeOf(const QModelIndex &index) const;
    QString pointerOf(const Node &node) const;

    jose::JsonValue m_object;
    std::vector<Node> m_nodes; ///< the root first
};

} // namespace gatehouse::items
