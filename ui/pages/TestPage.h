#pragma once

#include "models/flow/ClientCredentialsFlow.h"
#include "models/flow/TokenShelf.h"
#include "ui/pages/LoginTools.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace gatehouse::items {
class FlowStepModel;
}
namespace gatehouse::ui::presenters {
class FlowStepPresenter;
}
namespace gatehouse::ui::widgets {
class Card;
class EmptyState;
class ErrorBanner;
class SegmentedControl;
} // namespace gatehouse::ui::widgets
namespace gatehouse::ui::inspection {
class MembersPane;
class VerdictBanner;
} // namespace gatehouse::ui::inspection

namespace gatehouse::ui::pages {

class ExchangeCard;
class LoginTestPane;
class PreviewCard;
class ProbeCard;
class RequestCodeCard;
class RunChoiceCard;
class RunOutcomeCard;
class WaterfallCard;

/// One API's Test tab: choose a flow and a client, run it over HTTP, and see what came of it. Without `tools` there is
/// the client credentials flow alone.
class TestPage : public QWidget
{
    Q_OBJECT

public:
    TestPage(TenantAccess access, ServerControl &server, flow::ClientCredentialsFlow::Parts parts,
             flow::TokenShelf &shelf, const LoginTools *tools = nullptr, QWidget *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);
    const domain::ResourceServerId &api() const { return m_api; }

public Q_SLOTS:
    /// Runs the flow for the chosen client and scopes, as soon as every change of the tenant is committed.
    void runTest();
    void cancelTest();

Q_SIGNALS:
    void openInInspectorRequested(const QByteArray &token);
    /// A run was answered with a token.
    void tokenReceived(const gatehouse::domain::ClientId &client, const gatehouse::domain::ResourceServerId &api);
    /// The person wants to authorize a client for this API: `client`, where one was tested.
    void authorizeClientRequested(const gatehouse::domain::ClientId &client, gatehouse::domain::SubjectType subject);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Flow { ClientCredentials, Login, Refresh };
    QWidget *makeTokenCard();
    void makeLogins(flow::ClientCredentialsFlow::Parts parts, const LoginTools &tools);
    void connectParts();
    void showFlow();
    void showPreview();
    void refresh();
    /// The run that was asked for; nothing when its API or client is gone.
    std::optional<flow::FlowRequest> request() const;
    void startFlow();
    void onStepChanged();
    void onFinished(const flow::FlowTranscript &transcript);
    void useAgain();
    void showToken(const QByteArray &token, const inspector::TokenInspection &inspection);
    void clearRun();
    void showRequest();
    void showServer();
    void startServer();
    void tick();
    domain::ClientId preferredClient() const;
    const domain::ResourceServer *apiValue() const;

    TenantAccess m_access;
    ServerControl &m_server;
    flow::TokenShelf &m_shelf;
    flow::ClientCredentialsFlow m_flow;
    const flow::ClientIdentity &m_identity;
    domain::ResourceServerId m_api;
    domain::ClientId m_runClient; ///< of the run under way or shown
    QByteArray m_token;           ///< shown decoded; live
    base::Instant m_began;        ///< when the run did
    quint64 m_run = 0;            ///< counts starts, so that a wait that was overtaken is noticed
    items::FlowStepModel *m_steps;
    presenters::FlowStepPresenter *m_stepPresenter;
    QStackedWidget *m_pages;
    widgets::EmptyState *m_noClient;
    widgets::ErrorBanner *m_banner;
    RunChoiceCard *m_choice;
    RunOutcomeCard *m_outcome;
    WaterfallCard *m_waterfall;
    ExchangeCard *m_exchange;
    RequestCodeCard *m_request;
    widgets::SegmentedControl *m_flows = nullptr; ///< these are null where there are no tools
    LoginTestPane *m_login = nullptr;
    ProbeCard *m_probe = nullptr;
    PreviewCard *m_preview;
    QVBoxLayout *m_column;
    widgets::Card *m_tokenCard = nullptr;
    inspection::VerdictBanner *m_verdict = nullptr;
    inspection::MembersPane *m_header = nullptr;
    inspection::MembersPane *m_claims = nullptr;
    QBoxLayout *m_runRow = nullptr;
    QBoxLayout *m_tokenRow = nullptr;
    QTimer m_timer;
    bool m_showsServerOff = false;
};

} // namespace gatehouse::ui::pages
