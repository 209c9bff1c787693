#pragma once

#include "models/items/ItemRoles.h"
#include "models/management/RecentCalls.h"

#include <QAbstractTableModel>

namespace gatehouse::items {

/// Who called what of the Management API in the last hour, newest first.
class ManagementCallModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { When, Client, Request, Status };
    static constexpr int columns = 4;

    /// `clock` outlives the model.
    explicit ManagementCallModel(const base::Clock &clock, QObject *parent = nullptr);

    void add(const management::ManagementCall &call);
    /// Drops what is older than an hour by now.
    void dropOld();
    /// Whether there were more calls in this hour than are kept.
    bool isCut() const { return m_calls.isCut(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `index` is valid and of this model.
    const management::ManagementCall &callAt(const QModelIndex &index) const;

private:
    const base::Clock &m_clock;
    management::RecentCalls m_calls;
};

} // namespace gatehouse::items
