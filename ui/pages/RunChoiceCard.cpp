#include "ui/pages/RunChoiceCard.h"

#include "models/base/Text.h"
#include "ui/pages/ClientSecretField.h"
#include "ui/pages/TestKeyField.h"
#include "ui/text/TimeText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

namespace gatehouse::ui::pages {

namespace {

using namespace theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

constexpr int scopeLinesShown = 6;

QPushButton *link(const QString &text, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1StringView(name));
    theme::setButtonKind(*button, theme::ButtonKind::Link);
    return button;
}

} // namespace

RunChoiceCard::RunChoiceCard(QWidget *parent)
    : RunChoiceCard({.title = tr("Request a token"),
                     .detail = tr("Sends the same HTTP request a program would."),
                     .button = tr("Run test"),
                     .shortcut = u"Ctrl+Return"_s},
                    parent)
{
}

RunChoiceCard::RunChoiceCard(const Words &words, QWidget *parent)
    : Card(words.title, words.detail, parent)
    , m_clients(new QComboBox(this))
    , m_run(new QPushButton(theme::icon(u"play"_s, theme::Tone::AccentText), words.button, this))
    , m_scopesToggle(new QToolButton(this))
    , m_secret(new ClientSecretField(u"testSecret"_s, this))
    , m_message(new widgets::FieldMessage(this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
    , m_kept(new QWidget(this))
    , m_keptText(new PlainLabel({}, PlainLabel::Role::Muted, m_kept))
    , m_useAgain(new QPushButton(tr("Use again"), m_kept))
{
    setObjectName(u"runChoiceCard"_s);
    m_clients->setObjectName(u"testClient"_s);
    m_clients->setAccessibleName(tr("Client"));
    m_clients->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_clients->setMinimumContentsLength(24);
    m_run->setObjectName(u"runTest"_s);
    m_run->setAccessibleName(words.button);
    if (!words.shortcut.isEmpty())
        widgets::setPlainToolTip(*m_run, tr("%1 (%2)").arg(words.button, words.shortcut));
    theme::setButtonKind(*m_run, theme::ButtonKind::Primary);
    m_scopesToggle->setObjectName(u"testScopesToggle"_s);
    m_scopesToggle->setCheckable(true);
    m_scopesToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_message->setObjectName(u"testMessage"_s);
    m_keptText->setObjectName(u"keptToken"_s);
    m_useAgain->setObjectName(u"useAgain"_s);
    m_useAgain->setAccessibleName(tr("Use the kept token again"));

    auto *choice = new QHBoxLayout;
    choice->setSpacing(medium);
    choice->addWidget(new widgets::LabelledField(tr("Client"), m_clients, {}, this), 1);
    choice->addWidget(m_run, 0, Qt::AlignBottom);
    body()->addLayout(choice);
    body()->addWidget(m_secret);
    connect(m_secret, &ClientSecretField::edited, this, &RunChoiceCard::updateState);
    connect(m_secret, &ClientSecretField::returnPressed, this, &RunChoiceCard::runRequested);
    body()->addWidget(m_scopesToggle, 0, Qt::AlignLeft);
    body()->addWidget(makeScopes());
    body()->addWidget(m_message);
    body()->addWidget(m_busy);
    auto *kept = new QHBoxLayout(m_kept);
    kept->setContentsMargins(0, 0, 0, 0);
    kept->setSpacing(small);
    kept->addWidget(new widgets::IconLabel(u"clock"_s, theme::Tone::Icon, m_kept));
    kept->addWidget(m_keptText, 1);
    kept->addWidget(m_useAgain);
    m_kept->hide();
    body()->addWidget(m_kept);

    connect(m_clients, &QComboBox::activated, this, [this] {
        const domain::ClientGrant *grant = m_tenant.grant(client(), m_api);
        showScopes(grant ? grant->scopes : QStringList());
        Q_EMIT clientChosen(client());
    });
    connect(m_run, &QPushButton::clicked, this, &RunChoiceCard::runRequested);
    connect(m_useAgain, &QPushButton::clicked, this, &RunChoiceCard::useAgainRequested);
    connect(m_busy, &widgets::BusyIndicator::cancelRequested, this, &RunChoiceCard::cancelRequested);
    connect(m_scopesToggle, &QToolButton::toggled, this, [this](bool open) {
        m_scopesBox->setVisible(open);
        updateState();
    });
    updateState();
}

QWidget *RunChoiceCard::makeScopes()
{
    m_scopesBox = new QWidget(this);
    m_scopes = new QListWidget(m_scopesBox);
    m_scopes->setObjectName(u"testScopes"_s);
    m_scopes->setAccessibleName(tr("Scopes to ask for"));
    m_scopes->setUniformItemSizes(true);
    connect(m_scopes, &QListWidget::itemChanged, this, [this] {
        if (m_filling)
            return;
        updateState();
        Q_EMIT scopesChanged();
    });
    auto *all = link(tr("All"), "testScopesAll", m_scopesBox);
    auto *none = link(tr("None"), "testScopesNone", m_scopesBox);
    all->setAccessibleName(tr("Ask for all scopes"));
    none->setAccessibleName(tr("Ask for no scope"));
    connect(all, &QPushButton::clicked, this, [this] { checkAll(true); });
    connect(none, &QPushButton::clicked, this, [this] { checkAll(false); });
    auto *links = new QHBoxLayout;
    links->addWidget(all);
    links->addWidget(none);
    links->addStretch();
    auto *layout = new QVBoxLayout(m_scopesBox);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(tight);
    layout->addLayout(links);
    layout->addWidget(m_scopes);
    m_scopesBox->hide();
    return m_scopesBox;
}

void RunChoiceCard::setTenant(const store::StoreSnapshot &tenant, const domain::ResourceServerId &api,
                              const domain::ClientId &preferred)
{
    const bool sameApi = m_api == api;
    const domain::ClientId before = sameApi ? client() : domain::ClientId();
    m_tenant = tenant;
    m_api = api;
    {
        const QSignalBlocker quiet(m_clients);
        m_clients->clear();
        const QList<domain::ClientGrant> grants = tenant.grantsOf(api);
        for (const domain::ClientGrant &grant : grants) {
            if (grant.subject != domain::SubjectType::Client)
                continue; // lets it ask for a person, which is another flow
            if (const domain::ClientApplication *application = tenant.client(grant.clientId))
                m_clients->addItem(base::visibleText(application->name, 120), grant.clientId.text());
        }
        const int kept = m_clients->findData(before.text());
        const int wanted = m_clients->findData(preferred.text());
        m_clients->setCurrentIndex(kept >= 0 ? kept : std::max(wanted, m_clients->count() > 0 ? 0 : -1));
    }
    const domain::ClientGrant *grant = tenant.grant(client(), api);
    const QStringList granted = grant ? grant->scopes : QStringList();
    if (!sameApi || before != client() || granted != m_granted)
        showScopes(granted);
    updateState();
}

void RunChoiceCard::showScopes(const QStringList &granted)
{
    m_granted = granted;
    m_filling = true;
    m_scopes->clear();
    for (const QString &scope : granted) {
        auto *item = new QListWidgetItem(base::visibleText(scope, 300), m_scopes);
        item->setData(Qt::UserRole, scope);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(Qt::Checked);
    }
    m_filling = false;
    const int lines = std::clamp(static_cast<int>(granted.size()), 1, scopeLinesShown);
    const int line = m_scopes->count() > 0 ? m_scopes->sizeHintForRow(0) : m_scopes->fontMetrics().lineSpacing();
    m_scopes->setFixedHeight(lines * line + 2 * m_scopes->frameWidth() + small);
    updateState();
}

void RunChoiceCard::checkAll(bool checked)
{
    m_filling = true;
    for (int i = 0; i < m_scopes->count(); ++i)
        m_scopes->item(i)->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    m_filling = false;
    updateState();
    Q_EMIT scopesChanged();
}

domain::ClientId RunChoiceCard::client() const
{
    return domain::ClientId(m_clients->currentData().toString());
}

std::optional<QStringList> RunChoiceCard::scopes() const
{
    QStringList chosen;
    for (int i = 0; i < m_scopes->count(); ++i) {
        if (m_scopes->item(i)->checkState() == Qt::Checked)
            chosen.append(m_scopes->item(i)->data(Qt::UserRole).toString());
    }
    if (chosen.size() == m_scopes->count())
        return {};
    return chosen;
}

bool RunChoiceCard::canRun() const
{
    const std::optional<QStringList> chosen = scopes();
    return !client().isEmpty() && (!chosen || !chosen->isEmpty()) && m_secret->isGiven() &&
           (!m_key || m_key->isReady());
}

void RunChoiceCard::setKeyField(TestKeyField *field)
{
    m_key = field;
    body()->insertWidget(body()->indexOf(m_secret) + 1, field);
    connect(field, &TestKeyField::changed, this, &RunChoiceCard::updateState);
    updateState();
}

void RunChoiceCard::setAsksSecret(bool asks, bool isKnown)
{
    m_secret->setAsks(asks, isKnown);
    updateState();
}

base::Secret RunChoiceCard::takeSecret()
{
    return m_secret->take();
}

void RunChoiceCard::setRunning(bool running)
{
    if (running)
        m_busy->start(tr("Waiting for the token endpoint…"));
    else
        m_busy->stop();
}

void RunChoiceCard::setKept(const std::optional<flow::TokenShelf::Token> &token, std::chrono::seconds remaining)
{
    m_kept->setVisible(token.has_value());
    if (token)
        m_keptText->setText(
            tr("The last token of this client is valid for another %1.").arg(text::durationText(remaining)));
}

void RunChoiceCard::updateState()
{
    const std::optional<QStringList> chosen = scopes();
    const int total = m_scopes ? m_scopes->count() : 0;
    m_scopesToggle->setVisible(total > 0);
    m_scopesBox->setVisible(total > 0 && m_scopesToggle->isChecked());
    m_scopesToggle->setIcon(theme::icon(m_scopesToggle->isChecked() ? u"chevron-down"_s : u"chevron-right"_s));
    m_scopesToggle->setText(!chosen ? tr("Scopes: all %1 granted").arg(total)
                                    : tr("Scopes: %1 of %2").arg(chosen->size()).arg(total));
    m_scopesToggle->setAccessibleName(m_scopesToggle->text());
    const bool none = chosen && chosen->isEmpty();
    m_message->setMessage(theme::Sign::Warning, none ? tr("Choose at least one scope to ask for.") : QString());
    if (m_key)
        m_key->setClient(m_tenant.client(client()));
    m_run->setEnabled(canRun());
}

} // namespace gatehouse::ui::pages
