#include "models/items/ClaimTreeModel.h"

#include "models/base/Text.h"

#include <algorithm>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownValueLength = 2000;

QString valueText(const jose::JsonValue &value)
{
    // What stands below says the rest.
    if (value.isObject())
        return value.members.isEmpty() ? u"{}"_s : u"{…}"_s;
    if (value.isArray())
        return value.elements.isEmpty() ? u"[]"_s : u"[…]"_s;
    const QByteArray json = value.toJson();
    return base::visibleText(QString::fromUtf8(json.first(std::min<qsizetype>(json.size(), shownValueLength * 4))),
                             shownValueLength);
}

} // namespace

ClaimTreeModel::ClaimTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void ClaimTreeModel::setObject(const jose::JsonValue *object)
{
    beginResetModel();
    m_object = object ? *object : jose::JsonValue{};
    m_nodes.clear();
    m_nodes.push_back({.value = &std::as_const(m_object), .name = {}});
    // Breadth first: strict JSON bounds depth and count, so this ends.
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const jose::JsonValue &value = *m_nodes[i].value;
        m_nodes[i].firstChild = static_cast<qsizetype>(m_nodes.size());
        int row = 0;
        for (const jose::JsonMember &member : value.members)
            m_nodes.push_back({.value = &member.value, .name = member.name, .parent = qsizetype(i), .row = row++});
        for (const jose::JsonValue &element : value.elements) {
            m_nodes.push_back({.value = &element, .name = QString::number(row), .parent = qsizetype(i), .row = row});
            ++row;
        }
        m_nodes[i].children = row;
    }
    endResetModel();
}

const ClaimTreeModel::Node &ClaimTreeModel::nodeOf(const QModelIndex &index) const
{
    return m_nodes[index.isValid() ? static_cast<std::size_t>(index.internalId()) : 0];
}

QModelIndex ClaimTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, static_cast<quintptr>(nodeOf(parent).firstChild + row));
}

QModelIndex ClaimTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const qsizetype above = nodeOf(child).parent;
    if (above <= 0)
        return {};
    return createIndex(m_nodes[static_cast<std::size_t>(above)].row, 0, static_cast<quintptr>(above));
}

int ClaimTreeModel::rowCount(const QModelIndex &parent) const
{
    if (m_nodes.empty() || (parent.isValid() && parent.column() != 0))
        return 0;
    return nodeOf(parent).children;
}

int ClaimTreeModel::columnCount(const QModelIndex &) const
{
    return columns;
}

QString ClaimTreeModel::pointerOf(const Node &node) const
{
    QString pointer;
    for (const Node *at = &node; at->parent >= 0; at = &m_nodes[static_cast<std::size_t>(at->parent)]) {
        QString step = at->name;
        step.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
        pointer.prepend(u'/' + step);
    }
    return pointer;
}

QVariant ClaimTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == static_cast<int>(Column::Name) ? base::visibleText(node.name, 200)
                                                                : valueText(*node.value);
    case KeyRole:
        return pointerOf(node);
    default:
        return {};
    }
}

} // namespace gatehouse::items
