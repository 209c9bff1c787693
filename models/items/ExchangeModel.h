#pragma once

#include "models/flow/Exchange.h"
#include "models/items/ItemRoles.h"

#include <QAbstractListModel>

namespace gatehouse::items {

/// The exchanges of a test run in the order they began, each with its place in the time of all. Words and icons are a
/// presenter's.
class ExchangeModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        BeginRole = StateRole + 100, ///< double, 0 to 1: when it began
        LengthRole,                  ///< double, 0 to 1: how long it took
    };

    explicit ExchangeModel(QObject *parent = nullptr);

    /// What has grown is told as rows; anything else as a new list.
    void setExchanges(const QList<flow::Exchange> &exchanges);
    const QList<flow::Exchange> &exchanges() const { return m_exchanges; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<flow::Exchange> m_exchanges;
    double m_total = 1; ///< microseconds
};

} // namespace gatehouse::items
