#include "ui/pages/ClientsPage.h"

#include "models/base/Text.h"
#include "models/items/ClientListModel.h"
#include "models/store/BulkEdits.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/dialogs/CreateClientDialog.h"
#include "ui/pages/ClientDetail.h"
#include "ui/pages/ClientSettings.h"
#include "ui/pages/TenantEdits.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/Toast.h"

#include <QAction>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

QString grantsLine(const QModelIndex &index)
{
    const int grants = index.data(items::ClientListModel::GrantCountRole).toInt();
    return grants == 0 ? ClientsPage::tr("Not authorized for any API")
                       : ClientsPage::tr("Authorized for %n APIs", nullptr, grants);
}

} // namespace

ClientsPage::ClientsPage(TenantAccess access, const jose::KeyCodec &keys, QWidget *parent)
    : ObjectsPage(parent)
    , m_access(access)
    , m_detail(new ClientDetail(access, keys))
{
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_detail, 1);
    layout->addWidget(m_detail->settings().changeBar());
    setUp({.name = u"client"_s,
           .title = tr("Clients"),
           .description = tr("Programs that request tokens, in their own name or for a person who signs in."),
           .create = tr("Create client"),
           .filter = tr("Filter clients"),
           .noneYet = tr("No clients yet"),
           .whatFor = tr("Create one for each program that calls your APIs."),
           .noneChosen = tr("No client chosen")},
          *new items::ClientListModel(access.store, this), side, &grantsLine, access.settings);
    auto *duplicate = new QAction(theme::icon(u"copy"_s), tr("Duplicate"), this);
    connect(duplicate, &QAction::triggered, this, &ClientsPage::duplicateCurrent);
    addRowAction(duplicate);
    connect(m_detail, &ClientDetail::openRequested, this, &ClientsPage::openRequested);
    connect(m_detail, &ClientDetail::undoOffered, this, &ClientsPage::undoOffered);
}

bool ClientsPage::exists(const QString &key) const
{
    return m_access.store.snapshot().client(domain::ClientId(key)) != nullptr;
}

void ClientsPage::showObject(const QString &key)
{
    m_detail->setClient(domain::ClientId(key));
    Q_EMIT currentChanged(domain::ClientId(key));
}

bool ClientsPage::save()
{
    return m_detail->settings().save();
}

void ClientsPage::createNew()
{
    auto *dialog = new dialogs::CreateClientDialog(m_access.store, m_access.editor, this);
    connect(dialog, &dialogs::CreateClientDialog::created, this,
            [this](const store::TenantEditor::CreatedClient &client) {
                if (applyEdit(m_access, client.changes))
                    showNew(client.id.text());
            });
    dialog->open();
}

void ClientsPage::duplicateCurrent()
{
    const auto copy = store::duplicateClient(m_access.editor, m_access.store.snapshot(), current());
    if (copy && applyEdit(m_access, copy->changes))
        showNew(copy->id.text());
}

void ClientsPage::askToRemoveSelected()
{
    QList<domain::ClientId> clients;
    const QStringList keys = selectedKeys();
    for (const QString &key : keys)
        clients.append(domain::ClientId(key));
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const bool areAuthorized = std::ranges::any_of(
        clients, [&tenant](const domain::ClientId &client) { return !tenant.grantsOf(client).isEmpty(); });
    if (clients.isEmpty() || !areAuthorized) {
        remove(clients);
        return;
    }
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        clients.size() == 1 ? tr("Delete %1?").arg(base::visibleText(tenant.clientName(clients.first()), 200))
                            : tr("Delete %n clients?", nullptr, static_cast<int>(clients.size())),
        tr("They can no longer get tokens for the APIs they are authorized for. Tokens already issued stay valid until "
           "they expire. You can undo this."),
        tr("Delete"), {}, this);
    dialog->setObjectName(u"deleteClientsDialog"_s);
    connect(dialog, &QDialog::accepted, this, [this, clients] { remove(clients); });
    dialog->open();
}

void ClientsPage::remove(const QList<domain::ClientId> &clients)
{
    if (clients.isEmpty())
        return;
    const auto edit = store::deleteClients(m_access.editor, m_access.store.snapshot(), clients);
    if (const auto done = applyEdit(m_access, edit))
        Q_EMIT undoOffered(*done);
    else
        widgets::Toast::show(this, done.error());
}

} // namespace gatehouse::ui::pages
