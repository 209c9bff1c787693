#include "ui/pages/LoginChoiceCard.h"

#include "models/base/Text.h"
#include "models/flow/AuthorizationCodeFlow.h"
#include "ui/pages/ClientSecretField.h"
#include "ui/text/ExchangeText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

namespace gatehouse::ui::pages {

using namespace theme::spacing;
using namespace Qt::StringLiterals;
using widgets::LabelledField;

namespace {

constexpr int scopeLinesShown = 7;

/// Whoever can log people in.
bool isForPeople(const domain::ClientApplication &client)
{
    return client.allows(domain::GrantType::AuthorizationCode);
}

} // namespace

LoginChoiceCard::LoginChoiceCard(const TestKeyField::Parts &key, flow::CallbackMatching matching, QWidget *parent)
    : Card({}, {}, parent)
    , m_matching(matching)
    , m_clients(new QComboBox(this))
    , m_users(new QComboBox(this))
    , m_userField(new LabelledField(tr("Who logs in"), m_users, {}, this))
    , m_key(new TestKeyField(key, this))
    , m_run(new QPushButton(this))
    , m_secret(new ClientSecretField(u"loginSecret"_s, this))
    , m_fold(new QToolButton(this))
    , m_message(new widgets::FieldMessage(this))
    , m_remedy(new QPushButton(this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
{
    setObjectName(u"loginChoiceCard"_s);
    m_clients->setObjectName(u"loginClient"_s);
    m_users->setObjectName(u"loginUser"_s);
    m_users->setEditable(true);
    m_users->setInsertPolicy(QComboBox::NoInsert);
    m_users->lineEdit()->setPlaceholderText(tr("Anyone at the browser"));
    m_users->lineEdit()->setMaxLength(domain::maxEmail);
    m_users->lineEdit()->setAccessibleName(tr("Who logs in"));
    for (QComboBox *box : {m_clients, m_users}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
    }
    m_run->setObjectName(u"loginRun"_s);
    theme::setButtonKind(*m_run, theme::ButtonKind::Primary);
    widgets::setPlainToolTip(*m_run, tr("Run test (Ctrl+Return)"));
    m_fold->setObjectName(u"loginFold"_s);
    m_fold->setCheckable(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_message->setObjectName(u"loginMessage"_s);
    m_remedy->setObjectName(u"loginRemedy"_s);

    auto *choice = new QHBoxLayout;
    choice->setSpacing(medium);
    choice->addWidget(new LabelledField(tr("Client"), m_clients, {}, this), 1);
    choice->addWidget(m_userField, 1);
    choice->addWidget(m_run, 0, Qt::AlignBottom);
    body()->addLayout(choice);
    body()->addWidget(m_key);
    body()->addWidget(m_secret);
    connect(m_secret, &ClientSecretField::edited, this, &LoginChoiceCard::updateState);
    connect(m_secret, &ClientSecretField::returnPressed, this, &LoginChoiceCard::runRequested);
    body()->addWidget(m_fold, 0, Qt::AlignLeft);
    body()->addWidget(makeOptions());
    body()->addWidget(m_message);
    body()->addWidget(m_remedy, 0, Qt::AlignLeft);
    body()->addWidget(m_busy);

    connect(m_clients, &QComboBox::activated, this, [this] {
        fillScopes();
        Q_EMIT clientChosen(client());
    });
    connect(m_users, &QComboBox::editTextChanged, this, &LoginChoiceCard::changed);
    connect(m_key, &TestKeyField::changed, this, &LoginChoiceCard::updateState);
    connect(m_run, &QPushButton::clicked, this, &LoginChoiceCard::runRequested);
    connect(m_busy, &widgets::BusyIndicator::cancelRequested, this, &LoginChoiceCard::cancelRequested);
    connect(m_fold, &QToolButton::toggled, this, &LoginChoiceCard::updateState);
    connect(m_remedy, &QPushButton::clicked, this, [this] {
        if (obstacle() == Obstacle::ServerOff)
            Q_EMIT startServerRequested();
        else
            Q_EMIT addCallbackRequested();
    });
    setMode(Mode::Login);
}

QWidget *LoginChoiceCard::makeOptions()
{
    m_options = new QWidget(this);
    m_scopes = new QListWidget(m_options);
    m_scopes->setObjectName(u"loginScopes"_s);
    m_scopes->setAccessibleName(tr("Scopes to ask for"));
    m_scopes->setUniformItemSizes(true);
    m_promptLogin = new QCheckBox(tr("Ask for the password again"), m_options);
    m_promptLogin->setObjectName(u"loginPromptLogin"_s);
    m_promptConsent = new QCheckBox(tr("Ask for consent again"), m_options);
    m_promptConsent->setObjectName(u"loginPromptConsent"_s);
    auto *layout = new QVBoxLayout(m_options);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(small);
    layout->addWidget(m_scopes);
    layout->addWidget(m_promptLogin);
    layout->addWidget(m_promptConsent);
    connect(m_scopes, &QListWidget::itemChanged, this, [this] {
        updateState();
        Q_EMIT changed();
    });
    for (QCheckBox *box : {m_promptLogin, m_promptConsent})
        connect(box, &QCheckBox::toggled, this, &LoginChoiceCard::changed);
    return m_options;
}

void LoginChoiceCard::setMode(Mode mode)
{
    m_mode = mode;
    const bool isLogin = mode == Mode::Login;
    setTitle(isLogin ? tr("Log somebody in") : tr("Use the refresh token"));
    setDescription(isLogin
                       ? tr("Authorization code with PKCE, in your own browser.")
                       : tr("New tokens after the person has left, with the refresh token of the last login here."));
    m_run->setText(isLogin ? tr("Open browser") : tr("Refresh"));
    m_run->setAccessibleName(m_run->text());
    m_run->setIcon(theme::icon(isLogin ? u"open"_s : u"refresh"_s, theme::Tone::AccentText));
    m_userField->setVisible(isLogin);
    updateState();
}

void LoginChoiceCard::setTenant(const store::StoreSnapshot &tenant, const domain::ResourceServerId &api,
                                const domain::ClientId &preferred)
{
    const bool isOther = m_api != api;
    const domain::ClientId before = isOther ? domain::ClientId() : client();
    const domain::ResourceServer *old = m_tenant.resourceServer(api);
    const domain::ResourceServer *now = tenant.resourceServer(api);
    const bool isChanged = !old || !now || *old != *now;
    m_tenant = tenant;
    m_api = api;
    fillClients(before.isEmpty() ? preferred : before);
    fillUsers();
    if (isOther || isChanged || before != client())
        fillScopes();
    updateState();
}

void LoginChoiceCard::fillClients(const domain::ClientId &preferred)
{
    const QSignalBlocker quiet(m_clients);
    m_clients->clear();
    for (const domain::ClientApplication &client : std::as_const(m_tenant.clients)) {
        if (isForPeople(client))
            m_clients->addItem(base::visibleText(client.name, 120), client.id.text());
    }
    const int wanted = m_clients->findData(preferred.text());
    m_clients->setCurrentIndex(std::max(wanted, m_clients->count() > 0 ? 0 : -1));
}

void LoginChoiceCard::fillUsers()
{
    const QSignalBlocker quiet(m_users);
    const QString typed = m_users->currentText();
    m_users->clear();
    for (const domain::User &user : std::as_const(m_tenant.users))
        m_users->addItem(base::visibleText(user.email, domain::maxEmail), user.id.text());
    m_users->setCurrentIndex(-1);
    m_users->setEditText(typed);
}

void LoginChoiceCard::fillScopes()
{
    const domain::ResourceServer *api = m_tenant.resourceServer(m_api);
    const domain::ClientApplication *chosen = m_tenant.client(client());
    const QSignalBlocker quiet(m_scopes);
    m_scopes->clear();
    if (!api)
        return;
    const bool canRefresh = chosen && chosen->allows(domain::GrantType::RefreshToken) && api->allowOfflineAccess;
    const QStringList all = flow::AuthorizationCodeFlow::everything(*api, true);
    for (const QString &scope : all) {
        auto *item = new QListWidgetItem(base::visibleText(scope, 300), m_scopes);
        item->setData(Qt::UserRole, scope);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(scope != "offline_access"_L1 || canRefresh ? Qt::Checked : Qt::Unchecked);
    }
    const int lines = std::clamp(m_scopes->count(), 1, scopeLinesShown);
    m_scopes->setFixedHeight(lines * m_scopes->sizeHintForRow(0) + 2 * m_scopes->frameWidth() + small);
    updateState();
}

void LoginChoiceCard::setServerRunning(bool isRunning)
{
    m_isServerRunning = isRunning;
    updateState();
}

void LoginChoiceCard::setRefreshable(bool isRefreshable)
{
    m_isRefreshable = isRefreshable;
    updateState();
}

void LoginChoiceCard::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    if (isRunning)
        m_busy->start(m_mode == Mode::Login ? tr("Waiting for the browser…") : tr("Waiting for the token endpoint…"));
    else
        m_busy->stop();
    updateState();
}

domain::ClientId LoginChoiceCard::client() const
{
    return domain::ClientId(m_clients->currentData().toString());
}

QStringList LoginChoiceCard::scopes() const
{
    QStringList chosen;
    for (int i = 0; i < m_scopes->count(); ++i) {
        if (m_scopes->item(i)->checkState() == Qt::Checked)
            chosen.append(m_scopes->item(i)->data(Qt::UserRole).toString());
    }
    return chosen;
}

QString LoginChoiceCard::loginHint() const
{
    return m_users->currentText().trimmed();
}

domain::UserId LoginChoiceCard::user() const
{
    const QString hint = loginHint();
    const auto found = std::ranges::find_if(
        m_tenant.users, [&](const domain::User &user) { return user.email.compare(hint, Qt::CaseInsensitive) == 0; });
    return found == m_tenant.users.end() ? domain::UserId() : found->id;
}

bool LoginChoiceCard::promptsLogin() const
{
    return m_promptLogin->isChecked();
}

bool LoginChoiceCard::promptsConsent() const
{
    return m_promptConsent->isChecked();
}

LoginChoiceCard::Obstacle LoginChoiceCard::obstacle() const
{
    const domain::ClientApplication *chosen = m_tenant.client(client());
    if (!chosen)
        return Obstacle::NoClient;
    if (!m_isServerRunning)
        return Obstacle::ServerOff;
    if (!m_key->isReady())
        return Obstacle::NoKey;
    if (m_mode == Mode::Refresh)
        return m_isRefreshable ? Obstacle::None : Obstacle::NoRefreshToken;
    return flow::testCallback(*chosen, m_matching) ? Obstacle::None : Obstacle::NoCallback;
}

void LoginChoiceCard::setAsksSecret(bool asks, bool isKnown)
{
    m_secret->setAsks(asks, isKnown);
    updateState();
}

base::Secret LoginChoiceCard::takeSecret()
{
    return m_secret->take();
}

bool LoginChoiceCard::canRun() const
{
    return obstacle() == Obstacle::None && !m_isRunning && m_secret->isGiven();
}

void LoginChoiceCard::updateState()
{
    const domain::ClientApplication *chosen = m_tenant.client(client());
    m_key->setClient(chosen);
    const Obstacle inTheWay = obstacle();
    QString sentence;
    QString remedy;
    switch (inTheWay) {
    case Obstacle::None:
        break;
    case Obstacle::NoClient:
        sentence = tr("No client can log people in yet. Create one of type web, single-page or native under Clients.");
        break;
    case Obstacle::ServerOff:
        sentence = tr("The authorization server is off.");
        remedy = tr("Start server");
        break;
    case Obstacle::NoKey:
        break; // the field says it
    case Obstacle::NoCallback:
        sentence = chosen->type == domain::ClientType::Native && m_matching == flow::CallbackMatching::AnyPort
                       ? tr("The browser has to come back to this computer, and the client has no callback for it. One "
                            "is enough: a native client may use any port.")
                       : tr("The browser has to come back to this computer, and the client has no callback for it. "
                            "The one to add names a port, since the server compares callbacks byte for byte.");
        remedy = tr("Add %1").arg(flow::neededCallback(*chosen, m_matching));
        break;
    case Obstacle::NoRefreshToken:
        sentence = tr("No refresh token is kept for this client. Log in first, and ask for offline_access: the API has "
                      "to allow it.");
        break;
    }
    m_message->setMessage(inTheWay == Obstacle::NoCallback ? theme::Sign::Info : theme::Sign::Warning, sentence);
    m_remedy->setText(remedy);
    m_remedy->setAccessibleName(remedy);
    m_remedy->setVisible(!remedy.isEmpty());
    m_run->setEnabled(canRun());
    const bool isLogin = m_mode == Mode::Login;
    m_fold->setVisible(isLogin && m_scopes && m_scopes->count() > 0);
    m_options->setVisible(isLogin && m_fold->isChecked());
    m_fold->setIcon(theme::icon(m_fold->isChecked() ? u"chevron-down"_s : u"chevron-right"_s));
    m_fold->setText(tr("Scopes and prompts: %1 of %2 asked for").arg(scopes().size()).arg(m_scopes->count()));
    m_fold->setAccessibleName(m_fold->text());
}

} // namespace gatehouse::ui::pages
