#include "ui/pages/ClientGrantsPage.h"

#include "models/base/Text.h"
#include "ui/pages/TenantEdits.h"
#include "ui/text/ApiText.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

namespace gatehouse::ui::pages {

// How the page is built stands in ClientGrantsForm.cpp; here is what it does.

const domain::ResourceServer *ClientGrantsPage::api() const
{
    return m_access.store.snapshot().resourceServer(m_grants.api());
}

void ClientGrantsPage::setApi(const domain::ResourceServerId &api)
{
    if (api == m_grants.api())
        return;
    m_banner->dismiss();
    m_scopeFilter->clear();
    m_grantPresenter.clearUnsaved();
    m_grants.setApi(api);
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
        if (draft.key().first == api)
            m_grantPresenter.setUnsaved(draft.key().second, static_cast<int>(draft->size()));
    }
    selectSomeClient();
    showClient();
}

void ClientGrantsPage::selectClient(const domain::ClientId &client)
{
    const QModelIndex shown = m_filteredGrants.mapFromSource(m_grantPresenter.mapFromSource(m_grants.indexOf(client)));
    if (shown.isValid())
        m_clientTable->setCurrentIndex(shown);
}

void ClientGrantsPage::selectSomeClient()
{
    if (!m_clientTable->currentIndex().isValid() && m_filteredGrants.rowCount() > 0)
        m_clientTable->setCurrentIndex(m_filteredGrants.index(0, 0));
}

void ClientGrantsPage::showCurrentClient(const QModelIndex &current)
{
    if (!current.isValid())
        return; // filtered away or going: what is shown stays until another one is chosen
    m_scopes.setGrant(m_grants.api(), domain::ClientId(current.data(items::KeyRole).toString()),
                      m_drafts.value({m_grants.api(), domain::ClientId(current.data(items::KeyRole).toString())}));
    showClient();
}

void ClientGrantsPage::showClient()
{
    // The API may have changed under the client that is shown.
    const domain::ClientId id = m_scopes.client();
    if (m_scopes.api() != m_grants.api())
        m_scopes.setGrant(m_grants.api(), id, m_drafts.value({m_grants.api(), id}));
    const domain::ClientApplication *client = m_access.store.snapshot().client(id);
    const domain::ResourceServer *stored = api();
    if (client && stored) {
        const QString name = base::visibleText(client->name, 200);
        m_clientName->setText(name);
        m_clientId->setText(client->id.text());
        m_authorized->setAccessibleName(tr("Authorize %1").arg(name));
        const QSignalBlocker blocker(m_authorized);
        m_authorized->setChecked(m_scopes.isAuthorized());
        m_authorized->update();
        const QString apiName = base::visibleText(stored->name, 200);
        const qsizetype count = stored->scopes.size();
        if (m_scopes.isAuthorized())
            m_explanation->setText(tr("Gets tokens for %1 with the checked scopes.").arg(apiName));
        else if (count < 2)
            m_explanation->setText(tr("Not authorized: requests for a token of %1 are refused.").arg(apiName));
        else
            m_explanation->setText(
                tr("Not authorized: requests for a token of %1 are refused. The switch authorizes the client "
                   "with all %2; uncheck afterwards what it should not have.")
                    .arg(apiName, text::scopeCount(count)));
    }
    showState();
}

void ClientGrantsPage::showState()
{
    const bool hasClients = m_grants.rowCount() > 0;
    m_stack->setCurrentIndex(hasClients ? 0 : 1);
    m_clientFilter->setCounts(m_filteredGrants.rowCount(), m_grants.rowCount());
    m_scopeFilter->setCounts(m_filteredScopes.rowCount(), m_scopes.rowCount());
    const bool canCheck = m_scopes.isAuthorized() && m_filteredScopes.rowCount() > 0;
    m_all->setEnabled(canCheck);
    m_none->setEnabled(canCheck);
    m_scopeFilter->setEnabled(m_scopes.rowCount() > 0);
    m_checkedCount->setText(tr("%1 of %2 checked").arg(m_scopes.checkedScopes().size()).arg(m_scopes.rowCount()));
    m_checkedCount->setVisible(m_scopes.isAuthorized() && m_scopes.rowCount() > 0);

    const bool isFiltered = m_scopes.rowCount() > 0;
    m_noScopes->setIconName(isFiltered ? QStringLiteral("search") : QStringLiteral("scope"));
    m_noScopes->setLine(isFiltered ? tr("No scope matches the filter") : tr("This API has no scopes to grant"));
    m_noScopes->setDetail(isFiltered ? QString() : tr("An authorized client gets tokens without any scope."));
    m_noScopes->setLink(isFiltered ? tr("Clear filter") : tr("Add scopes"));

    QStringList changes;
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
        if (draft.key().first != m_grants.api())
            continue;
        const QString client = base::visibleText(tenant.clientName(draft.key().second), 60);
        const QStringList scopes = draft->keys();
        for (const QString &scope : scopes)
            changes.append(tr("%1 for %2").arg(base::visibleText(scope, 60), client));
    }
    changes.sort();
    m_changes->setChanges(changes);
    if (const bool unsaved = hasUnsavedChanges(); unsaved != m_wasUnsaved) {
        m_wasUnsaved = unsaved;
        Q_EMIT unsavedChangesChanged(unsaved);
    }
}

