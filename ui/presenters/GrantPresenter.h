#pragma once

#include "models/items/ClientGrantTableModel.h"

#include <QHash>
#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// A ClientGrantTableModel for people: headings, "2 of 5 scopes", and which clients have checks that are not saved yet.
class GrantPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `grants` outlives the presenter.
    explicit GrantPresenter(items::ClientGrantTableModel &grants, QObject *parent = nullptr);

    /// How many checks of a client's scopes differ from its grant; 0 takes the mark away.
    void setUnsaved(const domain::ClientId &client, int count);
    /// Takes every mark away: another API is shown.
    void clearUnsaved();

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString scopesText(const QModelIndex &source) const;

    items::ClientGrantTableModel &m_grants;
    QHash<domain::ClientId, int> m_unsaved;
};

} // namespace gatehouse::ui::presenters
