#pragma once

#include "models/editing/LedgerDesk.h"
#include "models/items/TextFilterProxy.h"
#include "models/items/UserAccessModel.h"
#include "ui/pages/TenantAccess.h"
#include "ui/presenters/UserAccessPresenter.h"
#include "ui/widgets/Card.h"

#include <QTimer>

class QPushButton;

namespace gatehouse::ui::widgets {
class EditableTableView;
class ErrorBanner;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// One test user's sessions, refresh tokens and consents, with a way to revoke each. Follows the ledger while it is
/// seen.
class UserAccessCard : public widgets::Card
{
    Q_OBJECT

public:
    /// `desk` outlives the card.
    UserAccessCard(TenantAccess access, editing::LedgerDesk &desk, QWidget *parent = nullptr);

    void setUser(const domain::UserId &user);
    const items::UserAccessModel &model() const { return m_model; }

Q_SIGNALS:
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QList<items::UserAccessModel::Row> chosen() const;
    void askToRevoke();
    void revoke(const QList<items::UserAccessModel::Row> &rows);
    void revokeConsents(const QList<items::UserAccessModel::Row> &rows);
    void showState();

    TenantAccess m_access;
    editing::LedgerDesk &m_desk;
    items::UserAccessModel m_model;
    presenters::UserAccessPresenter m_presenter;
    items::TextFilterProxy m_sorted;
    widgets::ErrorBanner *m_banner;
    widgets::EditableTableView *m_table;
    QPushButton *m_revoke;
    QTimer m_look;
};

} // namespace gatehouse::ui::pages
