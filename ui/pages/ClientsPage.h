#pragma once

#include "models/jose/KeyCodec.h"
#include "ui/pages/ObjectsPage.h"
#include "ui/pages/TenantAccess.h"

namespace gatehouse::ui::pages {

class ClientDetail;

/// The clients of the tenant.
class ClientsPage : public ObjectsPage
{
    Q_OBJECT

public:
    /// `keys` outlives the page.
    ClientsPage(TenantAccess access, const jose::KeyCodec &keys, QWidget *parent = nullptr);

    domain::ClientId current() const { return domain::ClientId(currentKey()); }
    /// Saves what is unsaved of the client shown; false when a rule forbids it, which is then shown.
    bool save();

public Q_SLOTS:
    void createNew() override;
    /// Makes another client with the settings and grants of the one shown, and shows it.
    void duplicateCurrent();
    void select(const gatehouse::domain::ClientId &client) { selectKey(client.text()); }

Q_SIGNALS:
    /// Another page is wanted, by its address ("api/ID/clients").
    void openRequested(const QString &address);
    void currentChanged(const gatehouse::domain::ClientId &client);

protected:
    bool exists(const QString &key) const override;
    void showObject(const QString &key) override;
    void askToRemoveSelected() override;

private:
    void remove(const QList<domain::ClientId> &clients);

    TenantAccess m_access;
    ClientDetail *m_detail;
};

} // namespace gatehouse::ui::pages
