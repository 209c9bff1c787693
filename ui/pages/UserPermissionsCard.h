#pragma once

#include "models/items/PermissionTableModel.h"
#include "models/items/TextFilterProxy.h"
#include "ui/pages/TenantAccess.h"
#include "ui/presenters/PermissionPresenter.h"
#include "ui/widgets/Card.h"

namespace gatehouse::ui::widgets {
class EditableTableView;
class EmptyState;
class ErrorBanner;
class FilterBar;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// What one test user may do: the scopes of all APIs with a check for each. A check is saved at once, as one step of
/// undo.
class UserPermissionsCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit UserPermissionsCard(TenantAccess access, QWidget *parent = nullptr);

    void setUser(const domain::UserId &user);

private:
    void change(const domain::Permission &permission, bool held);
    void show();

    TenantAccess m_access;
    items::PermissionTableModel m_permissions;
    presenters::PermissionPresenter m_presenter;
    items::TextFilterProxy m_filtered;
    widgets::ErrorBanner *m_banner;
    widgets::FilterBar *m_filter;
    widgets::EditableTableView *m_table;
    widgets::EmptyState *m_empty;
    widgets::PlainLabel *m_count;
};

} // namespace gatehouse::ui::pages
