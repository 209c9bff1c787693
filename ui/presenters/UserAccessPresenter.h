#pragma once

#include "models/items/UserAccessModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A UserAccessModel for people: words, icons and times.
class UserAccessPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `access` outlives the presenter.
    explicit UserAccessPresenter(items::UserAccessModel &access, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    items::UserAccessModel &m_access;
};

} // namespace gatehouse::ui::presenters
