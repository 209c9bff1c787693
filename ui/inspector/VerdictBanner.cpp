#include "ui/inspector/VerdictBanner.h"

#include "models/base/Text.h"
#include "ui/inspector/VerdictStrip.h"
#include "ui/presenters/VerdictPresenter.h"
#include "ui/text/TimeText.h"
#include "ui/text/TokenFaultText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace gatehouse::ui::inspection {

namespace {

using namespace theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

base::Instant instantOf(qint64 seconds)
{
    // Past the years of any calendar a claim is shown as malformed; the clamp keeps the arithmetic defined.
    constexpr qint64 far = 9'000'000'000'000;
    return base::Instant(std::chrono::seconds(std::clamp(seconds, -far, far)));
}

PlainLabel *line(PlainLabel::Role role, const char *name, QWidget *parent)
{
    auto *label = new PlainLabel({}, role, parent);
    label->setObjectName(QLatin1StringView(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

VerdictBanner::VerdictBanner(QWidget *parent, Form form)
    : QFrame(parent)
    , m_icon(new widgets::IconLabel({}, theme::Tone::Icon, this))
    , m_word(line(PlainLabel::Role::Title, "verdictWord", this))
    , m_sentence(line(PlainLabel::Role::Body, "verdictSentence", this))
    , m_advice(line(PlainLabel::Role::Muted, "verdictAdvice", this))
    , m_key(line(PlainLabel::Role::Body, "verdictKey", this))
    , m_removed(line(PlainLabel::Role::Muted, "verdictRemoved", this))
    , m_time(new widgets::Badge({}, theme::Tone::Neutral, this))
    , m_claims(new widgets::Badge({}, theme::Tone::Neutral, this))
    , m_algorithm(new widgets::Badge({}, theme::Tone::Neutral, this))
{
    setObjectName(u"verdictBanner"_s);
    m_time->setObjectName(u"verdictTime"_s);
    m_claims->setObjectName(u"verdictClaims"_s);
    m_algorithm->setObjectName(u"verdictAlgorithm"_s);
    m_icon->setAccessibleName(tr("Verdict"));
    if (form == Form::Headline)
        layOutHeadline();
    else
        layOutColumn();
}

void VerdictBanner::layOutColumn()
{
    m_icon->setExtent(largeIconSize);
    auto *chips = new QHBoxLayout;
    chips->setSpacing(small);
    chips->addWidget(m_time);
    chips->addWidget(m_claims);
    chips->addWidget(m_algorithm);
    chips->addStretch();

    auto *words = new QVBoxLayout;
    words->setSpacing(tight);
    words->addWidget(m_word);
    words->addWidget(m_sentence);
    words->addWidget(m_key);
    words->addWidget(m_advice);
    words->addWidget(m_removed);
    words->addSpacing(tight);
    words->addLayout(chips);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(large, large, large, large);
    layout->setSpacing(large);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
}

void VerdictBanner::layOutHeadline()
{
    m_icon->setExtent(wide);
    m_strip = new VerdictStrip(this);
    m_details = new QPushButton(this);
    m_details->setObjectName(u"verdictDetails"_s);
    m_details->setCheckable(true);
    theme::setButtonKind(*m_details, theme::ButtonKind::Link);
    connect(m_details, &QPushButton::toggled, this, &VerdictBanner::unfold);

    auto *head = new QHBoxLayout;
    head->setSpacing(small);
    head->addWidget(m_icon);
    head->addWidget(m_word, 1);
    head->addWidget(m_time);
    head->addWidget(m_claims);
    head->addWidget(m_algorithm);
    head->addWidget(m_details);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(medium, small, medium, medium);
    layout->setSpacing(tight);
    layout->addLayout(head);
    for (QWidget *each : std::initializer_list<QWidget *>{m_sentence, m_advice, m_removed})
        layout->addWidget(each);
    layout->addSpacing(tight);
    layout->addWidget(m_strip);
    layout->addWidget(m_key);
    unfold(false);
}

void VerdictBanner::unfold(bool open)
{
    m_details->setText(open ? tr("Hide details") : tr("Show details"));
    m_details->setIcon(theme::icon(open ? u"chevron-down"_s : u"chevron-right"_s));
    m_strip->setUnfolded(open);
    m_key->setVisible(open && !m_key->text().isEmpty());
    // Of a verified token the five parts say the same; what is wrong is never folded.
    m_sentence->setVisible(open || !m_inspection.isVerified() || !m_advice->text().isEmpty());
}

void VerdictBanner::setInspection(const inspector::TokenInspection &inspection, base::Instant now)
{
    m_inspection = inspection;
    m_now = now;
    const theme::SeverityStyle style = presenters::bannerStyle(inspection);
    const text::VerdictText words = text::verdictText(inspection);
    m_tone = style.tone;
    m_softTone = style.softTone;
    m_icon->setIcon(style.iconName, style.tone);
    m_word->setText(style.word);
    m_word->setTone(style.tone);
    m_sentence->setText(words.sentence);
    const QString advice = text::adviceText(inspection);
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());

    const bool hasKey = presenters::wasChecked(inspection);
    m_key->setText(hasKey ? tr("Checked with %1.").arg(text::keyText(inspection.key)) : QString());
    m_key->setVisible(hasKey && (!m_details || m_details->isChecked()));

    if (m_details)
        unfold(m_details->isChecked());

    m_removed->setText(text::removedText(inspection.removed));
    m_removed->setVisible(!inspection.removed.isEmpty());

    const theme::SeverityStyle claims = presenters::claimsStyle(inspection);
    m_claims->setIconName(claims.iconName);
    m_claims->setText(claims.word);
    m_claims->setTone(claims.tone);
    m_claims->setVisible(!m_strip && inspection.claimsVerdict != inspector::Claims::NotJudged);
    widgets::setPlainToolTip(*m_claims, text::claimsText(inspection).sentence);
    m_algorithm->setText(base::visibleText(inspection.algorithm, 24));
    m_algorithm->setVisible(!inspection.algorithm.isEmpty());
    m_algorithm->setAccessibleName(tr("Algorithm %1").arg(base::visibleText(inspection.algorithm, 24)));

    showTimes();
    const QString said = tr("%1. %2 %3").arg(style.word, words.sentence, m_time->text());
    setAccessibleName(style.word);
    setAccessibleDescription(said);
    // Each second tells the times anew; only another verdict is worth interrupting for.
    const QString verdict = style.word + words.sentence;
    if (verdict != m_announced && isVisible())
        widgets::announce(this, said);
    m_announced = verdict;
    update();
}

void VerdictBanner::setNow(base::Instant now)
{
    m_now = now;
    showTimes();
}

void VerdictBanner::showTimes()
{
    const theme::SeverityStyle style = presenters::timeStyle(m_inspection);
    m_time->setIconName(style.iconName);
    m_time->setTone(style.tone);
    m_time->setText(timeLine());
    m_time->setAccessibleName(timeLine());
    m_time->setVisible(m_inspection.time != inspector::Time::NotJudged);
    widgets::setPlainToolTip(*m_time, text::timeText(m_inspection).sentence);
}

QString VerdictBanner::timeLine() const
{
    switch (m_inspection.time) {
    case inspector::Time::Valid:
        if (m_inspection.expiresAt)
            return tr("Expires %1").arg(text::relativeTime(instantOf(*m_inspection.expiresAt), m_now));
        break;
    case inspector::Time::Expired:
        if (m_inspection.expiresAt)
            return tr("Expired %1").arg(text::relativeTime(instantOf(*m_inspection.expiresAt), m_now));
        break;
    case inspector::Time::NotYet:
        if (m_inspection.notBefore)
            return tr("Valid %1").arg(text::relativeTime(instantOf(*m_inspection.notBefore), m_now));
        break;
    default:
        break;
    }
    return text::timeWord(m_inspection);
}

void VerdictBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF edge = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(theme::toneColor(m_tone, palette()));
    painter.setBrush(theme::toneColor(m_softTone, palette()));
    painter.drawRoundedRect(edge, radius, radius);
}

} // namespace gatehouse::ui::inspection
