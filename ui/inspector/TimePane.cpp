#include "ui/inspector/TimePane.h"

#include "models/inspector/VerificationPolicy.h"
#include "ui/inspector/TokenTimeline.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QSpinBox>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

TimePane::TimePane(QWidget *parent)
    : Card(tr("Time"), {}, parent)
    , m_line(new TokenTimeline(this))
    , m_leeway(new QSpinBox(this))
    , m_reset(new QPushButton(theme::icon(u"clock"_s), tr("Back to now"), this))
{
    setObjectName(u"timePane"_s);
    setCompact();
    m_leeway->setObjectName(u"leeway"_s);
    m_leeway->setAccessibleName(tr("Leeway in seconds"));
    m_leeway->setRange(0, inspector::maxLeeway);
    m_leeway->setSuffix(tr(" s"));
    m_leeway->setButtonSymbols(QAbstractSpinBox::NoButtons);
    widgets::setPlainToolTip(*m_leeway, tr("How far the clocks of issuer and API may differ."));
    m_reset->setObjectName(u"timeReset"_s);
    theme::setButtonKind(*m_reset, theme::ButtonKind::Quiet);
    m_reset->hide();
    addAction(m_reset);
    addAction(new widgets::PlainLabel(tr("Leeway"), widgets::PlainLabel::Role::Muted, this));
    addAction(m_leeway);
    body()->addWidget(m_line);

    connect(m_line, &TokenTimeline::nowChosen, this, [this](qint64 seconds) {
        m_moved = base::Instant(std::chrono::seconds(seconds));
        m_reset->show();
        Q_EMIT changed();
    });
    connect(m_leeway, &QSpinBox::valueChanged, this, &TimePane::changed);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_line->setFocus(); // before the button it was on goes
        reset();
        Q_EMIT changed();
    });
}

int TimePane::leeway() const
{
    return m_leeway->value();
}

void TimePane::reset()
{
    m_moved.reset();
    m_reset->hide();
}

void TimePane::setInspection(const inspector::TokenInspection &inspection, std::optional<int> allowedLifetime,
                             base::Instant systemNow)
{
    TimelineMoments moments;
    moments.issuedAt = inspection.issuedAt;
    moments.notBefore = inspection.notBefore;
    moments.expiresAt = inspection.expiresAt;
    if (allowedLifetime)
        moments.allowedLifetime = *allowedLifetime;
    moments.leeway = leeway();
    m_line->setMoments(moments, base::unixSeconds(systemNow));
    setSystemNow(systemNow);
}

void TimePane::setSystemNow(base::Instant systemNow)
{
    m_line->setNow(base::unixSeconds(moment(systemNow)), isMoved());
}

} // namespace gatehouse::ui::inspection
