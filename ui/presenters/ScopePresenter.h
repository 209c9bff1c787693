#pragma once

#include "models/items/ScopeTableModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A ScopeTableModel for people: headings, values in a fixed-width font, everything invisible made visible, and a row
/// read aloud as one sentence.
class ScopePresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `scopes` outlives the presenter.
    explicit ScopePresenter(items::ScopeTableModel &scopes, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    items::ScopeTableModel &m_scopes;
};

} // namespace gatehouse::ui::presenters
