#pragma once

#include "models/items/ClaimTableModel.h"
#include "models/items/ClaimTreeModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A ClaimTreeModel for people: under each value what the member is for, as DetailRole; times as a calendar shows them.
class ClaimTreePresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `tree` outlives the presenter.
    ClaimTreePresenter(items::ClaimTreeModel &tree, items::ClaimTableModel::Part part, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString meaning(const QModelIndex &value) const;

    items::ClaimTableModel::Part m_part;
};

} // namespace gatehouse::ui::presenters
