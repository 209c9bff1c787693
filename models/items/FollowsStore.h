#pragma once

#include "models/items/RowModel.h"
#include "models/store/ResourceServerStore.h"

namespace gatehouse::items {

/// Rows, in one of RowModel.h's models, that follow a tenant.
template <typename Rows> class FollowsStore : public Rows
{
public:
    /// `store` outlives the model.
    explicit FollowsStore(const store::ResourceServerStore &store, QObject *parent)
        : Rows(parent)
        , m_store(store)
    {
        QObject::connect(&store, &store::ResourceServerStore::loaded, this, &FollowsStore::update);
        QObject::connect(&store, &store::ResourceServerStore::changed, this, &FollowsStore::update);
    }

protected:
    /// Brings the rows to what the tenant's snapshot says.
    virtual void update() = 0;

    const store::ResourceServerStore &m_store;
};

} // namespace gatehouse::items
