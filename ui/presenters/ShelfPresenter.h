#pragma once

#include "models/items/ShelfModel.h"
#include "models/store/StoreSnapshot.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A ShelfModel for people: what the token was, and what was judged of it then. Nothing of it is coloured: a verdict of
/// another day is no verdict.
class ShelfPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `shelf` outlives the presenter.
    explicit ShelfPresenter(items::ShelfModel &shelf, QObject *parent = nullptr);

    /// The moment "3 minutes ago" is told from.
    void setNow(base::Instant now);
    /// Whose clients are known by name.
    void setTenant(const store::StoreSnapshot &tenant);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString title(const shelf::ShelfEntry &entry) const;
    QString detail(const shelf::ShelfEntry &entry) const;

    items::ShelfModel &m_shelf;
    base::Instant m_now;
    store::StoreSnapshot m_tenant;
};

} // namespace gatehouse::ui::presenters
