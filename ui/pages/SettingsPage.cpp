#include "ui/pages/SettingsPage.h"

#include "models/base/Text.h"
#include "ui/pages/TenantEdits.h"
#include "ui/text/ApiText.h"
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
    return stored() && !m_draft.isEmpty();
}

QList<domain::ResourceServerId> SettingsPage::unsavedApis() const
{
    QList<domain::ResourceServerId> apis;
    for (auto put = m_putAside.cbegin(); put != m_putAside.cend(); ++put) {
        if (m_access.store.snapshot().resourceServer(put.key()))
            apis.append(put.key());
    }
    if (hasUnsavedChanges())
        apis.append(m_api);
    return apis;
}

const domain::ResourceServer *SettingsPage::stored() const
{
    return m_access.store.snapshot().resourceServer(m_api);
}

void SettingsPage::setApi(const domain::ResourceServerId &api)
{
    if (api == m_api)
        return;
    if (!m_draft.isEmpty())
        m_putAside.insert(m_api, {m_draft, m_shown});
    m_api = api;
    m_banner->dismiss();
    m_replacePanel->hide();
    const PutAside put = m_putAside.take(api);
    m_draft = put.draft;
    const domain::ResourceServer *now = stored();
    m_shown = now ? *now : domain::ResourceServer();
    if (now)
        m_draft.dropUnchanged(*now);
    showLocks();
    showStored();
    if (now && !m_draft.isEmpty())
        sayWhatChanged(changedSettings(put.stored, *now));
    showState();
}

void SettingsPage::onStoreChanged()
{
    const domain::ResourceServer *now = stored();
    if (!now || *now == m_shown) {
        showState(); // what a deletion takes along may have changed
        return;
    }
    const QList<Field> changed = changedSettings(m_shown, *now);
    if (!(m_shown.signingSecret == now->signingSecret))
        m_secret->hideSecret();
    m_shown = *now;
    m_draft.dropUnchanged(*now);
    showLocks();
    showStored();
    if (!m_draft.isEmpty())
        sayWhatChanged(changed);
    showState();
}

void SettingsPage::onSubmitFailed(const domain::ChangeSet &changes)
{
    // What was saved has been taken back: it becomes a draft again, so that nothing typed is lost.
    for (const domain::Change &change : changes.changes) {
        const auto *api = std::get_if<domain::Changed<domain::ResourceServer>>(&change);
        if (!api || !api->before || !api->after)
            continue;
        const SettingsDraft lost = SettingsDraft::between(*api->before, *api->after);
        const bool isShown = api->after->id == m_api;
        SettingsDraft &draft = isShown ? m_draft : m_putAside[api->after->id].draft;
        if (!isShown)
            m_putAside[api->after->id].stored = *api->before;
        if (!draft.name)
            draft.name = lost.name;
        if (!draft.lifetime)
            draft.lifetime = lost.lifetime;
        if (!draft.skipConsent)
            draft.skipConsent = lost.skipConsent;
        if (!draft.allowOfflineAccess)
            draft.allowOfflineAccess = lost.allowOfflineAccess;
        if (draft.isEmpty() && !isShown)
            m_putAside.remove(api->after->id);
    }
    showStored();
    showState();
}

void SettingsPage::takeEdits()
{
    const domain::ResourceServer *now = stored();
    if (!now)
        return;
    if (!now->isSystem)
        m_draft.name = m_name->text();
    m_draft.lifetime = m_lifetime->text();
    m_draft.skipConsent = m_skipConsent->isChecked();
    m_draft.allowOfflineAccess = m_offlineAccess->isChecked();
    m_draft.dropUnchanged(*now);
    showState();
}

