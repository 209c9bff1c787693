#pragma once

#include "models/items/ScopeTableModel.h"
#include "models/items/TextFilterProxy.h"
#include "ui/pages/TenantAccess.h"
#include "ui/presenters/ScopePresenter.h"

#include <QHash>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace gatehouse::ui::widgets {
class Card;
class EditableTableView;
class EmptyState;
class ErrorBanner;
class FieldMessage;
class FilterBar;
class PlainLabel;
class ValidatedLineEdit;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// One API's Scopes tab: add, edit in place, remove, filter, and paste of many lines.
class ScopesPage : public QWidget
{
    Q_OBJECT

public:
    explicit ScopesPage(TenantAccess access, QWidget *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);
    /// Opens the panel for many lines, with `text` in it.
    void openPaste(const QString &text = {});

    /// Whether a scope is being typed for the API shown.
    bool hasUnsavedChanges() const;
    /// Adds the scope being typed; false when a rule forbids it, which is then shown at the field.
    bool save();
    /// Drops the scope being typed.
    void discard();

Q_SIGNALS:
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeAddCard();
    QWidget *makeToolRow();
    void makeTable();
    void connectEdits();
    void nameWidgets();

    const domain::ResourceServer *api() const;
    QList<domain::Scope> scopes() const;
    QModelIndex toSource(const QModelIndex &shown) const;
    domain::MaybeViolation checkNewValue(const QString &text) const;
    bool addScope();
    void keepTyped();
    void showTyped();
    editing::Drafts &drafts() const { return m_access.session.drafts(); }
    void editScope(const QString &value, const domain::Scope &wanted);
    bool removeScopes(const QModelIndexList &rows);
    void addPasted(const QList<domain::Scope> &pasted);
    void select(const QString &value);
    void showEmptyState();
    void showState();

    TenantAccess m_access;
    items::ScopeTableModel m_scopes;
    presenters::ScopePresenter m_presenter;
    items::TextFilterProxy m_filtered;

    widgets::ErrorBanner *m_readOnlyNote;
    widgets::ErrorBanner *m_banner;
    widgets::Card *m_addCard;
    widgets::ValidatedLineEdit *m_value;
    widgets::ValidatedLineEdit *m_description;
    QPushButton *m_add;
    widgets::FilterBar *m_filter;
    widgets::PlainLabel *m_count;
    QPushButton *m_paste;
    QPushButton *m_remove;
    widgets::EditableTableView *m_table;
    widgets::EmptyState *m_empty;
    widgets::FieldMessage *m_problem;
};

} // namespace gatehouse::ui::pages
