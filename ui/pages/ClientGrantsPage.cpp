#include "ui/pages/ClientGrantsPage.h"

#include "models/base/Text.h"
#include "models/store/BulkEdits.h"
#include "ui/pages/ClientGrantWords.h"
#include "ui/pages/TenantEdits.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>
#include <array>

namespace gatehouse::ui::pages {

using domain::SubjectType;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array subjects{SubjectType::Client, SubjectType::User};

} // namespace

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
    m_grants.setApi(api);
    markUnsaved();
    selectSomeClient();
    showClient();
}

void ClientGrantsPage::selectClient(const domain::ClientId &client)
{
    const QModelIndex row = m_grantPresenter.mapFromSource(m_grants.indexOf(client));
    if (row.isValid() && !m_filteredGrants.mapFromSource(row).isValid())
        m_clientFilter->clear();
    if (const QModelIndex shown = m_filteredGrants.mapFromSource(row); shown.isValid())
        m_clientTable->setCurrentIndex(shown);
}

void ClientGrantsPage::setSubject(SubjectType subject)
{
    if (subject == m_grants.subject())
        return;
    m_subjects->setCurrent(static_cast<int>(subject));
    takeSubject();
}

void ClientGrantsPage::takeSubject()
{
    m_banner->dismiss();
    m_grants.setSubject(static_cast<SubjectType>(m_subjects->current()));
    markUnsaved();
    selectSomeClient();
    showClient();
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
    const domain::ClientId client(current.data(items::KeyRole).toString());
    m_scopes.setGrant(m_grants.api(), client, drafts().grant(m_grants.api(), client, m_grants.subject()),
                      m_grants.subject());
    showClient();
}

