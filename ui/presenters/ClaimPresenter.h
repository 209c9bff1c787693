#pragma once

#include "models/base/Clock.h"
#include "models/items/ClaimTableModel.h"
#include "models/store/StoreSnapshot.h"
#include "models/trust/TrustedIssuer.h"

#include <QIdentityProxyModel>

#include <optional>

namespace gatehouse::ui::presenters {

/// A ClaimTableModel for people: what a value means beside what it is. Times in local time and seen from now, with the
/// exact UTC in the tool tip; the tenant's own APIs and clients by their names; where that is wanted, a line about
/// every claim that is known.
class ClaimPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `claims` outlives the presenter.
    explicit ClaimPresenter(items::ClaimTableModel &claims, QObject *parent = nullptr);

    /// The moment relative times are told from; only the rows with a time are announced as changed.
    void setNow(base::Instant now);
    /// Whose APIs and clients are known by name.
    void setTenant(const store::StoreSnapshot &tenant);
    /// Whose claims they are, as far as a provider means something of its own by them. Before they are shown.
    void setProvider(trust::Provider provider) { m_provider = provider; }
    /// Whether a line about every claim that is known is shown beside it; its tool tip has it in any case.
    void setExplained(bool explained);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString reading(const items::ClaimRow &row) const;
    QString explanation(const items::ClaimRow &row) const;
    QString toolTip(const items::ClaimRow &row) const;
    /// The scopes of the token with what its API says they are for; empty where no API says anything.
    QString scopesReading(const QStringList &scopes) const;
    QString nameInTenant(const QString &claim, const QString &value) const;

    items::ClaimTableModel &m_claims;
    std::optional<base::Instant> m_now;
    store::StoreSnapshot m_tenant;
    trust::Provider m_provider = trust::Provider::Other;
    bool m_isExplained = false;
};

} // namespace gatehouse::ui::presenters
