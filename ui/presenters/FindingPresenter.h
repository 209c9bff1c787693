#pragma once

#include "models/items/FindingListModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A FindingListModel for people: the severity as icon and word, the finding as a sentence with its reference.
class FindingPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `findings` outlives the presenter.
    explicit FindingPresenter(items::FindingListModel &findings, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    items::FindingListModel &m_findings;
};

} // namespace gatehouse::ui::presenters