void ClientGrantsPage::showClient()
{
    // The API may have changed under the client that is shown, or in whose name it asks.
    const domain::ClientId id = m_scopes.client();
    const SubjectType subject = m_grants.subject();
    if (m_scopes.api() != m_grants.api() || m_scopes.subject() != subject)
        m_scopes.setGrant(m_grants.api(), id, drafts().grant(m_grants.api(), id, subject), subject);
    const domain::ClientApplication *client = m_access.store.snapshot().client(id);
    const domain::ResourceServer *stored = api();
    if (stored)
        m_hint->setText(grantsSentence(*stored, subject));
    if (client && stored) {
        const QString name = base::visibleText(client->name, 200);
        m_clientName->setText(name);
        m_clientId->setText(client->id.text());
        m_authorized->setAccessibleName(tr("Authorize %1").arg(name));
        const QSignalBlocker blocker(m_authorized);
        m_authorized->setChecked(m_scopes.isAuthorized());
        m_authorized->update();
        m_explanation->setText(grantSentence(*client, *stored, subject, m_scopes.isAuthorized()));
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
    m_noScopes->setIconName(isFiltered ? u"search"_s : u"scope"_s);
    m_noScopes->setLine(isFiltered ? tr("No scope matches the filter") : tr("This API has no scopes to grant"));
    m_noScopes->setDetail(isFiltered ? QString() : tr("An authorized client gets tokens without any scope."));
    m_noScopes->setLink(isFiltered ? tr("Clear filter") : tr("Add scopes"));

    QStringList changes;
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const editing::ApiDraft unsaved = drafts().of(m_grants.api());
    for (const SubjectType subject : subjects) {
        const QString sentence = subject == SubjectType::User ? tr("%1 for %2 in a person's name") : tr("%1 for %2");
        const QHash<domain::ClientId, editing::GrantDraft> &grants = unsaved.grantsFor(subject);
        for (auto draft = grants.cbegin(); draft != grants.cend(); ++draft) {
            const QString client = base::visibleText(tenant.clientName(draft.key()), 60);
            const QStringList scopes = draft->keys();
            for (const QString &scope : scopes)
                changes.append(sentence.arg(base::visibleText(scope, 60), client));
        }
    }
    changes.sort();
    m_changes->setChanges(changes);
}

void ClientGrantsPage::keepDraft()
{
    if (!m_scopes.client().isEmpty() && m_scopes.api() == m_grants.api())
        drafts().setGrant(m_scopes.api(), m_scopes.client(), m_scopes.draft(), m_scopes.subject());
    showState();
}

void ClientGrantsPage::onDraftChanged(const domain::ResourceServerId &api)
{
    if (api != m_grants.api())
        return;
    markUnsaved();
    const editing::GrantDraft shown = drafts().grant(api, m_scopes.client(), m_scopes.subject());
    if (m_scopes.api() == api && m_scopes.draft() != shown)
        m_scopes.setGrant(api, m_scopes.client(), shown, m_scopes.subject());
    showState();
}

void ClientGrantsPage::markUnsaved()
{
    m_grantPresenter.clearUnsaved();
    const editing::ApiDraft unsaved = drafts().of(m_grants.api());
    const QHash<domain::ClientId, editing::GrantDraft> &grants = unsaved.grantsFor(m_grants.subject());
    for (auto draft = grants.cbegin(); draft != grants.cend(); ++draft)
        m_grantPresenter.setUnsaved(draft.key(), static_cast<int>(draft->size()));
}

void ClientGrantsPage::onStoreChanged()
{
    selectSomeClient();
    showClient();
}

bool ClientGrantsPage::hasUnsavedChanges() const
{
    return api() && std::ranges::any_of(subjects, [this](SubjectType subject) { return hasDrafts(subject); });
}

bool ClientGrantsPage::hasDrafts(SubjectType subject) const
{
    const editing::ApiDraft unsaved = drafts().of(m_grants.api());
    return !unsaved.grantsFor(subject).isEmpty();
}

QStringList ClientGrantsPage::wantedScopes(const domain::ClientId &client, SubjectType subject,
                                           const editing::GrantDraft &draft) const
{
    QStringList wanted;
    const domain::ResourceServer *stored = api();
    const domain::ClientGrant *grant = m_access.store.snapshot().grant(client, m_grants.api(), subject);
    if (!stored || !grant)
        return wanted;
    const QSet<QString> granted(grant->scopes.cbegin(), grant->scopes.cend());
    for (const domain::Scope &scope : stored->scopes) {
        if (draft.value(scope.value, granted.contains(scope.value)))
            wanted.append(scope.value);
    }
    return wanted;
}

bool ClientGrantsPage::addEdits(SubjectType subject, store::Edit<domain::ChangeSet> &all)
{
    const editing::ApiDraft unsaved = drafts().of(m_grants.api());
    const QHash<domain::ClientId, editing::GrantDraft> &grants = unsaved.grantsFor(subject);
    for (auto draft = grants.cbegin(); draft != grants.cend(); ++draft) {
        const domain::ClientId &client = draft.key();
        const auto edit = m_access.editor.setGrant(m_access.store.snapshot(), client, m_grants.api(),
                                                   wantedScopes(client, subject, *draft), subject);
        if (!edit) {
            setSubject(subject);
            selectClient(client);
            m_banner->showMessage(theme::Sign::Error, applyEdit(m_access, edit).error());
            return false;
        }
        all->changes += edit->changes;
    }
    return true;
}

bool ClientGrantsPage::save()
{
    store::Edit<domain::ChangeSet> all{domain::ChangeSet()};
    for (const SubjectType subject : subjects) {
        if (!addEdits(subject, all))
            return false;
    }
    if (all->isEmpty())
        return true;
    m_banner->dismiss();
    // The drafts end where the grants catch up with them.
    return applyEdit(m_access, all).has_value();
}

void ClientGrantsPage::discard()
{
    for (const SubjectType subject : subjects) {
        const QList<domain::ClientId> clients = drafts().of(m_grants.api()).grantsFor(subject).keys();
        for (const domain::ClientId &client : clients)
            drafts().setGrant(m_grants.api(), client, {}, subject);
    }
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
    // Without scopes: what a client may do is checked one by one, and nobody gets more by a press beside the mark.
    const SubjectType subject = m_grants.subject();
    const auto done =
        applyEdit(m_access, authorized ? m_access.editor.setGrant(tenant, client, m_grants.api(), {}, subject)
                                       : m_access.editor.removeGrant(tenant, client, m_grants.api(), subject));
    if (!done)
        m_banner->showMessage(theme::Sign::Error, done.error());
    else
        m_banner->dismiss();
    selectClient(client);
    showClient();
    if (done && !authorized)
        Q_EMIT undoOffered(*done);
}

void ClientGrantsPage::setSelectedAuthorized(bool authorized)
{
    QList<domain::ClientId> clients;
    const QModelIndexList rows = m_clientTable->selectedRows();
    for (const QModelIndex &row : rows)
        clients.append(domain::ClientId(row.data(items::KeyRole).toString()));
    const auto edit = store::setAuthorized(m_access.editor, m_access.store.snapshot(), clients, m_grants.api(),
                                           authorized, m_grants.subject());
    if (edit && edit->isEmpty())
        return;
    const auto done = applyEdit(m_access, edit);
    if (!done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return;
    }
    m_banner->dismiss();
    showClient();
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
