#include "models/items/ManagementCallModel.h"

namespace gatehouse::items {

ManagementCallModel::ManagementCallModel(const base::Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

void ManagementCallModel::add(const management::ManagementCall &call)
{
    dropOld();
    if (m_calls.isFull()) {
        const int last = rowCount() - 1;
        beginRemoveRows({}, last, last);
        m_calls.makeRoom();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_calls.add(call);
    endInsertRows();
}

void ManagementCallModel::dropOld()
{
    const qsizetype old = m_calls.outdated(m_clock.now());
    if (old == 0)
        return;
    beginRemoveRows({}, static_cast<int>(m_calls.calls().size() - old), rowCount() - 1);
    m_calls.dropOldest(old);
    endRemoveRows();
}

int ManagementCallModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_calls.calls().size());
}

int ManagementCallModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ManagementCallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const management::ManagementCall &call = callAt(index);
    switch (role) {
    case Qt::DisplayRole:
        switch (static_cast<Column>(index.column())) {
        case Column::When:
            return qint64(base::unixSeconds(call.at));
        case Column::Client:
            return call.client;
        case Column::Request:
            return QString(call.method + u' ' + call.path);
        case Column::Status:
            return call.status;
        }
        return {};
    case FilterRole:
        return QString(call.client + u'\n' + call.method + u' ' + call.path + u'\n' + QString::number(call.status));
    default:
        return {};
    }
}

const management::ManagementCall &ManagementCallModel::callAt(const QModelIndex &index) const
{
    const QList<management::ManagementCall> &calls = m_calls.calls();
    return calls.at(calls.size() - 1 - index.row());
}

} // namespace gatehouse::items
