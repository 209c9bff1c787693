#pragma once

#include "models/store/ResourceServerStore.h"

namespace gatehouse::ui::shell {

class RefusedChanges;

/// Tells in the banner what happens to the store's file while it is open: replaced, gone, back.
class StoreNews : public QObject
{
    Q_OBJECT

public:
    /// `banner` outlives this and becomes its parent.
    StoreNews(store::ResourceServerStore &store, const QString &storePath, RefusedChanges &banner);
};

} // namespace gatehouse::ui::shell
