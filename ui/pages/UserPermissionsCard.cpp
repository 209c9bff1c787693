#include "ui/pages/UserPermissionsCard.h"

#include "ui/pages/TenantEdits.h"
#include "ui/presenters/CheckRowDelegate.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/TableHeight.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;
using PermissionColumn = items::PermissionTableModel::Column;

namespace {

constexpr int mostPermissionRows = 9;

} // namespace

UserPermissionsCard::UserPermissionsCard(TenantAccess access, QWidget *parent)
    : Card(tr("Permissions"),
           tr("Scopes this person has. An API with RBAC enabled gives its tokens only these; other APIs ignore them."),
           parent)
    , m_access(access)
    , m_permissions(access.store)
    , m_presenter(m_permissions)
    , m_banner(new widgets::ErrorBanner(this))
    , m_filter(new widgets::FilterBar(tr("Filter permissions"), this))
    , m_table(new widgets::EditableTableView(tr("Permissions"), this))
    , m_empty(new widgets::EmptyState(u"scope"_s, {}))
    , m_count(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Muted, this))
{
    setObjectName(u"userPermissionsCard"_s);
    m_filter->edit()->setObjectName(u"permissionFilterEdit"_s);
    m_table->setObjectName(u"permissionTable"_s);
    m_count->setObjectName(u"permissionCount"_s);
    m_filtered.setSourceModel(&m_presenter);
    m_table->setModel(&m_filtered);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setItemDelegate(new presenters::CheckRowDelegate(m_table));
    m_table->setEmptyState(m_empty);
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(PermissionColumn::Scope), character * 30);
    m_table->setColumnWidth(static_cast<int>(PermissionColumn::Api), character * 26);
    m_table->setStretchColumn(static_cast<int>(PermissionColumn::Description));
    body()->addWidget(m_banner);
    body()->addWidget(m_filter);
    body()->addWidget(m_table);
    body()->addWidget(m_count);
    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered.setFilterText(text);
        show();
    });
    connect(m_empty, &widgets::EmptyState::linkClicked, m_filter, &widgets::FilterBar::clear);
    connect(&m_permissions, &items::PermissionTableModel::changeRequested, this, &UserPermissionsCard::change);
    connect(&m_permissions, &items::PermissionTableModel::updated, this, &UserPermissionsCard::show);
    show();
}

void UserPermissionsCard::setUser(const domain::UserId &user)
{
    if (user == m_permissions.user())
        return;
    m_banner->dismiss();
    m_filter->clear();
    m_permissions.setUser(user);
}

void UserPermissionsCard::change(const domain::Permission &permission, bool held)
{
    const domain::User *user = m_access.store.snapshot().user(m_permissions.user());
    if (!user)
        return;
    domain::User wanted = *user;
    wanted.permissions.removeAll(permission);
    if (held)
        wanted.permissions.append(permission);
    const auto done = applyEdit(m_access, m_access.editor.updateUser(m_access.store.snapshot(), wanted));
    if (done)
        m_banner->dismiss();
    else
        m_banner->showMessage(theme::Sign::Error, done.error());
}

void UserPermissionsCard::show()
{
    const int all = m_permissions.rowCount();
    m_filter->setCounts(m_filtered.rowCount(), all);
    m_filter->setEnabled(all > 0);
    m_count->setText(tr("%1 of %2 given").arg(m_permissions.heldCount()).arg(all));
    m_count->setVisible(all > 0);
    m_empty->setIconName(all > 0 ? u"search"_s : u"scope"_s);
    m_empty->setLine(all > 0 ? tr("No permission matches the filter") : tr("No API defines scopes"));
    m_empty->setDetail(all > 0 ? QString() : tr("Add scopes to an API to give them to people."));
    m_empty->setLink(all > 0 ? tr("Clear filter") : QString());
    widgets::fitHeight(*m_table, mostPermissionRows);
}

} // namespace gatehouse::ui::pages