void SettingsPage::showStored()
{
    m_id->setValue(m_shown.id.text());
    m_lockedName->setValue(m_shown.name);
    m_identifier->setValue(m_shown.identifier);
    m_algorithm->setValue(domain::signingAlgorithmName(m_shown.signingAlgorithm));
    // A field that is being typed in holds its draft already and is left alone.
    const QString name = m_draft.name.value_or(m_shown.name);
    if (m_name->text() != name || !m_draft.name)
        m_name->setText(name);
    if (m_draft.name)
        m_name->showProblems();
    if (!m_draft.lifetime)
        m_lifetime->setSeconds(m_shown.tokenLifetime);
    else if (m_lifetime->text() != *m_draft.lifetime)
        m_lifetime->setText(*m_draft.lifetime);
    const QSignalBlocker skipBlocker(m_skipConsent); // blocks toggled too, which only slides the knob
    const QSignalBlocker offlineBlocker(m_offlineAccess);
    m_skipConsent->setChecked(m_draft.skipConsent.value_or(m_shown.skipConsent));
    m_offlineAccess->setChecked(m_draft.allowOfflineAccess.value_or(m_shown.allowOfflineAccess));
    m_skipConsent->update();
    m_offlineAccess->update();
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
    m_secretRow->setVisible(m_shown.signingAlgorithm == domain::SigningAlgorithm::HS256);
    m_danger->setVisible(!lock(Field::Api));
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
    const QList<Field> fields = unsaved ? m_draft.fields() : QList<Field>();
    for (const Field field : fields)
        labels.append(text::fieldLabel(field));
    const QList<domain::Violation> violations = m_draft.violations();
    m_changes->setObstacle(violations.isEmpty() ? QString() : text::violationText(violations.first()));
    m_changes->setChanges(labels);

    const qsizetype clients = m_access.store.snapshot().grantsOf(m_api).size();
    m_danger->setDescription(
        tr("Deletes %1 with %2 and the authorization of %3. Tokens issued for it stay valid until they expire. "
           "You can undo this.")
            .arg(base::visibleText(m_shown.name, 200), text::scopeCount(m_shown.scopes.size()),
                 text::clientCount(clients)));

    if (unsaved != m_wasUnsaved) {
        m_wasUnsaved = unsaved;
        Q_EMIT unsavedChangesChanged(unsaved);
    }
}

void SettingsPage::sayWhatChanged(const QList<Field> &changed)
{
    if (changed.isEmpty())
        return;
    const QList<Field> drafted = m_draft.fields();
    QStringList labels;
    QStringList contested;
    for (const Field field : changed)
        (drafted.contains(field) ? contested : labels).append(text::fieldLabel(field));
    if (contested.isEmpty()) {
        m_banner->showMessage(theme::Sign::Info, tr("Changed elsewhere meanwhile: %1.").arg(labels.join(tr(", "))),
                              tr("The new value is shown. What you have not saved is kept."));
        return;
    }
    const domain::ResourceServer &now = m_shown;
    QStringList values;
    for (const Field field : changed) {
        if (!drafted.contains(field))
            continue;
        const QString value = field == Field::ApiName         ? base::visibleText(now.name, 200)
                              : field == Field::TokenLifetime ? QString::number(now.tokenLifetime)
                              : field == Field::SkipConsent   ? text::onOff(now.skipConsent)
                                                              : text::onOff(now.allowOfflineAccess);
        values.append(tr("%1 is now “%2”").arg(text::fieldLabel(field), value));
    }
    m_banner->showMessage(theme::Sign::Warning,
                          tr("Changed elsewhere while you were editing: %1.").arg(contested.join(tr(", "))),
                          tr("%1. What you typed is kept: Save replaces the other change, Discard takes it over.")
                              .arg(values.join(tr("; "))));
}

bool SettingsPage::save()
{
    const domain::ResourceServer *now = stored();
    if (!now || m_draft.isEmpty())
        return true;
    if (!m_draft.violations().isEmpty()) {
        m_name->showProblems();
        m_lifetime->edit()->showProblems();
        QLineEdit *wrong = m_name->isValid() ? m_lifetime->edit()->edit() : m_name->edit();
        findChild<widgets::ScrollColumn *>()->ensureWidgetVisible(wrong);
        wrong->setFocus();
        return false;
    }
    const auto edit = m_access.editor.updateApi(m_access.store.snapshot(), m_draft.appliedTo(*now));
    if (!edit) {
        m_banner->showMessage(theme::Sign::Error, applyEdit(m_access, edit).error());
        return false;
    }
    m_banner->dismiss();
    m_draft = {};                                                 // before the store answers: what changes now is ours
    [[maybe_unused]] const auto told = applyEdit(m_access, edit); // an edit that is there is taken
    showState();
    return true;
}

void SettingsPage::discard()
{
    m_draft = {};
    m_banner->dismiss();
    showStored();
    showState();
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
