#pragma once

#include "models/issuer/ConsentPolicy.h"
#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

namespace gatehouse::items {

/// What a person sees who comes back to one callback of a client.
struct ConsentRow
{
    domain::ClientId client;
    QString clientName;
    QString callback;
    issuer::ConsentReason reason = issuer::ConsentReason::ApiAsks; ///< for somebody who has not consented yet

    bool operator==(const ConsentRow &) const = default;
};

/// What a person who signs in for one API sees of consent: a row for each callback of each client that can ask for the
/// API in a person's name. Told by issuer::ConsentPolicy, which decides.
class ConsentTableModel : public FollowsStore<RowTableModel<ConsentRow, 3>>
{
    Q_OBJECT

public:
    enum class Column { Client, Callback, Shown };

    using Row = ConsentRow;

    /// `store` outlives the model. No row is shown before setApi().
    explicit ConsentTableModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    /// The API as it is, or as it is to be.
    void setApi(const domain::ResourceServer &api);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void updated();

private:
    void update() final;

    domain::ResourceServer m_api;
};

} // namespace gatehouse::items
