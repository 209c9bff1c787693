#pragma once

#include "models/jose/KeyCodec.h"
#include "ui/pages/TenantAccess.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;

namespace gatehouse::ui::widgets {
class Card;
class ChangeBar;
class DurationEdit;
class ErrorBanner;
class FieldMessage;
class LabelledField;
class LinesEdit;
class ToggleSwitch;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class ClientKeysField;

/// What a client is and may do: type, addresses, grant types, authentication and refresh tokens. What is typed is a
/// draft of its own for each client, until it is saved or discarded.
class ClientSettings : public QWidget
{
    Q_OBJECT

public:
    /// `keys` outlives the form.
    ClientSettings(TenantAccess access, const jose::KeyCodec &keys, QWidget *parent = nullptr);

    void setClient(const domain::ClientId &client);
    bool hasUnsavedChanges() const;
    /// Saves the client shown; false when a rule forbids it, which is then shown.
    bool save();
    /// Back to what is stored.
    void discard();
    /// Save and Discard. Its place is under what scrolls: whoever shows the form puts it there.
    widgets::ChangeBar *changeBar() const { return m_changes; }

private:
    QWidget *makeKindCard();
    QWidget *makeAddressCard();
    QWidget *makeAccessCard();
    QWidget *makeRefreshCard();
    widgets::LinesEdit *makeAddresses(widgets::Card &card, domain::Field field, const char *objectName,
                                      const QString &help);
    void connectForm();

    const domain::ClientApplication *stored() const;
    editing::Drafts &drafts() const { return m_access.session.drafts(); }
    editing::ClientDraft draft() const { return drafts().of(m_client); }
    void onStoreChanged();
    void takeEdits();
    void takeType();
    void showStored();
    void showConsequences(const domain::ClientApplication &wanted);
    void showState();
    void sayWhatChanged(const QStringList &members);

    TenantAccess m_access;
    domain::ClientId m_client;
    domain::ClientApplication m_shown; ///< as stored when last looked at
    bool m_isShowing = false;          ///< the form is being filled, not edited

    widgets::ErrorBanner *m_unreadNote;
    widgets::ErrorBanner *m_banner;
    QComboBox *m_type = nullptr;
    widgets::FieldMessage *m_typeMeaning = nullptr;
    widgets::ToggleSwitch *m_firstParty = nullptr;
    widgets::Card *m_addressCard = nullptr;
    widgets::LinesEdit *m_callbacks = nullptr;
    widgets::LinesEdit *m_logoutUrls = nullptr;
    widgets::LinesEdit *m_origins = nullptr;
    QHash<domain::GrantType, QCheckBox *> m_grants;
    QComboBox *m_authentication = nullptr;
    widgets::FieldMessage *m_authenticationMeaning = nullptr;
    ClientKeysField *m_keys = nullptr;
    widgets::LabelledField *m_keysRow = nullptr;
    widgets::Card *m_refreshCard = nullptr;
    widgets::ToggleSwitch *m_rotating = nullptr;
    widgets::DurationEdit *m_leeway = nullptr;
    widgets::LabelledField *m_leewayRow = nullptr;
    widgets::ToggleSwitch *m_hasLifetime = nullptr;
    widgets::DurationEdit *m_lifetime = nullptr;
    widgets::LabelledField *m_lifetimeRow = nullptr;
    widgets::ToggleSwitch *m_hasIdleLifetime = nullptr;
    widgets::DurationEdit *m_idleLifetime = nullptr;
    widgets::LabelledField *m_idleLifetimeRow = nullptr;
    widgets::ChangeBar *m_changes;
};

} // namespace gatehouse::ui::pages