void ClientGrantsPage::keepDraft()
{
    const domain::ClientId client = m_scopes.client();
    if (client.isEmpty() || m_scopes.api() != m_grants.api())
        return;
    if (m_scopes.draft().isEmpty())
        m_drafts.remove({m_scopes.api(), client});
    else
        m_drafts.insert({m_scopes.api(), client}, m_scopes.draft());
    m_grantPresenter.setUnsaved(client, m_scopes.changeCount());
    showState();
}

void ClientGrantsPage::trimDrafts()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    Drafts kept;
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
        const auto &[apiId, clientId] = draft.key();
        const domain::ResourceServer *stored = tenant.resourceServer(apiId);
        const domain::ClientGrant *grant = tenant.grant(clientId, apiId);
        if (!stored || !grant) {
            m_grantPresenter.setUnsaved(clientId, 0);
            continue;
        }
        items::GrantedScopeModel::Draft trimmed = *draft;
        trimmed.removeIf([&](const std::pair<const QString &, bool &> check) {
            return !stored->scope(check.first) || grant->scopes.contains(check.first) == check.second;
        });
        if (!trimmed.isEmpty())
            kept.insert(draft.key(), trimmed);
        if (apiId == m_grants.api())
            m_grantPresenter.setUnsaved(clientId, static_cast<int>(trimmed.size()));
    }
    m_drafts = kept;
}

void ClientGrantsPage::onStoreChanged()
{
    trimDrafts();
    selectSomeClient();
    showClient();
}

void ClientGrantsPage::onSubmitFailed(const domain::ChangeSet &changes)
{
    // What was saved has been taken back: it becomes a draft again.
    for (const domain::Change &change : changes.changes) {
        const auto *grant = std::get_if<domain::Changed<domain::ClientGrant>>(&change);
        if (!grant || !grant->before || !grant->after)
            continue;
        items::GrantedScopeModel::Draft draft;
        for (const QString &scope : std::as_const(grant->after->scopes)) {
            if (!grant->before->scopes.contains(scope))
                draft.insert(scope, true);
        }
        for (const QString &scope : std::as_const(grant->before->scopes)) {
            if (!grant->after->scopes.contains(scope))
                draft.insert(scope, false);
        }
        m_drafts.insert({grant->after->resourceServerId, grant->after->clientId}, draft);
    }
    m_scopes.setGrant(m_scopes.api(), m_scopes.client(), m_drafts.value({m_scopes.api(), m_scopes.client()}));
    onStoreChanged();
}

bool ClientGrantsPage::hasUnsavedChanges() const
{
    return !unsavedApis().isEmpty();
}

QList<domain::ResourceServerId> ClientGrantsPage::unsavedApis() const
{
    QList<domain::ResourceServerId> apis;
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
        if (!apis.contains(draft.key().first) && m_access.store.snapshot().resourceServer(draft.key().first))
            apis.append(draft.key().first);
    }
    return apis;
}

QStringList ClientGrantsPage::wantedScopes(const domain::ClientId &client,
                                           const items::GrantedScopeModel::Draft &draft) const
{
    QStringList wanted;
    const domain::ResourceServer *stored = api();
    const domain::ClientGrant *grant = m_access.store.snapshot().grant(client, m_grants.api());
    if (!stored || !grant)
        return wanted;
    const QSet<QString> granted(grant->scopes.cbegin(), grant->scopes.cend());
    for (const domain::Scope &scope : stored->scopes) {
        if (draft.value(scope.value, granted.contains(scope.value)))
            wanted.append(scope.value);
    }
    return wanted;
}

bool ClientGrantsPage::save()
{
    store::Edit<domain::ChangeSet> all{domain::ChangeSet()};
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft) {
        if (draft.key().first != m_grants.api())
            continue;
        const domain::ClientId &client = draft.key().second;
        const auto edit =
            m_access.editor.setGrant(m_access.store.snapshot(), client, m_grants.api(), wantedScopes(client, *draft));
        if (!edit) {
            m_banner->showMessage(theme::Sign::Error, applyEdit(m_access, edit).error());
            selectClient(client);
            return false;
        }
        all->changes += edit->changes;
    }
    if (all->isEmpty())
        return true;
    m_banner->dismiss();
    // The drafts end where the grants catch up with them.
    return applyEdit(m_access, all).has_value();
}

void ClientGrantsPage::discard()
{
    m_drafts.removeIf([this](const Drafts::iterator &draft) {
        if (draft.key().first != m_grants.api())
            return false;
        m_grantPresenter.setUnsaved(draft.key().second, 0);
        return true;
    });
    m_scopes.discard();
    m_banner->dismiss();
    showState();
}

void ClientGrantsPage::setAuthorized(const domain::ClientId &client, bool authorized)
{
    const domain::ResourceServer *stored = api();
    if (!stored)
        return;
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const auto done =
        applyEdit(m_access, authorized ? m_access.editor.setGrant(tenant, client, m_grants.api(), stored->scopeValues())
                                       : m_access.editor.removeGrant(tenant, client, m_grants.api()));
    if (!done)
        m_banner->showMessage(theme::Sign::Error, done.error());
    else
        m_banner->dismiss();
    selectClient(client);
    showClient();
    if (done && !authorized)
        Q_EMIT undoOffered(*done);
}

void ClientGrantsPage::checkShown(bool checked)
{
    QStringList values;
    for (int row = 0; row < m_filteredScopes.rowCount(); ++row)
        values.append(m_filteredScopes.index(row, 0).data(items::KeyRole).toString());
    m_scopes.setChecked(values, checked);
}

} // namespace gatehouse::ui::pages
