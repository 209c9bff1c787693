#pragma once

#include "models/items/FlowStepModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A FlowStepModel for people: each step's name, its state as icon and word, and how long it took.
class FlowStepPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `steps` outlives the presenter.
    explicit FlowStepPresenter(items::FlowStepModel &steps, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    items::FlowStepModel &m_steps;
};

} // namespace gatehouse::ui::presenters
