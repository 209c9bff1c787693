#pragma once

#include "ui/pages/ConnectionControl.h"
#include "ui/presenters/ConnectionTables.h"
#include "ui/widgets/ScrollColumn.h"

class QPushButton;

namespace gatehouse::ui::widgets {
class BusyIndicator;
class Card;
class EditableTableView;
class EmptyState;
class ErrorBanner;
class PlainLabel;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// A person's tenants elsewhere: what they are called, how one logs in to them, and what the token there may do.
class ConnectionsPage : public widgets::ScrollColumn
{
    Q_OBJECT

public:
    /// `control` outlives the page.
    explicit ConnectionsPage(ConnectionControl &control, QWidget *parent = nullptr);

    /// Opens the dialog for another connection.
    void addConnection();
    void select(const QString &name);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeDetail();
    void showList();
    void showCurrent();
    void showFacts(const store::remote::Connection &connection);
    const store::remote::Connection *current() const;
    void openCurrent();
    /// Asks for what has to be typed first, if there is anything.
    void test();
    void startTest(const QString &name, const base::Secret &typed);
    void showCheck(const QString &name, const base::Result<ConnectionCheck> &check);
    void setProduction(bool isProduction);
    void changeMark(const store::remote::Connection &wanted);
    void startChange(const store::remote::Connection &connection, const base::Secret &passphrase);
    void askToRemove();
    void setBusy(const QString &what);

    ConnectionControl &m_control;
    presenters::ConnectionTable m_connections;
    presenters::ScopeNeedTable m_needs;
    QString m_current; ///< the name of the connection shown
    base::Job<ConnectionCheck> m_test;
    bool m_isBusy = false;
    widgets::ErrorBanner *m_banner;
    widgets::BusyIndicator *m_busy;
    widgets::EditableTableView *m_table = nullptr;
    widgets::EmptyState *m_empty = nullptr;
    widgets::Card *m_detail = nullptr;
    widgets::PlainLabel *m_facts = nullptr;
    widgets::ToggleSwitch *m_production = nullptr;
    widgets::EditableTableView *m_needTable = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_testButton = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace gatehouse::ui::pages
