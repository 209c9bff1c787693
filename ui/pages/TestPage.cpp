#include "ui/pages/TestPage.h"

#include "models/items/FlowStepModel.h"
#include "ui/inspector/FittedViews.h"
#include "ui/inspector/MembersPane.h"
#include "ui/inspector/VerdictBanner.h"
#include "ui/pages/ExchangeCard.h"
#include "ui/pages/LoginTestPane.h"
#include "ui/pages/PreviewCard.h"
#include "ui/pages/ProbeCard.h"
#include "ui/pages/RequestCodeCard.h"
#include "ui/pages/RunChoiceCard.h"
#include "ui/pages/RunOutcomeCard.h"
#include "ui/pages/TestKeyField.h"
#include "ui/pages/WaterfallCard.h"
#include "ui/presenters/FlowStepPresenter.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/ScrollColumn.h"
#include "ui/widgets/SegmentedControl.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>

namespace gatehouse::ui::pages {

namespace {

using namespace theme::spacing;
using namespace Qt::StringLiterals;

QUrl tokenEndpoint(const QUrl &issuer)
{
    return issuer.resolved(QUrl(u"oauth/token"_s));
}

} // namespace

TestPage::TestPage(TenantAccess access, ServerControl &server, flow::ClientCredentialsFlow::Parts parts,
                   flow::TokenShelf &shelf, const LoginTools *tools, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_server(server)
    , m_shelf(shelf)
    , m_flow(parts)
    , m_identity(parts.identity)
    , m_steps(new items::FlowStepModel(this))
    , m_stepPresenter(new presenters::FlowStepPresenter(*m_steps, this))
    , m_pages(new QStackedWidget(this))
    , m_noClient(new widgets::EmptyState(u"client"_s, tr("No client may ask for tokens of this API yet"), this))
    , m_banner(new widgets::ErrorBanner(this))
    , m_choice(new RunChoiceCard(this))
    , m_outcome(new RunOutcomeCard(this))
    , m_waterfall(new WaterfallCard(this))
    , m_exchange(new ExchangeCard(this))
    , m_request(new RequestCodeCard(this))
    , m_preview(new PreviewCard(this))
{
    setObjectName(u"testPage"_s);
    m_noClient->setObjectName(u"testNoClient"_s);
    m_noClient->setDetail(tr("Authorize one of the tenant's clients, and it gets real access tokens here."));
    m_noClient->setPrimary(tr("Authorize a client"), u"grant"_s);
    m_noClient->primaryButton()->setObjectName(u"testAuthorizeClient"_s);
    m_banner->setObjectName(u"testBanner"_s);
    m_banner->setDismissible(false);

    auto *stepsCard = new widgets::Card(tr("Steps"), {}, this);
    stepsCard->setObjectName(u"stepsCard"_s);
    auto *steps = new inspection::FittedList(tr("Steps of the test run"), stepsCard);
    steps->setObjectName(u"testSteps"_s);
    steps->setSelectionMode(QAbstractItemView::NoSelection);
    steps->setModel(m_stepPresenter);
    stepsCard->body()->addWidget(steps);

    auto *scroll = new widgets::ScrollColumn(widgets::contentCharacters, this);
    scroll->setObjectName(u"testScroll"_s);
    m_column = scroll->column();
    m_column->addWidget(m_banner);
    m_column->addWidget(m_choice);
    m_runRow = new QHBoxLayout;
    m_runRow->setSpacing(large);
    m_runRow->addWidget(stepsCard, 1);
    m_runRow->addWidget(m_outcome, 1);
    m_column->addLayout(m_runRow);
    m_column->addWidget(m_preview);
    m_column->addWidget(makeTokenCard());
    m_column->addWidget(m_waterfall);
    m_column->addWidget(m_exchange);
    m_column->addWidget(m_request);
    m_column->addStretch(1);

    m_pages->addWidget(scroll);
    m_pages->addWidget(m_noClient);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (tools)
        makeLogins(parts, *tools);
    layout->addWidget(m_pages);
    m_timer.setInterval(std::chrono::seconds(1));
    connectParts();
}

void TestPage::makeLogins(flow::ClientCredentialsFlow::Parts parts, const LoginTools &tools)
{
    m_flows = new widgets::SegmentedControl(tr("How to get a token"), this);
    m_flows->setObjectName(u"testFlows"_s);
    m_flows->addChoice(tr("Client credentials"));
    m_flows->addChoice(tr("Log in"));
    m_flows->addChoice(tr("Refresh"));
    m_flows->button(ClientCredentials)->setObjectName(u"flowClientCredentials"_s);
    m_flows->button(Login)->setObjectName(u"flowLogin"_s);
    m_flows->button(Refresh)->setObjectName(u"flowRefresh"_s);
    m_flows->setCurrent(ClientCredentials);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(wide, large, wide, 0);
    line->addWidget(m_flows);
    line->addStretch(1);
    static_cast<QVBoxLayout *>(layout())->addLayout(line);
    m_choice->setKeyField(new TestKeyField({parts.identity, tools.privateKeys, tools.codec}, m_choice));
    m_login = new LoginTestPane(m_access, m_server, parts, tools, this);
    m_pages->addWidget(m_login);
    m_probe = new ProbeCard({.http = parts.http,
                             .custody = parts.custody,
                             .codec = tools.codec,
                             .privateKeys = tools.privateKeys,
                             .clock = parts.clock},
                            this);
    m_column->insertWidget(m_column->indexOf(m_tokenCard) + 1, m_probe);
    connect(m_flows, &widgets::SegmentedControl::chosen, this, [this] {
        cancelTest();
        showFlow();
    });
    connect(m_login, &LoginTestPane::openInInspectorRequested, this, &TestPage::openInInspectorRequested);
    connect(m_login, &LoginTestPane::authorizeClientRequested, this, [this](const domain::ClientId &client) {
        Q_EMIT authorizeClientRequested(client, domain::SubjectType::User);
    });
}

void TestPage::showFlow()
{
    const int flow = m_flows ? m_flows->current() : ClientCredentials;
    if (flow == ClientCredentials) {
        m_pages->setCurrentIndex(m_choice->client().isEmpty() ? 1 : 0);
        return;
    }
    m_login->setMode(flow == Login ? LoginChoiceCard::Mode::Login : LoginChoiceCard::Mode::Refresh);
    m_pages->setCurrentWidget(m_login);
}

void TestPage::showPreview()
{
    m_preview->setWish({.tenant = m_access.store.snapshot(),
                        .api = m_api,
                        .client = m_choice->client(),
                        .isPerson = false,
                        .user = {},
                        .scopes = m_choice->scopes().value_or(QStringList()),
                        .redirectUri = {},
                        .promptsConsent = false,
                        .issuer = m_server.issuer().toString(QUrl::FullyEncoded),
                        .now = m_access.clock.now()});
}

QWidget *TestPage::makeTokenCard()
{
    m_tokenCard = new widgets::Card(tr("Access token"), {}, this);
    m_tokenCard->setObjectName(u"testTokenCard"_s);
    m_verdict = new inspection::VerdictBanner(m_tokenCard);
    m_verdict->setObjectName(u"testVerdict"_s);
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

void TestPage::connectParts()
{
    connect(m_choice, &RunChoiceCard::runRequested, this, &TestPage::runTest);
    connect(m_choice, &RunChoiceCard::cancelRequested, this, &TestPage::cancelTest);
    connect(m_choice, &RunChoiceCard::useAgainRequested, this, &TestPage::useAgain);
    connect(m_choice, &RunChoiceCard::scopesChanged, this, &TestPage::showRequest);
    connect(m_choice, &RunChoiceCard::clientChosen, this, [this](const domain::ClientId &client) {
        settings::ApiPreferences preferences = settings::ApiPreferences::load(m_access.settings);
        preferences.lastClient.insert(m_api.text(), client.text());
        preferences.save(m_access.settings);
        if (client != m_runClient)
            clearRun();
        showRequest();
        tick();
    });
    connect(m_noClient, &widgets::EmptyState::primaryClicked, this,
            [this] { Q_EMIT authorizeClientRequested({}, domain::SubjectType::Client); });
    connect(m_outcome, &RunOutcomeCard::authorizeClientRequested, this,
            [this] { Q_EMIT authorizeClientRequested(m_runClient, domain::SubjectType::Client); });
    connect(m_outcome, &RunOutcomeCard::startServerRequested, this, &TestPage::startServer);
    connect(m_outcome, &RunOutcomeCard::openInInspectorRequested, this,
            [this] { Q_EMIT openInInspectorRequested(m_token); });
    connect(m_outcome, &RunOutcomeCard::copyTokenRequested, this,
            [this] { widgets::copySecret(base::Secret(QByteArrayView(m_token))); });
    connect(m_outcome, &RunOutcomeCard::retryRequested, this, &TestPage::runTest);
    connect(m_banner, &widgets::ErrorBanner::retryRequested, this, &TestPage::startServer);
    connect(m_request, &RequestCodeCard::failed, m_banner, &widgets::ErrorBanner::showError);
    connect(&m_flow, &flow::ClientCredentialsFlow::stepChanged, this, &TestPage::onStepChanged);
    connect(&m_flow, &flow::ClientCredentialsFlow::finished, this, &TestPage::onFinished);
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &TestPage::refresh);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &TestPage::refresh);
    connect(&m_server, &ServerControl::changed, this, &TestPage::showServer);
    connect(&m_timer, &QTimer::timeout, this, &TestPage::tick);
    // Not ambiguous with a page that has the same key: only the one that holds the keyboard focus listens.
    const auto *run =
        new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(run, &QShortcut::activated, this, &TestPage::runTest);
}

void TestPage::setApi(const domain::ResourceServerId &api)
{
    if (m_api != api)
        clearRun();
    m_api = api;
    if (m_login)
        m_login->setApi(api);
    refresh();
}

const domain::ResourceServer *TestPage::apiValue() const
{
    return m_access.store.snapshot().resourceServer(m_api);
}

domain::ClientId TestPage::preferredClient() const
{
    return domain::ClientId(settings::ApiPreferences::load(m_access.settings).lastClient.value(m_api.text()));
}

void TestPage::refresh()
{
    if (!apiValue())
        return;
    m_choice->setTenant(m_access.store.snapshot(), m_api, preferredClient());
    m_header->setTenant(m_access.store.snapshot());
    m_claims->setTenant(m_access.store.snapshot());
    showFlow();
    showServer();
    tick();
}

void TestPage::showServer()
{
    if (m_server.isRunning()) {
        if (m_showsServerOff)
            m_banner->dismiss();
        m_showsServerOff = false;
    } else {
        m_banner->setRetryText(tr("Start server"));
        m_banner->showMessage(theme::Sign::Warning, tr("The authorization server is off"),
                              tr("Tokens come from it: start it, and the test can run."));
        m_showsServerOff = true;
    }
    showRequest();
}

void TestPage::startServer()
{
    if (m_server.isRunning())
        return;
    if (const base::Result<int> started = m_server.start(); !started) {
        m_banner->setRetryText(tr("Try again"));
        m_banner->showError(started.error());
        m_showsServerOff = true;
    }
}

void TestPage::showRequest()
{
    showPreview();
    const domain::ResourceServer *api = apiValue();
    const domain::ClientApplication *client = m_access.store.snapshot().client(m_choice->client());
    if (!api || !client)
        return;
    const bool isBySecret = client->authentication == domain::ClientAuthentication::Secret;
    const bool isBySigning = client->authentication == domain::ClientAuthentication::PrivateKeyJwt;
    m_choice->setAsksSecret(!m_access.store.capabilities().revealSecrets && isBySecret,
                            m_access.custody.clientSecret(*client).has_value());
    const oauth::TokenRequest request{
        .client = {.clientId = client->id.text(),
                   .secret = isBySecret ? std::optional(base::Secret()) : std::nullopt,
                   .assertion = isBySigning ? std::optional(base::Secret()) : std::nullopt},
        .audience = api->identifier,
        .scopes = m_choice->scopes()};
    m_request->setRequest(request, tokenEndpoint(m_server.issuer()),
                          [&identity = m_identity, value = *client, issuer = m_server.issuer()] {
                              return identity.credentials(value, issuer, oauth::ClientAuthentication::SecretPost);
                          });
}

void TestPage::runTest()
{
    if (m_login && m_flows->current() != ClientCredentials) {
        m_login->runTest();
        return;
    }
    if (!apiValue() || !m_choice->canRun())
        return;
    clearRun();
    m_runClient = m_choice->client();
    if (const base::Secret typed = m_choice->takeSecret(); !typed.isEmpty()) {
        m_access.custody.noteClientSecret(m_runClient, typed);
        showRequest();
    }
    m_choice->setRunning(true);
    // What was just authorized or granted has to be committed before the server can know of it.
    const quint64 run = ++m_run;
    m_access.store.whenSettled(this, [this, run] {
        if (run == m_run)
            startFlow();
    });
}

std::optional<flow::FlowRequest> TestPage::request() const
{
    const domain::ResourceServer *api = apiValue();
    const domain::ClientApplication *client = m_access.store.snapshot().client(m_runClient);
    if (!api || !client)
        return {};
    return flow::FlowRequest{.client = *client,
                             .api = *api,
                             .scopes = m_choice->scopes(),
                             .issuer = m_server.issuer(),
                             .tenant = m_access.store.snapshot()};
}

void TestPage::startFlow()
{
    m_began = m_access.clock.now();
    if (const auto made = request())
        m_flow.start(*made);
    else
        m_choice->setRunning(false);
}

void TestPage::cancelTest()
{
    ++m_run;
    m_choice->setRunning(false);
    m_flow.cancel();
    if (m_login)
        m_login->cancelTest();
}

void TestPage::onStepChanged()
{
    m_steps->setSteps(m_flow.transcript().steps);
    m_waterfall->setExchanges(m_flow.transcript().exchanges, m_began);
}

void TestPage::onFinished(const flow::FlowTranscript &transcript)
{
    m_choice->setRunning(false);
    m_steps->setSteps(transcript.steps);
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    m_outcome->setTranscript(
        transcript,
        {.client = tenant.clientName(m_runClient), .api = tenant.apiName(m_api), .isElsewhere = !m_server.isOurs()});
    m_waterfall->setExchanges(transcript.exchanges, m_began);
    m_exchange->setExchange(transcript.exchange);
    const auto *response =
        transcript.exchange ? std::get_if<oauth::TokenResponse>(&transcript.exchange->answer) : nullptr;
    if (!response || !transcript.inspection)
        return;
    const base::Instant now = m_access.clock.now();
    m_shelf.keep(m_runClient, m_api,
                 {.token = response->accessToken,
                  .scopes = transcript.grantedScopes,
                  .issuedAt = now,
                  .expiresAt = now + std::chrono::seconds(response->expiresIn)});
    showToken(response->accessToken, *transcript.inspection);
    tick();
    Q_EMIT tokenReceived(m_runClient, m_api);
}

void TestPage::useAgain()
{
    const domain::ClientId client = m_choice->client();
    const std::optional<flow::TokenShelf::Token> kept = m_shelf.token(client, m_api);
    if (!kept)
        return;
    cancelTest();
    clearRun();
    m_runClient = client;
    const std::optional<flow::FlowRequest> made = request();
    if (!made)
        return;
    m_outcome->setReused(kept->scopes);
    showToken(kept->token, m_flow.inspectFor(*made, kept->token));
}

void TestPage::showToken(const QByteArray &token, const inspector::TokenInspection &inspection)
{
    m_token = token;
    if (m_probe)
        m_probe->setToken(inspection, *apiValue(), m_access.store.snapshot());
    const base::Instant now = m_access.clock.now();
    m_verdict->setInspection(inspection, now);
    m_header->setInspection(inspection, now);
    m_claims->setInspection(inspection, now);
    m_tokenCard->show();
}

void TestPage::clearRun()
{
    if (m_flow.isRunning())
        cancelTest();
    m_token.clear();
    m_runClient = {};
    m_steps->setSteps({});
    m_outcome->clear();
    m_waterfall->setExchanges({}, {});
    m_exchange->setExchange({});
    m_tokenCard->hide();
    if (m_probe)
        m_probe->setToken({}, {}, {});
}

void TestPage::tick()
{
    const std::optional<flow::TokenShelf::Token> kept = m_shelf.token(m_choice->client(), m_api);
    m_choice->setKept(kept, kept ? m_shelf.remaining(*kept) : std::chrono::seconds(0));
    if (m_tokenCard->isVisible()) {
        const base::Instant now = m_access.clock.now();
        m_verdict->setNow(now);
        m_claims->setNow(now);
    }
}

void TestPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tick();
    m_timer.start();
}

void TestPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    m_exchange->hideSecrets();
    QWidget::hideEvent(event);
}

void TestPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto directionFrom = [this](int characters) {
        const bool isWide = width() >= fontMetrics().averageCharWidth() * characters;
        return isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    };
    m_runRow->setDirection(directionFrom(130));
    m_tokenRow->setDirection(directionFrom(inspection::MembersPane::twoCharacters));
}

} // namespace gatehouse::ui::pages
