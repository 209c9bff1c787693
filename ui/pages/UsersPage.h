#pragma once

#include "models/editing/LedgerDesk.h"
#include "ui/pages/ObjectsPage.h"
#include "ui/pages/TenantAccess.h"

namespace gatehouse::ui::pages {

class UserDetail;

/// The test users of the tenant.
class UsersPage : public ObjectsPage
{
    Q_OBJECT

public:
    /// `desk` outlives the page.
    UsersPage(TenantAccess access, editing::LedgerDesk &desk, QWidget *parent = nullptr);

    domain::UserId current() const { return domain::UserId(currentKey()); }

public Q_SLOTS:
    void createNew() override;
    void select(const gatehouse::domain::UserId &user) { selectKey(user.text()); }

Q_SIGNALS:
    void currentChanged(const gatehouse::domain::UserId &user);

protected:
    bool exists(const QString &key) const override;
    void showObject(const QString &key) override;
    void askToRemoveSelected() override;

private:
    QList<domain::UserId> selected() const;
    void offerBlocking(const QString &name, const QString &icon, const QString &text, bool blocked);
    void askToBlockSelected();
    /// Sessions and refresh tokens that end with these users; empty where there are none.
    QString whatEnds(const QList<domain::UserId> &users) const;
    /// Asks where something ends that no undo brings back, and does it.
    void ask(const QList<domain::UserId> &users, const QString &question, const QString &consequence,
             const QString &accept, const std::function<store::Edit<domain::ChangeSet>()> &edit);
    void apply(const store::Edit<domain::ChangeSet> &edit);

    TenantAccess m_access;
    editing::LedgerDesk &m_desk;
    UserDetail *m_detail;
};

} // namespace gatehouse::ui::pages
