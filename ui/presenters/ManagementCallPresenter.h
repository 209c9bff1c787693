#pragma once

#include "models/items/ManagementCallModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A ManagementCallModel for people: headings, local time, names made visible, and whether a status is good.
class ManagementCallPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `calls` outlives the presenter.
    explicit ManagementCallPresenter(items::ManagementCallModel &calls, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    items::ManagementCallModel &m_calls;
};

} // namespace gatehouse::ui::presenters
