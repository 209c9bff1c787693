#include "ui/pages/ManagementTokenCard.h"

#include "models/base/Text.h"
#include "models/store/BulkEdits.h"
#include "ui/pages/RunChoiceCard.h"
#include "ui/pages/TenantEdits.h"
#include "ui/text/FlowText.h"
#include "ui/text/RefusalText.h"
#include "ui/text/TimeText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SecretField.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

/// What the client that is made here is called: never translated, for scripts name it.
constexpr auto explorerName = "Management API Explorer"_L1;

} // namespace

ManagementTokenCard::ManagementTokenCard(TenantAccess access, ServerControl &server,
                                         flow::ClientCredentialsFlow::Parts parts, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_server(server)
    , m_parts(parts)
    , m_banner(new widgets::ErrorBanner(this))
    , m_choice(new RunChoiceCard({.title = tr("Get a token"),
                                  .detail = tr("Requested over HTTP as this client, with the scopes you choose."),
                                  .button = tr("Get token"),
                                  .shortcut = {}},
                                 this))
    , m_none(new widgets::Card(tr("Get a token"), {}, this))
    , m_noClient(new widgets::EmptyState(u"client"_s, tr("No client is authorized for the Management API"), m_none))
    , m_result(new widgets::Card(tr("Access token"), {}, this))
    , m_field(new widgets::SecretField(tr("Access token"), std::chrono::seconds(10), m_result))
    , m_about(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Muted, m_result))
    , m_example(new widgets::LockedField(tr("Try it"), {}, m_result))
{
    setObjectName(u"managementTokenCard"_s);
    m_banner->setObjectName(u"managementTokenBanner"_s);
    m_none->setObjectName(u"managementNoClientCard"_s);
    m_result->setObjectName(u"managementResultCard"_s);
    m_field->setObjectName(u"managementTokenField"_s);
    m_about->setObjectName(u"managementTokenAbout"_s);
    m_about->setWordWrap(true);
    m_example->edit()->setObjectName(u"managementExampleEdit"_s);
    m_noClient->setDetail(tr("Create one with every scope of the Management API. You can take scopes away from it "
                             "afterwards, and undo it."));
    m_noClient->setPrimary(tr("Create and authorize a client"), u"add"_s);
    m_noClient->primaryButton()->setObjectName(u"createManagementClient"_s);
    m_none->body()->addWidget(m_noClient);
    m_result->body()->addWidget(m_field);
    m_result->body()->addWidget(m_about);
    m_result->body()->addWidget(
        new widgets::LabelledField(tr("Try it"), m_example, tr("Put the token into the variable TOKEN first.")));
    m_result->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::large);
    layout->addWidget(m_banner);
    layout->addWidget(m_none);
    layout->addWidget(m_choice);
    layout->addWidget(m_result);

    connect(m_noClient, &widgets::EmptyState::primaryClicked, this, &ManagementTokenCard::createClient);
    connect(m_choice, &RunChoiceCard::runRequested, this, &ManagementTokenCard::request);
    connect(m_choice, &RunChoiceCard::cancelRequested, this, &ManagementTokenCard::cancel);
    connect(m_choice, &RunChoiceCard::clientChosen, this, &ManagementTokenCard::forgetToken);
    connect(&access.store, &store::ResourceServerStore::changed, this, &ManagementTokenCard::refresh);
    connect(&access.store, &store::ResourceServerStore::loaded, this, &ManagementTokenCard::refresh);
    refresh();
}

const domain::ResourceServer *ManagementTokenCard::managementApi() const
{
    const QList<domain::ResourceServer> &apis = m_access.store.snapshot().resourceServers;
    const auto found = std::ranges::find(apis, true, &domain::ResourceServer::isSystem);
    return found == apis.cend() ? nullptr : &*found;
}

void ManagementTokenCard::refresh()
{
    const domain::ResourceServer *api = managementApi();
    if (api)
        m_choice->setTenant(m_access.store.snapshot(), api->id, {});
    const bool hasClient = !m_choice->client().isEmpty();
    m_none->setVisible(!hasClient);
    m_choice->setVisible(hasClient);
    // A token of a client that is gone, or is authorized no more, opens nothing.
    if (!m_owner.isEmpty() && (!api || !m_access.store.snapshot().grant(m_owner, api->id)))
        forgetToken();
}

