#pragma once

#include "models/editing/LedgerDesk.h"
#include "ui/pages/TenantAccess.h"

#include <QWidget>

class QListView;
class QStackedWidget;

namespace gatehouse::items {
class TextFilterProxy;
class UserListModel;
} // namespace gatehouse::items
namespace gatehouse::ui::widgets {
class FilterBar;
}

namespace gatehouse::ui::pages {

class UserDetail;

/// The test users of the tenant: a list with a filter, and everything about the chosen one beside it.
class UsersPage : public QWidget
{
    Q_OBJECT

public:
    /// `desk` outlives the page.
    UsersPage(TenantAccess access, editing::LedgerDesk &desk, QWidget *parent = nullptr);

    domain::UserId current() const;

public Q_SLOTS:
    /// Opens the dialog for a new test user.
    void createUser();
    void select(const gatehouse::domain::UserId &user);

Q_SIGNALS:
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);
    void currentChanged(const gatehouse::domain::UserId &user);

private:
    QWidget *makeList();
    void showCurrent();
    void showContent();
    /// Shows no user: the one that was shown has been deleted.
    void showNone(const domain::UserId &deleted);

    TenantAccess m_access;
    editing::LedgerDesk &m_desk;
    items::UserListModel *m_users;
    items::TextFilterProxy *m_filtered;
    widgets::FilterBar *m_filter = nullptr;
    QListView *m_list = nullptr;
    UserDetail *m_detail = nullptr;
    QStackedWidget *m_side = nullptr;  ///< the user's detail, or a word where none is chosen
    QStackedWidget *m_stack = nullptr; ///< list and detail, or a word where there is no user
    domain::UserId m_deleted;          ///< shown until it was deleted; empty once another one is chosen
};

} // namespace gatehouse::ui::pages
