#include "ui/shell/FirstStepsCard.h"

#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <QVariant>

namespace gatehouse::ui::shell {

namespace spacing = theme::spacing;
using Section = PageAddress::Section;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

using Step = editing::FirstSteps::Step;

constexpr auto underWayKey = "firstSteps/underWay"_L1;
constexpr auto endedKey = "firstSteps/ended"_L1;

QString stepText(Step step)
{
    switch (step) {
    case Step::Server:
        return FirstStepsCard::tr("Turn the server on");
    case Step::Api:
        return FirstStepsCard::tr("Create an API with a scope");
    case Step::Client:
        return FirstStepsCard::tr("Authorize a client");
    case Step::Token:
        return FirstStepsCard::tr("Request a token");
    case Step::Verified:
        return FirstStepsCard::tr("Verify it in the inspector");
    }
    return {};
}

const char *stepName(Step step)
{
    switch (step) {
    case Step::Server:
        return "firstStepServer";
    case Step::Api:
        return "firstStepApi";
    case Step::Client:
        return "firstStepClient";
    case Step::Token:
        return "firstStepToken";
    case Step::Verified:
        return "firstStepVerified";
    }
    return "";
}

} // namespace

FirstStepsCard::FirstStepsCard(const store::ResourceServerStore &store, const pages::ServerControl &server,
                               settings::SettingsStore &settings, QString storePath, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_server(server)
    , m_settings(settings)
    , m_storePath(std::move(storePath))
    , m_title(new PlainLabel({}, PlainLabel::Role::Strong, this))
    , m_count(new PlainLabel({}, PlainLabel::Role::Caption, this))
{
    setObjectName(u"firstSteps"_s);
    auto *card = new QFrame(this);
    card->setProperty("surface", u"card"_s);
    setAccessibleName(tr("First steps"));
    auto *head = new QHBoxLayout;
    head->setSpacing(spacing::small);
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch(1);
    auto *row = new QWidget(card);
    auto *links = new widgets::FlowLayout(row);
    for (const Step step : editing::FirstSteps::allSteps) {
        auto *link = new QPushButton(row);
        link->setObjectName(QString::fromLatin1(stepName(step)));
        theme::setButtonKind(*link, theme::ButtonKind::Link);
        connect(link, &QPushButton::clicked, this, [this, step] { go(step); });
        links->addWidget(link);
        m_links[static_cast<std::size_t>(step)] = link;
    }
    m_hide = new QPushButton(card); // after the links, as it is reached by Tab
    m_hide->setObjectName(u"firstStepsHide"_s);
    theme::setButtonKind(*m_hide, theme::ButtonKind::Link);
    connect(m_hide, &QPushButton::clicked, this, &FirstStepsCard::end);
    head->addWidget(m_hide);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(spacing::wide, spacing::medium, spacing::wide, 0);
    outer->addWidget(card);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::small);
    layout->setSpacing(spacing::tight);
    layout->addLayout(head);
    layout->addWidget(row);
    hide();
    connect(&store, &store::ResourceServerStore::changed, this, &FirstStepsCard::refresh);
    connect(&store, &store::ResourceServerStore::loaded, this, &FirstStepsCard::refresh);
    connect(&server, &pages::ServerControl::changed, this, &FirstStepsCard::refresh);
}

void FirstStepsCard::begin()
{
    if (m_state != State::Off || m_settings.value(endedKey).toStringList().contains(m_storePath))
        return;
    QStringList underWay = m_settings.value(underWayKey).toStringList();
    if (!underWay.contains(m_storePath)) {
        if (!editing::isFresh(m_store.snapshot()))
            return;
        underWay.append(m_storePath);
        m_settings.setValue(underWayKey, underWay);
    }
    m_state = State::UnderWay;
    refresh();
}

void FirstStepsCard::setCurrent(const PageAddress &address)
{
    m_isOnApis = address.section == PageAddress::Section::Apis;
    showSteps();
}

void FirstStepsCard::noteToken()
{
    m_steps.hasToken = true;
    refresh();
}

void FirstStepsCard::noteVerified()
{
    // A token that came from elsewhere is no answer to a test.
    if (m_steps.isVerified || !m_steps.hasToken)
        return;
    m_steps.isVerified = true;
    refresh();
}

void FirstStepsCard::refresh()
{
    if (m_state == State::Off)
        return;
    m_steps.read(m_store.snapshot());
    m_steps.isServerRunning = m_server.isRunning();
    if (m_state == State::UnderWay && !m_steps.next()) {
        m_state = State::Done;
        rememberEnd();
        widgets::Toast::show(this, tr("First steps done: your token is verified."));
    }
    showSteps();
}

void FirstStepsCard::go(Step step)
{
    switch (step) {
    case Step::Server:
        Q_EMIT openRequested({.section = Section::Settings});
        return;
    case Step::Api:
        if (m_steps.api.isEmpty()) {
            Q_EMIT createApiRequested();
            return;
        }
        Q_EMIT openRequested({.section = Section::Apis, .api = m_steps.api, .tab = u"scopes"_s});
        return;
    case Step::Client:
        Q_EMIT openRequested(
            {.section = Section::Apis, .api = m_steps.api, .tab = u"clients"_s, .client = m_steps.client});
        return;
    case Step::Token:
        Q_EMIT openRequested({.section = Section::Apis, .api = m_steps.api, .tab = u"test"_s});
        return;
    case Step::Verified:
        Q_EMIT inspectRequested();
        return;
    }
}

void FirstStepsCard::rememberEnd()
{
    QStringList ended = m_settings.value(endedKey).toStringList();
    if (!ended.contains(m_storePath))
        ended.append(m_storePath);
    m_settings.setValue(endedKey, ended);
    QStringList underWay = m_settings.value(underWayKey).toStringList();
    underWay.removeAll(m_storePath);
    m_settings.setValue(underWayKey, underWay);
}

void FirstStepsCard::end()
{
    rememberEnd();
    m_state = State::Off;
    showSteps();
}

void FirstStepsCard::showSteps()
{
    const bool isDone = m_state == State::Done;
    const std::optional<Step> next = m_steps.next();
    for (const Step step : editing::FirstSteps::allSteps) {
        QPushButton *link = m_links[static_cast<std::size_t>(step)];
        const QString text = stepText(step);
        const bool isTaken = m_steps.isDone(step);
        const bool isNext = next == step;
        link->setText(text);
        link->setIcon(isTaken ? theme::icon(u"check-circle"_s, theme::Tone::Success)
                              : theme::icon(isNext ? u"chevron-right"_s : u"circle"_s, theme::Tone::Accent));
        QFont font = this->font();
        font.setBold(isNext);
        link->setFont(font);
        link->setAccessibleName(isTaken  ? tr("%1: done").arg(text)
                                : isNext ? tr("%1: next").arg(text)
                                         : tr("%1: not done yet").arg(text));
    }
    m_title->setText(isDone ? tr("You have a verified token") : tr("Get your first verified token"));
    m_count->setText(
        tr("%1 of %2 steps done").arg(QString::number(m_steps.doneCount()), QString::number(m_links.size())));
    m_hide->setText(isDone ? tr("Close") : tr("Hide"));
    m_hide->setAccessibleName(isDone ? tr("Close first steps") : tr("Hide first steps"));
    setAccessibleDescription(m_count->text());
    setVisible(m_state != State::Off && m_isOnApis);
}

} // namespace gatehouse::ui::shell
