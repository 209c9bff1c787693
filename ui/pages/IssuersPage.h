#pragma once

#include "models/trust/IssuerDesk.h"
#include "ui/presenters/IssuerTables.h"
#include "ui/widgets/ScrollColumn.h"

class QPushButton;

namespace gatehouse::ui::widgets {
class Card;
class EditableTableView;
class EmptyState;
class ErrorBanner;
class FieldMessage;
class LockedField;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// The issuers a person trusts besides the tenant, their keys, and what became of them.
class IssuersPage : public widgets::ScrollColumn
{
    Q_OBJECT

public:
    /// `desk` outlives the page.
    explicit IssuersPage(trust::IssuerDesk &desk, QWidget *parent = nullptr);

    /// Opens the dialog for another issuer; `issuer` is proposed, if there is one.
    void addIssuer(const QString &issuer = {});
    void select(const QString &name);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeDetail();
    void showBook();
    void showCurrent();
    void refresh();
    void accept();
    void askToRemove();
    void tell(const QString &name, const base::Result<trust::KeyNews> &news);

    trust::IssuerDesk &m_desk;
    presenters::IssuerTable m_issuers;
    presenters::IssuerKeyTable m_keys;
    QString m_current; ///< the name of the issuer shown
    QString m_print;   ///< of the waiting keys that are shown
    widgets::ErrorBanner *m_banner;
    widgets::EditableTableView *m_table = nullptr;
    widgets::EmptyState *m_empty = nullptr;
    widgets::Card *m_detail = nullptr;
    widgets::FieldMessage *m_waiting = nullptr;
    widgets::LockedField *m_issuer = nullptr;
    widgets::PlainLabel *m_facts = nullptr;
    widgets::PlainLabel *m_note = nullptr;
    widgets::EditableTableView *m_keyTable = nullptr;
    QPushButton *m_refresh = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace gatehouse::ui::pages
