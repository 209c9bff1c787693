#pragma once

#include "models/items/GrantedScopeModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A GrantedScopeModel for people: headings, values in a fixed-width font, and a mark at checks that are not saved yet.
class GrantedScopePresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `scopes` outlives the presenter.
    explicit GrantedScopePresenter(items::GrantedScopeModel &scopes, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    items::GrantedScopeModel &m_scopes;
};

} // namespace gatehouse::ui::presenters
