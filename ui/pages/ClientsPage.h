#pragma once

#include "models/jose/KeyCodec.h"
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

/// The clients of the tenant: a list with a filter, and everything about the chosen one beside it.
class ClientsPage : public QWidget
{
    Q_OBJECT

public:
    /// `keys` outlives the page.
    ClientsPage(TenantAccess access, const jose::KeyCodec &keys, QWidget *parent = nullptr);

    domain::ClientId current() const;
    /// Saves what is unsaved of the client shown; false when a rule forbids it, which is then shown.
    bool save();

public Q_SLOTS:
    /// Opens the dialog for a new client.
    void createClient();
    /// Makes another client with the settings and grants of the one shown, and shows it.
    void duplicateCurrent();
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
    QList<domain::ClientId> selected() const;
    void askToRemoveSelected();
    void remove(const QList<domain::ClientId> &clients);
    /// Shows no client: the one that was shown has been deleted.
    void showNone(const domain::ClientId &deleted);

    TenantAccess m_access;
    items::ClientListModel *m_clients;
    items::TextFilterProxy *m_filtered;
    widgets::FilterBar *m_filter = nullptr;
    QListView *m_list = nullptr;
    QStackedWidget *m_stack = nullptr;
    ClientDetail *m_detail = nullptr;
    QStackedWidget *m_side = nullptr; ///< the client's detail, or a word where none is chosen
    domain::ClientId m_deleted;       ///< shown until it was deleted; empty once another one is chosen
    QWidget *m_split = nullptr;
    QWidget *m_empty = nullptr;
};

} // namespace gatehouse::ui::pages
