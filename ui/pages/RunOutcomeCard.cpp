#include "ui/pages/RunOutcomeCard.h"

#include "models/base/Text.h"
#include "ui/text/TimeText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace gatehouse::ui::pages {

namespace {

using namespace theme::spacing;
using flow::FlowOutcome;
using theme::Sign;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

constexpr int signSize = 24;

Sign signOf(FlowOutcome outcome)
{
    switch (outcome) {
    case FlowOutcome::Running:
        return Sign::Running;
    case FlowOutcome::Verified:
        return Sign::Done;
    case FlowOutcome::NotVerified:
        return Sign::NotVerified;
    case FlowOutcome::ServerOff:
        return Sign::Warning;
    case FlowOutcome::WrongSecret:
    case FlowOutcome::ClientNotAuthorized:
    case FlowOutcome::ScopeNotGranted:
    case FlowOutcome::ApiUnknown:
    case FlowOutcome::OtherRefusal:
    case FlowOutcome::LoginRefused:
    case FlowOutcome::AuthorizeRefused:
        return Sign::Refused;
    case FlowOutcome::AnswerNotTrusted:
        return Sign::NotVerified;
    case FlowOutcome::NoBrowser:
    case FlowOutcome::Failed:
        return Sign::Failed;
    case FlowOutcome::NobodyCame:
    case FlowOutcome::Cancelled:
        return Sign::Skipped;
    }
    return Sign::Info;
}

/// What a token permits, in a sentence; a long list is cut.
QString scopesSentence(const QStringList &scopes)
{
    if (scopes.isEmpty())
        return RunOutcomeCard::tr("It carries no scope.");
    constexpr qsizetype shown = 12;
    const QString list = base::visibleText(scopes.first(std::min(scopes.size(), shown)).join(", "_L1), 600);
    return scopes.size() > shown
               ? RunOutcomeCard::tr("Scopes: %1 and %n more.", nullptr, static_cast<int>(scopes.size() - shown))
                     .arg(list)
               : RunOutcomeCard::tr("Scopes: %1.").arg(list);
}

} // namespace

