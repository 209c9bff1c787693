#pragma once

#include "ui/pages/TenantAccess.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace gatehouse::ui::widgets {
class Card;
class ChangeBar;
class DurationEdit;
class ErrorBanner;
class FieldMessage;
class LabelledField;
class LockedField;
class SecretField;
class ToggleSwitch;
class ValidatedLineEdit;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class ConsentCard;
class SecretOverlapRow;

/// One API's Settings tab. What is typed is a draft of its own for each API: it survives switching to another tab or
/// API and a change of the same API made elsewhere, until it is saved or discarded.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(TenantAccess access, QWidget *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);

    /// Whether the API shown has changes that are not saved.
    bool hasUnsavedChanges() const;
    /// Saves the API shown; false when a rule forbids it, which is then shown at the field.
    bool save();
    /// Back to what is stored, for the API shown.
    void discard();

Q_SIGNALS:
    /// The API called `name` was deleted from here; undoing brings it back whole.
    void deleted(const QString &name);
    /// The person wants to see what clients are granted in people's names.
    void openUserGrantsRequested();
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

private:
    QWidget *makeGeneralCard();
    QWidget *makeTokenCard();
    QWidget *makeAccessCard();
    QWidget *makeDialectFields();
    QWidget *makePermissionsCard();
    QWidget *makePolicyCard();
    QWidget *makeSecretPanel();
    domain::MaybeViolation checkWebLifetime(const QString &text) const;
    void connectPolicies();
    /// What of the draft the fields of the policies hold.
    void takePolicies(editing::SettingsDraft &typed) const;
    void showPolicies(const editing::SettingsDraft &draft);
    void showPolicyLocks();
    QString storedValue(domain::Field field) const;
    QWidget *makeDangerCard();
    static QString offlineAccessHelp();
    void connectForm();
    void nameWidgets();

    const domain::ResourceServer *stored() const;
    void onStoreChanged();
    void onDraftChanged(const domain::ResourceServerId &api);
    editing::SettingsDraft draft() const { return drafts().of(m_api).settings; }
    editing::Drafts &drafts() const { return m_access.session.drafts(); }
    void takeEdits();
    void showStored();
    void showLocks();
    void showState();
    void sayWhatChanged(const QList<domain::Field> &changed);
    void replaceSecret();
    void endOverlap();
    void askToDelete();
    void deleteApi();

    TenantAccess m_access;
    domain::ResourceServerId m_api;
    domain::ResourceServer m_shown; ///< as stored when last looked at

    widgets::ErrorBanner *m_systemNote;
    widgets::ErrorBanner *m_unreadNote;
    widgets::ErrorBanner *m_banner;
    widgets::LockedField *m_id;
    widgets::ValidatedLineEdit *m_name;
    widgets::LockedField *m_lockedName;
    widgets::LockedField *m_identifier;
    widgets::LockedField *m_algorithm;
    widgets::LabelledField *m_secretRow;
    widgets::SecretField *m_secret;
    QWidget *m_replacePanel;
    SecretOverlapRow *m_overlap;
    widgets::DurationEdit *m_lifetime;
    widgets::ToggleSwitch *m_skipConsent;
    widgets::ToggleSwitch *m_offlineAccess;
    widgets::LabelledField *m_offlineAccessRow;
    widgets::DurationEdit *m_webLifetime;
    QComboBox *m_dialect;
    widgets::FieldMessage *m_dialectMeaning;
    widgets::ToggleSwitch *m_enforcePolicies;
    widgets::ToggleSwitch *m_addPermissions;
    QComboBox *m_userPolicy;
    widgets::FieldMessage *m_userPolicyMeaning;
    QComboBox *m_clientPolicy;
    widgets::FieldMessage *m_clientPolicyMeaning;
    ConsentCard *m_consent;
    widgets::Card *m_danger;
    QPushButton *m_delete;
    widgets::ChangeBar *m_changes;
};

} // namespace gatehouse::ui::pages
