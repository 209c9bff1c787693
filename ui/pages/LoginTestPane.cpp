#include "ui/pages/LoginTestPane.h"

#include "ui/inspector/MembersPane.h"
#include "ui/inspector/VerdictBanner.h"
#include "ui/pages/PreviewCard.h"
#include "ui/pages/ProbeCard.h"
#include "ui/pages/RunOutcomeCard.h"
#include "ui/pages/TenantEdits.h"
#include "ui/pages/WaterfallCard.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/ScrollColumn.h"
#include "ui/widgets/SegmentedControl.h"

#include <QAbstractButton>
#include <QBoxLayout>

namespace gatehouse::ui::pages {

using namespace theme::spacing;
using namespace Qt::StringLiterals;

namespace {

enum Which { AccessToken, IdToken };

const oauth::TokenResponse *tokensOf(const flow::FlowTranscript &transcript)
{
    return transcript.exchange ? std::get_if<oauth::TokenResponse>(&transcript.exchange->answer) : nullptr;
}

flow::UserFlow::Parts userParts(const flow::ClientCredentialsFlow::Parts &parts, const LoginTools &tools)
{
    return {parts.http, parts.custody, parts.identity, parts.inspector, parts.clock, tools.random};
}

} // namespace

LoginTestPane::LoginTestPane(TenantAccess access, ServerControl &server, flow::ClientCredentialsFlow::Parts parts,
                             const LoginTools &tools, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_server(server)
    , m_tools(tools)
    , m_login(userParts(parts, tools))
    , m_refresh(userParts(parts, tools))
    , m_banner(new widgets::ErrorBanner(this))
    , m_choice(new LoginChoiceCard({parts.identity, tools.privateKeys, tools.codec}, tools.matching, this))
    , m_preview(new PreviewCard(this))
    , m_waterfall(new WaterfallCard(this))
    , m_outcome(new RunOutcomeCard(this))
    , m_probe(new ProbeCard({.http = parts.http,
                             .custody = parts.custody,
                             .codec = tools.codec,
                             .privateKeys = tools.privateKeys,
                             .clock = parts.clock},
                            this))
{
    setObjectName(u"loginTestPane"_s);
    m_banner->setObjectName(u"loginBanner"_s);
    auto *scroll = new widgets::ScrollColumn(widgets::contentCharacters, this);
    scroll->setObjectName(u"loginScroll"_s);
    scroll->setTopMargin(medium);
    QVBoxLayout *column = scroll->column();
    column->addWidget(m_banner);
    column->addWidget(m_choice);
    column->addWidget(m_outcome);
    column->addWidget(m_preview);
    column->addWidget(m_waterfall);
    column->addWidget(makeTokenCard());
    column->addWidget(m_probe);
    column->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connectParts();
}

QWidget *LoginTestPane::makeTokenCard()
{
    m_tokenCard = new widgets::Card(tr("Tokens"), {}, this);
    m_tokenCard->setObjectName(u"loginTokenCard"_s);
    m_which = new widgets::SegmentedControl(tr("Which token is shown"), m_tokenCard);
    m_which->setObjectName(u"loginWhich"_s);
    m_which->addChoice(tr("Access token"));
    m_which->addChoice(tr("ID token"));
    m_which->button(AccessToken)->setObjectName(u"loginAccessToken"_s);
    m_which->button(IdToken)->setObjectName(u"loginIdToken"_s);
    m_which->setCurrent(AccessToken);
    m_tokenCard->addAction(m_which);
    m_verdict = new inspection::VerdictBanner(m_tokenCard);
    m_header = new inspection::MembersPane(items::ClaimTableModel::Part::Header, m_tokenCard);
    m_claims = new inspection::MembersPane(items::ClaimTableModel::Part::Claims, m_tokenCard);
    m_tokenRow = new QHBoxLayout;
    m_tokenRow->setSpacing(large);
    m_tokenRow->addWidget(m_claims, 3, Qt::AlignTop);
    m_tokenRow->addWidget(m_header, 2, Qt::AlignTop);
    m_tokenCard->body()->addWidget(m_verdict);
    m_tokenCard->body()->addLayout(m_tokenRow);
    m_tokenCard->hide();
    return m_tokenCard;
}

void LoginTestPane::connectParts()
{
    connect(m_choice, &LoginChoiceCard::runRequested, this, &LoginTestPane::runTest);
    connect(m_choice, &LoginChoiceCard::cancelRequested, this, &LoginTestPane::cancelTest);
    connect(m_choice, &LoginChoiceCard::addCallbackRequested, this, &LoginTestPane::addCallback);
    connect(m_choice, &LoginChoiceCard::startServerRequested, this, [this] {
        if (const base::Result<int> started = m_server.start(); !started)
            m_banner->showError(started.error());
    });
    connect(m_choice, &LoginChoiceCard::changed, this, &LoginTestPane::showPreview);
    connect(m_choice, &LoginChoiceCard::clientChosen, this, [this](const domain::ClientId &client) {
        if (client != m_runClient)
            clearRun();
        showChoice();
    });
    connect(m_outcome, &RunOutcomeCard::retryRequested, this, &LoginTestPane::runTest);
    connect(m_outcome, &RunOutcomeCard::authorizeClientRequested, this,
            [this] { Q_EMIT authorizeClientRequested(m_runClient); });
    connect(m_outcome, &RunOutcomeCard::openInInspectorRequested, this, [this] {
        if (const auto *tokens = tokensOf(m_transcript))
            Q_EMIT openInInspectorRequested(m_which->current() == IdToken ? tokens->idToken : tokens->accessToken);
    });
    connect(m_outcome, &RunOutcomeCard::copyTokenRequested, this, [this] {
        if (const auto *tokens = tokensOf(m_transcript))
            widgets::copySecret(base::Secret(QByteArrayView(tokens->accessToken)));
    });
    connect(m_which, &widgets::SegmentedControl::chosen, this, &LoginTestPane::showToken);
    for (flow::UserFlow *flow : {static_cast<flow::UserFlow *>(&m_login), static_cast<flow::UserFlow *>(&m_refresh)}) {
        connect(flow, &flow::UserFlow::changed, this,
                [this, flow] { m_waterfall->setExchanges(flow->transcript().exchanges, m_began); });
        connect(flow, &flow::UserFlow::finished, this, &LoginTestPane::onFinished);
    }
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &LoginTestPane::refresh);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &LoginTestPane::refresh);
    connect(&m_server, &ServerControl::changed, this, &LoginTestPane::showChoice);
}