RunOutcomeCard::RunOutcomeCard(QWidget *parent)
    : QFrame(parent)
    , m_icon(new widgets::IconLabel({}, theme::Tone::Icon, this))
    , m_title(new PlainLabel({}, PlainLabel::Role::Heading, this))
    , m_sentence(new PlainLabel({}, PlainLabel::Role::Body, this))
    , m_facts(new PlainLabel({}, PlainLabel::Role::Body, this))
    , m_action(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_button(new QPushButton(this))
    , m_open(new QPushButton(theme::icon(u"inspector"_s), tr("Open in inspector"), this))
    , m_copy(new widgets::CopyButton(tr("access token"), {}, this))
{
    setObjectName(u"runOutcome"_s);
    m_title->setObjectName(u"outcomeTitle"_s);
    m_sentence->setObjectName(u"outcomeSentence"_s);
    m_facts->setObjectName(u"outcomeFacts"_s);
    m_action->setObjectName(u"outcomeAction"_s);
    m_button->setObjectName(u"outcomeButton"_s);
    m_open->setObjectName(u"openInInspector"_s);
    m_copy->setObjectName(u"copyToken"_s);
    m_copy->setWordShown(true);
    m_copy->setHandler([this] {
        Q_EMIT copyTokenRequested();
        m_copy->acknowledge();
    });
    for (PlainLabel *label : {m_title, m_sentence, m_facts, m_action}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_icon->setExtent(signSize);
    auto *words = new QVBoxLayout;
    words->setSpacing(tight);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    words->addWidget(m_facts);
    words->addWidget(m_action);
    words->addSpacing(small);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(small);
    buttons->addWidget(m_button);
    buttons->addWidget(m_open);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    words->addLayout(buttons);
    words->addStretch();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(large, large, large, large);
    layout->setSpacing(medium);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    connect(m_open, &QPushButton::clicked, this, &RunOutcomeCard::openInInspectorRequested);
    connect(m_button, &QPushButton::clicked, this, [this] {
        switch (m_remedy) {
        case Remedy::StartServer:
            Q_EMIT startServerRequested();
            break;
        case Remedy::AuthorizeClient:
            Q_EMIT authorizeClientRequested();
            break;
        case Remedy::Retry:
            Q_EMIT retryRequested();
            break;
        case Remedy::None:
            break;
        }
    });
    clear();
}

void RunOutcomeCard::setTranscript(const flow::FlowTranscript &transcript, const text::FlowNames &names)
{
    Remedy remedy = Remedy::None;
    switch (transcript.outcome) {
    case FlowOutcome::ServerOff:
        remedy = Remedy::StartServer;
        break;
    case FlowOutcome::ClientNotAuthorized:
    case FlowOutcome::ScopeNotGranted:
        remedy = Remedy::AuthorizeClient;
        break;
    case FlowOutcome::WrongSecret:
    case FlowOutcome::ApiUnknown:
    case FlowOutcome::OtherRefusal:
    case FlowOutcome::LoginRefused:
    case FlowOutcome::AuthorizeRefused:
    case FlowOutcome::AnswerNotTrusted:
    case FlowOutcome::NoBrowser:
    case FlowOutcome::NobodyCame:
    case FlowOutcome::Failed:
    case FlowOutcome::Cancelled:
        remedy = Remedy::Retry;
        break;
    case FlowOutcome::Running:
    case FlowOutcome::Verified:
    case FlowOutcome::NotVerified:
        break;
    }
    const theme::SeverityStyle style = theme::SeverityStyle::of(signOf(transcript.outcome));
    present(style.tone, style.softTone, style.iconName, text::outcomeText(transcript, names), remedy);
    const auto *response =
        transcript.exchange ? std::get_if<oauth::TokenResponse>(&transcript.exchange->answer) : nullptr;
    if (response && transcript.inspection) {
        const QString lifetime = text::durationText(std::chrono::seconds(std::max<qint64>(response->expiresIn, 0)));
        showToken(tr("%1 Valid for %2.").arg(scopesSentence(transcript.grantedScopes), lifetime));
    }
    if (transcript.outcome != FlowOutcome::Running && isVisible())
        widgets::announce(this, accessibleDescription());
}

void RunOutcomeCard::setReused(const QStringList &scopes)
{
    present(theme::Tone::Border, theme::Tone::Surface, u"clock"_s,
            {.title = tr("Token of the last run"),
             .sentence = tr("No new request was made: this is the token the client still has."),
             .action = {}},
            Remedy::None);
    showToken(scopesSentence(scopes));
}

void RunOutcomeCard::clear()
{
    present(theme::Tone::Border, theme::Tone::Surface, u"test"_s,
            {.title = tr("Not run yet"),
             .sentence = tr("Run the test to get a real access token and see it verified."),
             .action = {}},
            Remedy::None);
}

void RunOutcomeCard::present(theme::Tone tone, theme::Tone soft, const QString &icon, const text::OutcomeText &words,
                             Remedy remedy)
{
    m_tone = tone;
    m_soft = soft;
    m_remedy = remedy;
    m_icon->setIcon(icon, tone == theme::Tone::Border ? theme::Tone::Icon : tone);
    m_title->setText(words.title);
    m_sentence->setText(words.sentence);
    m_sentence->setVisible(!words.sentence.isEmpty());
    m_action->setText(words.action);
    m_action->setVisible(!words.action.isEmpty());
    switch (remedy) {
    case Remedy::StartServer:
        m_button->setText(tr("Start server"));
        m_button->setIcon(theme::icon(u"server"_s));
        break;
    case Remedy::AuthorizeClient:
        m_button->setText(tr("Non Interactive Clients"));
        m_button->setIcon(theme::icon(u"grant"_s));
        break;
    case Remedy::Retry:
        m_button->setText(tr("Try again"));
        m_button->setIcon(theme::icon(u"refresh"_s));
        break;
    case Remedy::None:
        break;
    }
    m_button->setVisible(remedy != Remedy::None);
    showToken({});
    setAccessibleName(words.title);
    setAccessibleDescription(tr("%1. %2 %3").arg(words.title, words.sentence, words.action).trimmed());
    update();
}

void RunOutcomeCard::showToken(const QString &facts)
{
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
    m_open->setVisible(!facts.isEmpty());
    m_copy->setVisible(!facts.isEmpty());
}

void RunOutcomeCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::toneColor(m_tone, palette()));
    painter.setBrush(theme::toneColor(m_soft, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace gatehouse::ui::pages