void ManagementTokenCard::createClient()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const domain::ResourceServer *api = managementApi();
    if (!api)
        return;
    QStringList scopes;
    for (const domain::Scope &scope : api->scopes)
        scopes.append(scope.value);
    const auto client = m_access.editor.createClient(tenant, store::freeClientName(tenant, explorerName));
    if (!client) {
        m_banner->showMessage(theme::Sign::Error, text::refusalText(client.error()));
        return;
    }
    const auto grant = m_access.editor.setGrant(tenant.applied(client->changes), client->id, api->id, scopes);
    if (!grant) {
        m_banner->showMessage(theme::Sign::Error, text::refusalText(grant.error()));
        return;
    }
    domain::ChangeSet both = client->changes; // one step of undo
    both.changes += grant->changes;
    const auto done = applyEdit(m_access, both);
    if (!done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return;
    }
    m_banner->dismiss();
    Q_EMIT undoOffered(*done);
}

void ManagementTokenCard::request()
{
    if (!m_choice->canRun())
        return;
    cancel();
    forgetToken();
    m_banner->dismiss();
    if (!m_server.isRunning()) {
        if (const base::Result<int> started = m_server.start(); !started) {
            m_banner->showError(started.error());
            return;
        }
    }
    m_choice->setRunning(true);
    // What was just authorized has to be committed before the server can know of it.
    const quint64 run = ++m_run;
    m_access.store.whenSettled(this, [this, run] {
        if (run == m_run)
            start();
    });
}

void ManagementTokenCard::start()
{
    const domain::ResourceServer *api = managementApi();
    const domain::ClientApplication *client = m_access.store.snapshot().client(m_choice->client());
    if (!api || !client) {
        m_choice->setRunning(false);
        return;
    }
    m_owner = client->id;
    m_flow = std::make_unique<flow::ClientCredentialsFlow>(m_parts);
    connect(m_flow.get(), &flow::ClientCredentialsFlow::finished, this, &ManagementTokenCard::onFinished);
    m_flow->start({.client = *client,
                   .api = *api,
                   .scopes = m_choice->scopes(),
                   .issuer = m_server.issuer(),
                   .tenant = m_access.store.snapshot()});
}

void ManagementTokenCard::cancel()
{
    ++m_run;
    m_choice->setRunning(false);
    if (m_flow && m_flow->isRunning())
        m_flow->cancel();
}

void ManagementTokenCard::onFinished(const flow::FlowTranscript &transcript)
{
    m_choice->setRunning(false);
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const auto *response =
        transcript.exchange ? std::get_if<oauth::TokenResponse>(&transcript.exchange->answer) : nullptr;
    if (response && transcript.outcome == flow::FlowOutcome::Verified) {
        m_token = base::Secret(QByteArrayView(response->accessToken));
        m_field->setReader([this]() -> base::Result<base::Secret> { return m_token; });
        const std::chrono::seconds lifetime(response->expiresIn);
        m_about->setText(tr("%1, valid until %2. Scopes: %3")
                             .arg(base::visibleText(tenant.clientName(m_owner), 120),
                                  text::localTime(m_access.clock.now() + lifetime),
                                  base::visibleText(transcript.grantedScopes.join(u' '), 2000)));
        m_example->setValue(u"curl -H \"Authorization: Bearer $TOKEN\" %1api/v2/clients"_s.arg(
            m_server.issuer().toString(QUrl::FullyEncoded)));
        m_result->show();
    } else if (transcript.outcome != flow::FlowOutcome::Cancelled) {
        const domain::ResourceServer *api = managementApi();
        const text::OutcomeText words = text::outcomeText(
            transcript, {.client = tenant.clientName(m_owner), .api = api ? tenant.apiName(api->id) : QString()});
        m_banner->showMessage(theme::Sign::Error, words.title, words.sentence);
    }
    // The run's own copy of the token goes with it, once it is no longer at work.
    m_flow.release()->deleteLater();
}

void ManagementTokenCard::forgetToken()
{
    m_owner = {};
    m_token = {};
    m_field->setReader({});
    m_result->hide();
}

} // namespace gatehouse::ui::pages
