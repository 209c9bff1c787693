#pragma once

#include "models/base/Secret.h"
#include "models/flow/TestCallback.h"
#include "models/store/StoreSnapshot.h"
#include "ui/pages/TestKeyField.h"
#include "ui/widgets/Card.h"

class QCheckBox;
class QComboBox;
class QListWidget;
class QPushButton;
class QToolButton;

namespace gatehouse::ui::widgets {
class BusyIndicator;
class FieldMessage;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class ClientSecretField;

/// What a login, or a refresh after one, is started with: the client, who is to log in, the scopes to ask for; and what
/// is in the way of it, with the button that clears it.
class LoginChoiceCard : public widgets::Card
{
    Q_OBJECT

public:
    enum class Mode { Login, Refresh };
    /// What keeps the run from starting.
    enum class Obstacle { None, NoClient, ServerOff, NoKey, NoCallback, NoRefreshToken };

    LoginChoiceCard(const TestKeyField::Parts &key, flow::CallbackMatching matching, QWidget *parent = nullptr);

    void setTenant(const store::StoreSnapshot &tenant, const domain::ResourceServerId &api,
                   const domain::ClientId &preferred);
    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    void setServerRunning(bool isRunning);
    /// Whether a refresh token is kept for the client chosen.
    void setRefreshable(bool isRefreshable);
    void setRunning(bool isRunning);
    /// Asks for the client's secret, which nobody here can read; `isKnown` where it was typed before.
    void setAsksSecret(bool asks, bool isKnown);
    /// What was typed, once.
    base::Secret takeSecret();

    domain::ClientId client() const;
    QStringList scopes() const;
    QString loginHint() const;
    domain::UserId user() const; ///< of the hint; empty where it names none of the test users
    bool promptsLogin() const;
    bool promptsConsent() const;
    bool canRun() const;

Q_SIGNALS:
    void clientChosen(const gatehouse::domain::ClientId &client);
    void changed();
    void runRequested();
    void cancelRequested();
    void addCallbackRequested();
    void startServerRequested();

private:
    QWidget *makeOptions();
    void fillClients(const domain::ClientId &preferred);
    void fillUsers();
    void fillScopes();
    Obstacle obstacle() const;
    void updateState();

    flow::CallbackMatching m_matching;
    store::StoreSnapshot m_tenant;
    domain::ResourceServerId m_api;
    Mode m_mode = Mode::Login;
    bool m_isServerRunning = false;
    bool m_isRefreshable = false;
    bool m_isRunning = false;
    QComboBox *m_clients;
    QComboBox *m_users;
    QWidget *m_userField;
    TestKeyField *m_key;
    QPushButton *m_run;
    ClientSecretField *m_secret;
    QToolButton *m_fold;
    QWidget *m_options = nullptr;
    QListWidget *m_scopes = nullptr;
    QCheckBox *m_promptLogin = nullptr;
    QCheckBox *m_promptConsent = nullptr;
    widgets::FieldMessage *m_message;
    QPushButton *m_remedy;
    widgets::BusyIndicator *m_busy;
};

} // namespace gatehouse::ui::pages
