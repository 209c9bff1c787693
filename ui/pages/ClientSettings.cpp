#include "ui/pages/ClientSettings.h"

#include "models/domain/TextRules.h"
#include "ui/pages/ClientKeysField.h"
#include "ui/pages/TenantEdits.h"
#include "ui/text/ChangeText.h"
#include "ui/text/ClientText.h"
#include "ui/text/UnreadText.h"
#include "ui/text/ViolationText.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/DurationEdit.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LinesEdit.h"
#include "ui/widgets/ToggleSwitch.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QScopedValueRollback>

#include <algorithm>

namespace gatehouse::ui::pages {

using namespace domain;
using namespace Qt::StringLiterals;

// How the form is built is in ClientSettingsForm.cpp; here is what it does.

const ClientApplication *ClientSettings::stored() const
{
    return m_access.store.snapshot().client(m_client);
}

bool ClientSettings::hasUnsavedChanges() const
{
    return drafts().has(m_client);
}

void ClientSettings::setClient(const ClientId &client)
{
    if (client == m_client)
        return;
    m_client = client;
    m_banner->dismiss();
    const ClientApplication *now = stored();
    m_shown = now ? *now : ClientApplication();
    showStored();
    if (now && hasUnsavedChanges())
        sayWhatChanged(editing::ClientDraft::between(drafts().shown(client), *now).members());
    showState();
}

void ClientSettings::onStoreChanged()
{
    const ClientApplication *now = stored();
    if (!now || *now == m_shown) {
        showState(); // what was deleted has nothing to save
        return;
    }
    const QStringList changed = editing::ClientDraft::between(m_shown, *now).members();
    m_shown = *now;
    showStored();
    if (hasUnsavedChanges())
        sayWhatChanged(changed);
    showState();
}

void ClientSettings::takeEdits()
{
    const ClientApplication *now = stored();
    if (!now || m_isShowing)
        return;
    GrantTypes grants;
    for (auto box = m_grants.cbegin(); box != m_grants.cend(); ++box)
        grants.setFlag(box.key(), box.value()->isChecked());
    editing::ClientDraft typed;
    typed.type = static_cast<ClientType>(m_type->currentData().toInt());
    typed.isFirstParty = m_firstParty->isChecked();
    typed.callbacks = m_callbacks->text();
    typed.logoutUrls = m_logoutUrls->text();
    typed.origins = m_origins->text();
    typed.grantTypes = grants;
    typed.authentication = static_cast<ClientAuthentication>(m_authentication->currentData().toInt());
    typed.publicKeys = m_keys->keys();
    typed.isRotating = m_rotating->isChecked();
    typed.leeway = m_leeway->text();
    typed.hasLifetime = m_hasLifetime->isChecked();
    typed.lifetime = m_lifetime->text();
    typed.hasIdleLifetime = m_hasIdleLifetime->isChecked();
    typed.idleLifetime = m_idleLifetime->text();
    typed.dropUnchanged(*now);
    drafts().setClient(*now, typed);
    showConsequences(draft().appliedTo(*now));
}

void ClientSettings::takeType()
{
    const ClientApplication *now = stored();
    if (!now)
        return;
    editing::ClientDraft typed = draft();
    typed.setType(*now, static_cast<ClientType>(m_type->currentData().toInt()));
    drafts().setClient(*now, typed);
    showStored();
    showState();
}

void ClientSettings::showStored()
{
    const QScopedValueRollback<bool> showing(m_isShowing, true);
    if (m_shown.unread.isEmpty())
        m_unreadNote->dismiss();
    else
        m_unreadNote->showMessage(theme::Sign::Warning, text::unreadTitle(), text::unreadExplanation(m_shown.unread));
    const editing::ClientDraft draft = this->draft();
    const ClientApplication wanted = draft.appliedTo(m_shown);
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(wanted.type)));
    m_authentication->setCurrentIndex(m_authentication->findData(static_cast<int>(wanted.authentication)));
    for (const auto &[one, isOn] :
         {std::pair(m_firstParty, wanted.isFirstParty), std::pair(m_rotating, wanted.refresh.isRotating),
          std::pair(m_hasLifetime, wanted.refresh.hasLifetime),
          std::pair(m_hasIdleLifetime, wanted.refresh.hasIdleLifetime)})
        one->setChecked(isOn);
    for (auto box = m_grants.cbegin(); box != m_grants.cend(); ++box)
        box.value()->setChecked(wanted.allows(box.key()));
    // A field that is being typed in holds its draft already and is left alone.
    const auto showLines = [](widgets::LinesEdit *edit, const std::optional<QString> &typed,
                              const QStringList &stored) {
        if (typed)
            edit->setText(*typed);
        else
            edit->setLines(stored);
        edit->recheck(); // the type decides as well
    };
    showLines(m_callbacks, draft.callbacks, m_shown.callbacks);
    showLines(m_logoutUrls, draft.logoutUrls, m_shown.logoutUrls);
    showLines(m_origins, draft.origins, m_shown.origins);
    m_keys->setKeys(wanted.publicKeys);
    const auto showSeconds = [](widgets::DurationEdit *edit, const std::optional<QString> &typed, int stored) {
        if (!typed)
            edit->setSeconds(stored);
        else if (edit->text() != *typed)
            edit->setText(*typed);
    };
    showSeconds(m_leeway, draft.leeway, m_shown.refresh.leeway);
    showSeconds(m_lifetime, draft.lifetime, m_shown.refresh.lifetime);
    showSeconds(m_idleLifetime, draft.idleLifetime, m_shown.refresh.idleLifetime);
    showConsequences(wanted);
}