void LoginTestPane::setApi(const domain::ResourceServerId &api)
{
    if (m_api != api)
        clearRun();
    m_api = api;
    refresh();
}

void LoginTestPane::setMode(LoginChoiceCard::Mode mode)
{
    if (m_choice->mode() == mode)
        return;
    cancelTest();
    m_choice->setMode(mode);
    showChoice();
}

void LoginTestPane::refresh()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    if (!tenant.resourceServer(m_api))
        return;
    m_choice->setTenant(tenant, m_api, {});
    m_header->setTenant(tenant);
    m_claims->setTenant(tenant);
    showChoice();
}

void LoginTestPane::showChoice()
{
    m_choice->setServerRunning(m_server.isRunning());
    m_choice->setRefreshable(m_refreshable.contains({m_choice->client(), m_api}));
    const domain::ClientApplication *client = m_access.store.snapshot().client(m_choice->client());
    const bool isBySecret = client && client->authentication == domain::ClientAuthentication::Secret;
    m_choice->setAsksSecret(isBySecret && !m_access.store.capabilities().revealSecrets,
                            client && m_access.custody.clientSecret(*client).has_value());
    m_preview->setVisible(m_choice->mode() == LoginChoiceCard::Mode::Login);
    showPreview();
}

void LoginTestPane::showPreview()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const domain::ClientApplication *client = tenant.client(m_choice->client());
    const auto callback = client ? flow::testCallback(*client, m_tools.matching) : std::nullopt;
    m_preview->setWish({.tenant = tenant,
                        .api = m_api,
                        .client = m_choice->client(),
                        .isPerson = true,
                        .user = m_choice->user(),
                        .scopes = m_choice->scopes(),
                        .redirectUri = callback ? callback->uri
                                       : client ? flow::neededCallback(*client, m_tools.matching)
                                                : QString(),
                        .promptsConsent = m_choice->promptsConsent(),
                        .issuer = m_server.issuer().toString(QUrl::FullyEncoded),
                        .now = m_access.clock.now()});
}

void LoginTestPane::addCallback()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const domain::ClientApplication *client = tenant.client(m_choice->client());
    if (!client)
        return;
    domain::ClientApplication wanted = *client;
    wanted.callbacks.append(flow::neededCallback(*client, m_tools.matching));
    const auto applied = applyEdit(m_access, m_access.editor.updateClient(tenant, wanted));
    if (!applied)
        m_banner->showMessage(theme::Sign::Error, applied.error());
}

