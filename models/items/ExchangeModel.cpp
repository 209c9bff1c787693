#include "models/items/ExchangeModel.h"

#include <algorithm>

namespace gatehouse::items {

ExchangeModel::ExchangeModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ExchangeModel::setExchanges(const QList<flow::Exchange> &exchanges)
{
    const auto before = static_cast<int>(m_exchanges.size());
    const auto now = static_cast<int>(exchanges.size());
    const bool isShorter = now < before;
    const auto take = [&] {
        m_exchanges = exchanges;
        m_total = 1;
        for (const flow::Exchange &exchange : std::as_const(m_exchanges))
            m_total = std::max(m_total, static_cast<double>((exchange.begins + exchange.duration).count()));
    };
    if (isShorter) {
        beginResetModel();
        take();
        endResetModel();
        return;
    }
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        take();
        endInsertRows();
    } else {
        take();
    }
    // Whatever is added makes the others' bars shorter.
    if (before > 0)
        Q_EMIT dataChanged(index(0), index(before - 1));
}

int ExchangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_exchanges.size());
}

QVariant ExchangeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_exchanges.size())
        return {};
    const flow::Exchange &exchange = m_exchanges.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return flow::exchangeKindName(exchange.kind);
    case StateRole:
        return static_cast<int>(exchange.state);
    case BeginRole:
        return static_cast<double>(exchange.begins.count()) / m_total;
    case LengthRole:
        return exchange.state == flow::Exchange::State::Running
                   ? std::max(0.0, 1 - static_cast<double>(exchange.begins.count()) / m_total)
                   : static_cast<double>(exchange.duration.count()) / m_total;
    default:
        return {};
    }
}

} // namespace gatehouse::items
