#pragma once

#include "models/items/ConsentTableModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// Whether the consent page is shown, and why, for somebody who has not consented yet.
QString consentText(issuer::ConsentReason reason);

/// A ConsentTableModel for people.
class ConsentPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `consents` outlives the presenter.
    explicit ConsentPresenter(items::ConsentTableModel &consents, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    items::ConsentTableModel &m_consents;
};

} // namespace gatehouse::ui::presenters
