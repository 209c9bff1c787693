#pragma once

#include "models/issuer/ConsentPolicy.h"
#include "models/items/ItemRoles.h"
#include "models/store/ResourceServerStore.h"

#include <QAbstractTableModel>

namespace gatehouse::items {

/// What a person who signs in for one API sees of consent: a row for each callback of each client that can ask for the
/// API in a person's name. Told by issuer::ConsentPolicy, which decides.
class ConsentTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Client, Callback, Shown };
    static constexpr int columns = 3;

    /// One row.
    struct Row
    {
        domain::ClientId client;
        QString clientName;
        QString callback;
        issuer::ConsentReason reason = issuer::ConsentReason::ApiAsks; ///< for somebody who has not consented yet

        bool operator==(const Row &) const = default;
    };

    /// `store` outlives the model. No row is shown before setApi().
    explicit ConsentTableModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    /// The API as it is, or as it is to be.
    void setApi(const domain::ResourceServer &api);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `index` is valid and of this model.
    const Row &rowAt(const QModelIndex &index) const;

Q_SIGNALS:
    void updated();

private:
    void update();

    const store::ResourceServerStore &m_store;
    domain::ResourceServer m_api;
    QList<Row> m_rows;
};

} // namespace gatehouse::items
