#pragma once

#include "models/base/Secret.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QWidget>

#include <memory>

namespace gatehouse::ui::widgets {
class Card;
class EmptyState;
class ErrorBanner;
class LockedField;
class PlainLabel;
class SecretField;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class RunChoiceCard;

/// Gets a token for the Management API, as one of the clients that are authorized for it and with chosen scopes; where
/// there is no such client it makes one.
class ManagementTokenCard : public QWidget
{
    Q_OBJECT

public:
    ManagementTokenCard(TenantAccess access, ServerControl &server, flow::ClientCredentialsFlow::Parts parts,
                        QWidget *parent = nullptr);

Q_SIGNALS:
    void undoOffered(const QString &what);

private:
    void refresh();
    void createClient();
    void request();
    void start();
    void cancel();
    void onFinished(const flow::FlowTranscript &transcript);
    void forgetToken();
    const domain::ResourceServer *managementApi() const;

    TenantAccess m_access;
    ServerControl &m_server;
    flow::ClientCredentialsFlow::Parts m_parts;
    /// One run: it goes with what it knows of the token.
    std::unique_ptr<flow::ClientCredentialsFlow> m_flow;
    base::Secret m_token;
    domain::ClientId m_owner; ///< of the token that is shown
    quint64 m_run = 0;        ///< counts starts, so that a wait that was overtaken is noticed
    widgets::ErrorBanner *m_banner;
    RunChoiceCard *m_choice;
    widgets::Card *m_none;
    widgets::EmptyState *m_noClient;
    widgets::Card *m_result;
    widgets::SecretField *m_field;
    widgets::PlainLabel *m_about;
    widgets::LockedField *m_example;
};

} // namespace gatehouse::ui::pages
