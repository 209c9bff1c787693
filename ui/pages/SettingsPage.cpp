#include "ui/pages/SettingsPage.h"

#include "models/base/Text.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/pages/SecretOverlapRow.h"
#include "ui/pages/TenantEdits.h"
#include "ui/text/ApiText.h"
#include "ui/text/UnreadText.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/DurationEdit.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/ScrollColumn.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/ToggleSwitch.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace gatehouse::ui::pages {

using domain::Field;

// How the form is built stands in SettingsForm.cpp; here is what it does.

bool SettingsPage::hasUnsavedChanges() const
{
    return stored() && !draft().isEmpty();
}

const domain::ResourceServer *SettingsPage::stored() const
{
    return m_access.store.snapshot().resourceServer(m_api);
}

void SettingsPage::setApi(const domain::ResourceServerId &api)
{
    if (api == m_api)
        return;
    m_api = api;
    m_banner->dismiss();
    m_replacePanel->hide();
    const domain::ResourceServer *now = stored();
    m_shown = now ? *now : domain::ResourceServer();
    showLocks();
    showStored();
    if (now && !draft().isEmpty())
        sayWhatChanged(editing::changedSettings(drafts().of(api).shown, *now));
    showState();
}

void SettingsPage::onStoreChanged()
{
    const domain::ResourceServer *now = stored();
    if (!now || *now == m_shown) {
        showState(); // what a deletion takes along may have changed
        return;
    }
    const QList<Field> changed = editing::changedSettings(m_shown, *now);
    if (!(m_shown.signingSecret == now->signingSecret))
        m_secret->hideSecret();
    m_shown = *now;
    showLocks();
    showStored();
    if (!draft().isEmpty())
        sayWhatChanged(changed);
    showState();
}

void SettingsPage::onDraftChanged(const domain::ResourceServerId &api)
{
    if (api != m_api || !stored())
        return;
    showStored();
    showState();
}

void SettingsPage::takeEdits()
{
    const domain::ResourceServer *now = stored();
    if (!now)
        return;
    editing::SettingsDraft typed;
    if (!now->isSystem)
        typed.name = m_name->text();
    typed.lifetime = m_lifetime->text();
    typed.skipConsent = m_skipConsent->isChecked();
    typed.allowOfflineAccess = m_offlineAccess->isChecked();
    takePolicies(typed);
    typed.dropUnchanged(*now);
    drafts().setSettings(*now, typed);
}

void SettingsPage::showStored()
{
    m_id->setValue(m_shown.id.text());
    m_lockedName->setValue(m_shown.name);
    m_identifier->setValue(m_shown.identifier);
    m_algorithm->setValue(base::visibleText(m_shown.algorithmName(), 60));
    // A field that is being typed in holds its draft already and is left alone.
    const editing::SettingsDraft draft = this->draft();
    const QString name = draft.name.value_or(m_shown.name);
    if (m_name->text() != name || !draft.name)
        m_name->setText(name);
    if (draft.name)
        m_name->showProblems();
    if (!draft.lifetime)
        m_lifetime->setSeconds(m_shown.tokenLifetime);
    else if (m_lifetime->text() != *draft.lifetime)
        m_lifetime->setText(*draft.lifetime);
    const QSignalBlocker skipBlocker(m_skipConsent); // blocks toggled too, which only slides the knob
    const QSignalBlocker offlineBlocker(m_offlineAccess);
    m_skipConsent->setChecked(draft.skipConsent.value_or(m_shown.skipConsent));
    m_offlineAccess->setChecked(draft.allowOfflineAccess.value_or(m_shown.allowOfflineAccess));
    m_skipConsent->update();
    m_offlineAccess->update();
    showPolicies(draft);
}

void SettingsPage::showLocks()
{
    const auto lock = [this](Field field) { return store::checkSystemApi(m_shown, field); };
    const domain::MaybeViolation name = lock(Field::ApiName);
    m_name->parentWidget()->setVisible(!name);
    m_lockedName->parentWidget()->setVisible(name.has_value());
    m_lockedName->setReason(name ? text::violationText(*name) : QString());
    const domain::MaybeViolation offline = lock(Field::AllowOfflineAccess);
    m_offlineAccess->setEnabled(!offline);
    const QString offlineHelp = offline ? text::violationText(*offline) : offlineAccessHelp();
    m_offlineAccessRow->setHelp(offlineHelp);
    m_offlineAccess->setAccessibleDescription(offlineHelp);
    showPolicyLocks();
    m_secretRow->setVisible(m_shown.signingAlgorithm == domain::SigningAlgorithm::HS256);
    m_overlap->setApi(m_shown);
    m_danger->setVisible(!lock(Field::Api));
    if (m_shown.unread.isEmpty())
        m_unreadNote->dismiss();
    else
        m_unreadNote->showMessage(theme::Sign::Warning, text::unreadTitle(), text::unreadExplanation(m_shown.unread));
    if (m_shown.isSystem) {
        m_systemNote->showMessage(
            theme::Sign::Info, tr("The Management API is part of every tenant."),
            tr("Its Token Expiration and Allow Skipping User Consent can be changed. Everything else is "
               "fixed, and it cannot be deleted."));
    } else {
        m_systemNote->dismiss();
    }
}

