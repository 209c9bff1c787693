#pragma once

#include "models/base/Secret.h"
#include "models/flow/TokenShelf.h"
#include "models/store/StoreSnapshot.h"
#include "ui/widgets/Card.h"

#include <optional>

class QComboBox;
class QListWidget;
class QPushButton;
class QToolButton;

namespace gatehouse::ui::widgets {
class BusyIndicator;
class FieldMessage;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class ClientSecretField;
class TestKeyField;

/// What a test run is started with: one of the clients authorized for the API, the scopes to ask for, one button; and
/// the token the chosen client still has from before.
class RunChoiceCard : public widgets::Card
{
    Q_OBJECT

public:
    /// What it is called where it is used.
    struct Words
    {
        QString title;
        QString detail;
        QString button;
        QString shortcut; ///< of the button, for its tool tip
    };
    explicit RunChoiceCard(QWidget *parent = nullptr);
    explicit RunChoiceCard(const Words &words, QWidget *parent = nullptr);

    /// Shows the clients authorized for `api`, with `preferred` chosen where nothing has been chosen yet.
    void setTenant(const store::StoreSnapshot &tenant, const domain::ResourceServerId &api,
                   const domain::ClientId &preferred);
    domain::ClientId client() const;
    /// The scopes to ask for; absent while all of them are.
    std::optional<QStringList> scopes() const;
    bool canRun() const;
    /// Asks for the client's secret, which nobody here can read; `isKnown` where it was typed before.
    void setAsksSecret(bool asks, bool isKnown);
    /// Where the key of a client that signs its requests is brought; taken over by the card.
    void setKeyField(TestKeyField *field);
    /// What was typed, once.
    base::Secret takeSecret();
    void setRunning(bool running);
    /// The token kept for the chosen client; nothing hides the line.
    void setKept(const std::optional<flow::TokenShelf::Token> &token, std::chrono::seconds remaining);

Q_SIGNALS:
    void clientChosen(const gatehouse::domain::ClientId &client);
    void scopesChanged();
    void runRequested();
    void cancelRequested();
    void useAgainRequested();

private:
    QWidget *makeScopes();
    void showScopes(const QStringList &granted);
    void checkAll(bool checked);
    void updateState();

    store::StoreSnapshot m_tenant;
    domain::ResourceServerId m_api;
    QStringList m_granted;
    bool m_filling = false;
    QComboBox *m_clients;
    QPushButton *m_run;
    QToolButton *m_scopesToggle;
    QWidget *m_scopesBox = nullptr;
    QListWidget *m_scopes = nullptr;
    ClientSecretField *m_secret;
    TestKeyField *m_key = nullptr;
    widgets::FieldMessage *m_message;
    widgets::BusyIndicator *m_busy;
    QWidget *m_kept;
    widgets::PlainLabel *m_keptText;
    QPushButton *m_useAgain;
};

} // namespace gatehouse::ui::pages