void LoginTestPane::runTest()
{
    if (!m_choice->canRun())
        return;
    clearRun();
    m_runClient = m_choice->client();
    if (const base::Secret typed = m_choice->takeSecret(); !typed.isEmpty()) {
        m_access.custody.noteClientSecret(m_runClient, typed);
        showChoice();
    }
    m_choice->setRunning(true);
    // What was just added or allowed has to be committed before the server can know of it.
    const quint64 run = ++m_run;
    m_access.store.whenSettled(this, [this, run] {
        if (run == m_run)
            startFlow();
    });
}

flow::FlowRequest LoginTestPane::request(const domain::ClientApplication &client,
                                         const domain::ResourceServer &api) const
{
    const bool isLogin = m_choice->mode() == LoginChoiceCard::Mode::Login;
    return {.client = client,
            .api = api,
            .scopes = isLogin ? std::optional(m_choice->scopes()) : std::nullopt,
            .issuer = m_server.issuer(),
            .tenant = m_access.store.snapshot(),
            .loginHint = m_choice->loginHint(),
            .promptsLogin = m_choice->promptsLogin(),
            .promptsConsent = m_choice->promptsConsent()};
}

void LoginTestPane::startFlow()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const domain::ResourceServer *api = tenant.resourceServer(m_api);
    const domain::ClientApplication *client = tenant.client(m_runClient);
    const auto callback = client ? flow::testCallback(*client, m_tools.matching) : std::nullopt;
    const base::Secret refreshToken = m_refreshable.value({m_runClient, m_api});
    const bool isRefresh = m_choice->mode() == LoginChoiceCard::Mode::Refresh;
    if (!api || !client || (isRefresh ? refreshToken.isEmpty() : !callback)) {
        m_choice->setRunning(false);
        return;
    }
    m_began = m_access.clock.now();
    if (isRefresh) {
        m_refresh.start(request(*client, *api), refreshToken);
    } else {
        m_login.start(request(*client, *api),
                      std::make_unique<flow::SystemBrowser>(m_tools.listener, *callback, m_tools.openBrowser));
    }
}

void LoginTestPane::cancelTest()
{
    ++m_run;
    m_choice->setRunning(false);
    m_login.cancel();
    m_refresh.cancel();
}

void LoginTestPane::onFinished(const flow::FlowTranscript &transcript)
{
    m_choice->setRunning(false);
    m_transcript = transcript;
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    m_waterfall->setExchanges(transcript.exchanges, m_began);
    m_waterfall->setChecks(transcript.checks);
    m_outcome->setTranscript(
        transcript,
        {.client = tenant.clientName(m_runClient), .api = tenant.apiName(m_api), .isElsewhere = !m_server.isOurs()});
    const domain::ResourceServer *api = tenant.resourceServer(m_api);
    if (const auto *tokens = tokensOf(transcript)) {
        const bool isRefresh = m_choice->mode() == LoginChoiceCard::Mode::Refresh;
        const base::Secret &next = isRefresh ? m_refresh.refreshToken() : tokens->refreshToken;
        if (!next.isEmpty())
            m_refreshable.insert({m_runClient, m_api}, next);
        m_which->setCurrent(AccessToken);
        m_which->setVisible(transcript.idToken.has_value());
        m_tokenCard->show();
        showToken();
    }
    m_probe->setToken(transcript.inspection, api ? *api : domain::ResourceServer(), tenant);
    showChoice();
}

void LoginTestPane::showToken()
{
    const bool isId = m_which->current() == IdToken && m_transcript.idToken;
    const auto &shown = isId ? m_transcript.idToken : m_transcript.inspection;
    if (!shown)
        return;
    const base::Instant now = m_access.clock.now();
    m_verdict->setInspection(*shown, now);
    m_header->setInspection(*shown, now);
    m_claims->setInspection(*shown, now);
}

void LoginTestPane::clearRun()
{
    if (m_login.isRunning() || m_refresh.isRunning())
        cancelTest();
    m_runClient = {};
    m_transcript = {};
    m_banner->dismiss();
    m_waterfall->setExchanges({}, {});
    m_outcome->clear();
    m_tokenCard->hide();
    m_probe->setToken({}, {}, {});
}

void LoginTestPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int enough = fontMetrics().averageCharWidth() * inspection::MembersPane::twoCharacters;
    m_tokenRow->setDirection(width() < enough ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace gatehouse::ui::pages