void SettingsPage::showState()
{
    const bool unsaved = hasUnsavedChanges();
    QStringList labels;
    const editing::SettingsDraft draft = this->draft();
    const QList<Field> fields = unsaved ? draft.fields() : QList<Field>();
    for (const Field field : fields)
        labels.append(text::fieldLabel(field));
    const QList<domain::Violation> violations = draft.violations(m_shown);
    m_changes->setObstacle(violations.isEmpty() ? QString() : text::violationText(violations.first()));
    m_changes->setChanges(labels);

    const qsizetype clients = m_access.store.snapshot().grantsOf(m_api).size();
    m_danger->setDescription(
        tr("Deletes %1 with %2 and the authorization of %3. Tokens issued for it stay valid until they expire. "
           "You can undo this.")
            .arg(base::visibleText(m_shown.name, 200), text::scopeCount(m_shown.scopes.size()),
                 text::clientCount(clients)));
}

void SettingsPage::sayWhatChanged(const QList<Field> &changed)
{
    if (changed.isEmpty())
        return;
    const QList<Field> drafted = draft().fields();
    QStringList labels;
    QStringList contested;
    for (const Field field : changed)
        (drafted.contains(field) ? contested : labels).append(text::fieldLabel(field));
    if (contested.isEmpty()) {
        m_banner->showMessage(theme::Sign::Info,
                              tr("Changed elsewhere in the meantime: %1.").arg(labels.join(tr(", "))),
                              tr("The new value is shown. What you have not saved is kept."));
        return;
    }
    QStringList values;
    for (const Field field : changed) {
        if (!drafted.contains(field))
            continue;
        values.append(tr("%1 is now “%2”").arg(text::fieldLabel(field), storedValue(field)));
    }
    m_banner->showMessage(theme::Sign::Warning,
                          tr("Changed elsewhere while you were editing: %1.").arg(contested.join(tr(", "))),
                          tr("%1. What you typed is kept: Save replaces the other change, Discard takes it over.")
                              .arg(values.join(tr("; "))));
}

bool SettingsPage::save()
{
    const domain::ResourceServer *now = stored();
    const editing::SettingsDraft typed = draft();
    if (!now || typed.isEmpty())
        return true;
    if (!typed.violations(*now).isEmpty()) {
        for (widgets::ValidatedLineEdit *edit : {m_name, m_lifetime->edit(), m_webLifetime->edit()})
            edit->showProblems();
        QLineEdit *wrong = !m_name->isValid()        ? m_name->edit()
                           : m_lifetime->violation() ? m_lifetime->edit()->edit()
                                                     : m_webLifetime->edit()->edit();
        findChild<widgets::ScrollColumn *>()->ensureWidgetVisible(wrong);
        wrong->setFocus();
        return false;
    }
    const auto edit = m_access.editor.updateApi(m_access.store.snapshot(), typed.appliedTo(*now));
    if (!edit) {
        m_banner->showMessage(theme::Sign::Error, applyEdit(m_access, edit).error());
        return false;
    }
    m_banner->dismiss();
    const domain::ResourceServer before = *now;
    drafts().setSettings(before, {});                             // before the store answers: what changes now is ours
    [[maybe_unused]] const auto told = applyEdit(m_access, edit); // an edit that is there is taken
    return true;
}

void SettingsPage::discard()
{
    m_banner->dismiss();
    drafts().setSettings(m_shown, {});
}

void SettingsPage::replaceSecret()
{
    const auto done = applyEdit(m_access, m_access.editor.replaceSigningSecret(m_access.store.snapshot(), m_api));
    if (!done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return;
    }
    m_replacePanel->hide();
    m_secret->setFocus();
    Q_EMIT undoOffered(*done);
}

void SettingsPage::endOverlap()
{
    const auto done = applyEdit(m_access, m_access.editor.dropPreviousSecret(m_access.store.snapshot(), m_api));
    if (!done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return;
    }
    m_secret->setFocus(); // the button that had it is gone
    Q_EMIT undoOffered(*done);
}

void SettingsPage::askToDelete()
{
    const qsizetype clients = m_access.store.snapshot().grantsOf(m_api).size();
    if (clients == 0) {
        deleteApi();
        return;
    }
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Delete %1?").arg(base::visibleText(m_shown.name, 200)),
        tr("%1 can no longer get tokens for it. Tokens already issued stay valid until they expire. You can undo this.")
            .arg(text::clientCount(clients)),
        tr("Delete API"), {}, this);
    connect(dialog, &QDialog::accepted, this, [this, api = m_api] {
        if (api == m_api)
            deleteApi();
    });
    dialog->open();
}

void SettingsPage::deleteApi()
{
    const QString name = m_shown.name;
    const auto done = applyEdit(m_access, m_access.editor.deleteApi(m_access.store.snapshot(), m_api));
    if (!done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return;
    }
    Q_EMIT deleted(name);
    Q_EMIT undoOffered(*done);
}

} // namespace gatehouse::ui::pages
