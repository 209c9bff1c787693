#pragma once

#include "models/flow/AuthorizationCodeFlow.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "models/flow/RefreshFlow.h"
#include "ui/pages/LoginChoiceCard.h"
#include "ui/pages/LoginTools.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QWidget>

class QBoxLayout;

namespace gatehouse::ui::inspection {
class MembersPane;
class VerdictBanner;
} // namespace gatehouse::ui::inspection
namespace gatehouse::ui::widgets {
class ErrorBanner;
class SegmentedControl;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

class PreviewCard;
class ProbeCard;
class RunOutcomeCard;
class WaterfallCard;

/// The Test tab where a person logs in: choose, go to the browser and come back, and see every exchange, what was
/// checked, and the tokens; then refresh.
class LoginTestPane : public QWidget
{
    Q_OBJECT

public:
    LoginTestPane(TenantAccess access, ServerControl &server, flow::ClientCredentialsFlow::Parts parts,
                  const LoginTools &tools, QWidget *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);
    void setMode(LoginChoiceCard::Mode mode);

public Q_SLOTS:
    void runTest();
    void cancelTest();

Q_SIGNALS:
    void openInInspectorRequested(const QByteArray &token);
    void authorizeClientRequested(const gatehouse::domain::ClientId &client);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    using RefreshKey = std::pair<domain::ClientId, domain::ResourceServerId>;
    QWidget *makeTokenCard();
    void connectParts();
    void refresh();
    void showChoice();
    void showPreview();
    void addCallback();
    void startFlow();
    flow::FlowRequest request(const domain::ClientApplication &client, const domain::ResourceServer &api) const;
    void onFinished(const flow::FlowTranscript &transcript);
    void showToken();
    void clearRun();

    TenantAccess m_access;
    ServerControl &m_server;
    LoginTools m_tools;
    flow::AuthorizationCodeFlow m_login;
    flow::RefreshFlow m_refresh;
    domain::ResourceServerId m_api;
    domain::ClientId m_runClient;
    base::Instant m_began;
    flow::FlowTranscript m_transcript;             ///< of the run shown
    QHash<RefreshKey, base::Secret> m_refreshable; ///< of the logins here; in memory alone
    quint64 m_run = 0;                             ///< counts starts, so that a wait that was overtaken is noticed
    widgets::ErrorBanner *m_banner;
    LoginChoiceCard *m_choice;
    PreviewCard *m_preview;
    WaterfallCard *m_waterfall;
    RunOutcomeCard *m_outcome;
    widgets::Card *m_tokenCard = nullptr;
    widgets::SegmentedControl *m_which = nullptr;
    inspection::VerdictBanner *m_verdict = nullptr;
    inspection::MembersPane *m_header = nullptr;
    inspection::MembersPane *m_claims = nullptr;
    ProbeCard *m_probe;
    QBoxLayout *m_tokenRow = nullptr;
};

} // namespace gatehouse::ui::pages
