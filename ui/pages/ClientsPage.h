#pragma once

#include "ui/pages/TenantAccess.h"

#include <QWidget>

class QListView;
class QStackedWidget;

namespace gatehouse::items {
class ClientListModel;
class TextFilterProxy;
} // namespace gatehouse::items
namespace gatehouse::ui::widgets {
class FilterBar;
}

namespace gatehouse::ui::pages {

class ClientDetail;

/// The non-interactive clients of the tenant: a list with a filter, and everything about the chosen one beside it.
class ClientsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ClientsPage(TenantAccess access, QWidget *parent = nullptr);

    domain::ClientId current() const;

public Q_SLOTS:
    /// Opens the dialog for a new client.
    void createClient();
    void select(const gatehouse::domain::ClientId &client);
    void focusFilter();

Q_SIGNALS:
    /// Another page is wanted, by its address ("api/ID/clients").
    void openRequested(const QString &address);
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);
    void currentChanged(const gatehouse::domain::ClientId &client);

private:
    QWidget *makeList();
    void showCurrent();
    void showContent();

    TenantAccess m_access;
    items::ClientListModel *m_clients;
    items::TextFilterProxy *m_filtered;
    widgets::FilterBar *m_filter = nullptr;
    QListView *m_list = nullptr;
    QStackedWidget *m_stack = nullptr;
    ClientDetail *m_detail = nullptr;
    QWidget *m_split = nullptr;
    QWidget *m_empty = nullptr;
};

} // namespace gatehouse::ui::pages
