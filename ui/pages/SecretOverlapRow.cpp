#include "ui/pages/SecretOverlapRow.h"

#include "ui/text/TimeText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

/// A timer takes no more than some days, and the computer's clock may be set meanwhile.
constexpr std::chrono::milliseconds longestWait = std::chrono::hours(1);

} // namespace

SecretOverlapRow::SecretOverlapRow(const base::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_sentence(new PlainLabel({}, PlainLabel::Role::Muted))
{
    setObjectName(u"secretOverlapRow"_s);
    m_sentence->setObjectName(u"secretOverlapSentence"_s);
    m_sentence->setWordWrap(true);
    auto *end = new QPushButton(tr("End overlap now"));
    end->setObjectName(u"endOverlapButton"_s);
    end->setAccessibleDescription(tr("Tokens that the previous secret signed are no longer valid then."));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(end, 0, Qt::AlignTop);
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &SecretOverlapRow::refresh);
    connect(end, &QPushButton::clicked, this, &SecretOverlapRow::endRequested);
    hide();
}

void SecretOverlapRow::setApi(const domain::ResourceServer &api)
{
    m_until = api.previousSecretUntil();
    refresh();
}

void SecretOverlapRow::refresh()
{
    m_end.stop();
    const base::Instant now = m_clock.now();
    const bool isRunning = m_until && now < *m_until;
    setVisible(isRunning);
    if (!isRunning)
        return;
    m_sentence->setText(
        tr("Tokens that the previous secret signed are valid until %1.").arg(text::localTime(*m_until)));
    m_end.start(std::min(std::chrono::ceil<std::chrono::milliseconds>(*m_until - now), longestWait));
}

} // namespace gatehouse::ui::pages
