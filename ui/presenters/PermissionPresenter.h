#pragma once

#include "models/items/PermissionTableModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A PermissionTableModel for people: headings, scopes in a fixed-width font, and what a screen reader says of a check.
class PermissionPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `permissions` outlives the presenter.
    explicit PermissionPresenter(items::PermissionTableModel &permissions, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    items::PermissionTableModel &m_permissions;
};

} // namespace gatehouse::ui::presenters