void ClientSettings::showConsequences(const ClientApplication &wanted)
{
    m_typeMeaning->setMessage(theme::Sign::Info, text::clientTypeSentence(wanted.type));
    m_authenticationMeaning->setMessage(theme::Sign::Info, text::authenticationSentence(wanted.authentication));
    m_addressCard->setVisible(wanted.type != ClientType::NonInteractive);
    m_keysRow->setVisible(wanted.authentication == ClientAuthentication::PrivateKeyJwt || !wanted.publicKeys.isEmpty());
    m_refreshCard->setVisible(wanted.allows(GrantType::RefreshToken));
    m_leewayRow->setVisible(wanted.refresh.isRotating);
    m_lifetimeRow->setVisible(wanted.refresh.hasLifetime);
    m_idleLifetimeRow->setVisible(wanted.refresh.hasIdleLifetime);
    // What this client cannot have is not offered; what it has already can be taken away.
    const auto offer = [this](GrantType type, bool isPossible) {
        QCheckBox *box = m_grants.value(type);
        box->setEnabled(isPossible || box->isChecked());
    };
    const bool hasPeople = wanted.type != ClientType::NonInteractive;
    offer(GrantType::ClientCredentials, !wanted.isPublic());
    offer(GrantType::AuthorizationCode, hasPeople);
    offer(GrantType::RefreshToken, hasPeople);
}

void ClientSettings::showState()
{
    const bool unsaved = hasUnsavedChanges();
    const editing::ClientDraft draft = this->draft();
    QStringList labels;
    const QStringList members = unsaved ? draft.members() : QStringList();
    for (const QString &member : members)
        labels.append(text::memberLabel(member));
    const QList<Violation> violations = unsaved ? draft.violations(m_shown) : QList<Violation>();
    m_changes->setObstacle(violations.isEmpty() ? QString() : text::violationText(violations.first()));
    m_changes->setChanges(labels);
}

void ClientSettings::sayWhatChanged(const QStringList &members)
{
    if (members.isEmpty())
        return;
    const QStringList drafted = draft().members();
    QStringList labels;
    QStringList contested;
    for (const QString &member : members)
        (drafted.contains(member) ? contested : labels).append(text::memberLabel(member));
    if (contested.isEmpty()) {
        m_banner->showMessage(theme::Sign::Info, tr("Changed elsewhere: %1.").arg(labels.join(tr(", "))),
                              tr("The new value is shown. What you have not saved is kept."));
        return;
    }
    m_banner->showMessage(theme::Sign::Warning,
                          tr("Changed elsewhere while you were editing: %1.").arg(contested.join(tr(", "))),
                          tr("What you typed is kept: Save replaces the other change, Discard takes it over."));
}

bool ClientSettings::save()
{
    const ClientApplication *now = stored();
    const editing::ClientDraft typed = draft();
    if (!now || typed.isEmpty())
        return true;
    if (const QList<Violation> violations = typed.violations(*now); !violations.isEmpty()) {
        m_banner->showMessage(theme::Sign::Error, text::violationText(violations.first()));
        return false;
    }
    const auto edit = m_access.editor.updateClient(m_access.store.snapshot(), typed.appliedTo(*now));
    if (!edit) {
        m_banner->showMessage(theme::Sign::Error, applyEdit(m_access, edit).error());
        return false;
    }
    m_banner->dismiss();
    drafts().discard(m_client);                                   // before the store answers: what changes now is ours
    [[maybe_unused]] const auto told = applyEdit(m_access, edit); // an edit that is there is taken
    return true;
}

void ClientSettings::discard()
{
    m_banner->dismiss();
    drafts().discard(m_client);
}

} // namespace gatehouse::ui::pages
