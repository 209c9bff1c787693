#pragma once

#include "models/items/ClientGrantTableModel.h"
#include "models/items/GrantedScopeModel.h"
#include "models/items/TextFilterProxy.h"
#include "ui/pages/TenantAccess.h"
#include "ui/presenters/GrantPresenter.h"
#include "ui/presenters/GrantedScopePresenter.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace gatehouse::ui::widgets {
class ChangeBar;
class EditableTableView;
class EmptyState;
class ErrorBanner;
class FilterBar;
class PlainLabel;
class SegmentedControl;
class SelectionBar;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// One API's Non Interactive Clients tab: every client with an Authorized switch at the left, the scopes of the
/// selected one at the right; above them, whether that is in the client's own name or in a person's. Checks are a draft
/// of each grant's own, kept until saved or discarded, whichever of the two is shown.
class ClientGrantsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ClientGrantsPage(TenantAccess access, QWidget *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);
    void selectClient(const domain::ClientId &client);
    /// In whose name the grants are that are shown.
    void setSubject(domain::SubjectType subject);

    /// Whether any client of the API shown has checks that are not saved.
    bool hasUnsavedChanges() const;
    /// Saves the checks of every client of the API shown, as one step of undo; false when something forbids it.
    bool save();
    /// Back to what is granted, for every client of the API shown.
    void discard();

Q_SIGNALS:
    /// There is no client yet and the person wants one.
    void createClientRequested();
    /// The API has no scopes to grant and the person wants to add some.
    void openScopesRequested();
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

private:
    QWidget *makeSubjectRow();
    QWidget *makeClientPane();
    QWidget *makeScopePane();
    void connectTables();
    void connectStore();
    void nameWidgets();

    const domain::ResourceServer *api() const;
    void onStoreChanged();
    void onDraftChanged(const domain::ResourceServerId &api);
    editing::Drafts &drafts() const { return m_access.session.drafts(); }
    bool hasDrafts(domain::SubjectType subject) const;
    void takeSubject();
    void selectSomeClient();
    void showCurrentClient(const QModelIndex &current);
    void showClient();
    void showState();
    void keepDraft();
    void markUnsaved();
    QStringList wantedScopes(const domain::ClientId &client, domain::SubjectType subject,
                             const editing::GrantDraft &draft) const;
    bool addEdits(domain::SubjectType subject, store::Edit<domain::ChangeSet> &all);
    void setAuthorized(const domain::ClientId &client, bool authorized);
    /// All clients whose rows are selected, as one change.
    void setSelectedAuthorized(bool authorized);
    void checkShown(bool checked);

    TenantAccess m_access;
    items::ClientGrantTableModel m_grants;
    presenters::GrantPresenter m_grantPresenter;
    items::TextFilterProxy m_filteredGrants;
    items::GrantedScopeModel m_scopes;
    presenters::GrantedScopePresenter m_scopePresenter;
    items::TextFilterProxy m_filteredScopes;

    widgets::ErrorBanner *m_banner;
    widgets::SegmentedControl *m_subjects;
    widgets::PlainLabel *m_hint;
    QStackedWidget *m_stack;
    widgets::EmptyState *m_noClients;
    QPushButton *m_newClient;
    widgets::FilterBar *m_clientFilter;
    widgets::EditableTableView *m_clientTable;
    widgets::SelectionBar *m_selection;
    widgets::PlainLabel *m_clientName;
    widgets::PlainLabel *m_clientId;
    widgets::ToggleSwitch *m_authorized;
    widgets::PlainLabel *m_explanation;
    widgets::FilterBar *m_scopeFilter;
    QPushButton *m_all;
    QPushButton *m_none;
    widgets::PlainLabel *m_checkedCount;
    widgets::EditableTableView *m_scopeTable;
    widgets::EmptyState *m_noScopes;
    widgets::ChangeBar *m_changes;
};

} // namespace gatehouse::ui::pages
