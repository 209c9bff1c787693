#pragma once

#include "models/items/ScopeLineModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A ScopeLineModel for people: what becomes of each pasted line, as icon and word, and for a line that is not valid
/// the sentence that says why.
class ScopeLinePresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `lines` outlives the presenter.
    explicit ScopeLinePresenter(items::ScopeLineModel &lines, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    items::ScopeLineModel &m_lines;
};

} // namespace gatehouse::ui::presenters
