#include "ui/inspector/VerdictStrip.h"

#include "ui/presenters/VerdictPresenter.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QPainter>

namespace gatehouse::ui::inspection {

namespace strip = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

VerdictCell::VerdictCell(const QString &caption, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_caption(caption)
    , m_icon(new widgets::IconLabel({}, theme::Tone::Neutral, this))
    , m_word(new PlainLabel({}, PlainLabel::Role::Strong, this))
{
    setObjectName(objectName);
    auto *name = new PlainLabel(caption, PlainLabel::Role::Caption, this);
    m_word->setObjectName(objectName + u"Word"_s);
    m_word->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(strip::tight);
    head->addWidget(m_icon);
    head->addWidget(name, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(strip::small, strip::small, strip::small, strip::small);
    layout->setSpacing(strip::tight);
    layout->addLayout(head);
    layout->addWidget(m_word);
    layout->addStretch(1);
}

void VerdictCell::setVerdict(const theme::SeverityStyle &style, const QString &sentence)
{
    m_softTone = style.softTone;
    m_icon->setIcon(style.iconName, style.tone);
    m_word->setText(style.word);
    m_word->setTone(style.tone);
    setAccessibleName(tr("%1: %2").arg(m_caption, style.word));
    setAccessibleDescription(sentence);
    widgets::setPlainToolTip(*this, sentence);
    update();
}

void VerdictCell::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::toneColor(m_softTone, palette()));
    painter.drawRoundedRect(rect(), strip::radius - 2, strip::radius - 2);
}

VerdictStrip::VerdictStrip(QWidget *parent)
    : QWidget(parent)
    , m_judgedAt(new PlainLabel({}, PlainLabel::Role::Caption, this))
{
    setObjectName(u"verdictStrip"_s);
    // As high as its words need in the width there is. Not Fixed: that would end at the height of the preferred width.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Five verdicts"));
    m_cells = {new VerdictCell(tr("Form"), u"stripForm"_s, this),
               new VerdictCell(tr("Signature"), u"stripSignature"_s, this),
               new VerdictCell(tr("Time"), u"stripTime"_s, this), new VerdictCell(tr("Claims"), u"stripClaims"_s, this),
               new VerdictCell(tr("Policy"), u"stripPolicy"_s, this)};
    auto *cells = new QHBoxLayout;
    cells->setSpacing(strip::tight);
    for (VerdictCell *cell : m_cells)
        cells->addWidget(cell, 1);
    m_judgedAt->setObjectName(u"judgedAt"_s);
    m_judgedAt->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(strip::tight);
    layout->addLayout(cells);
    layout->addWidget(m_judgedAt);
}

void VerdictStrip::setInspection(const inspector::TokenInspection &inspection, bool isMoved)
{
    m_cells[0]->setVerdict(presenters::formStyle(inspection), text::formText(inspection).sentence);
    m_cells[1]->setVerdict(presenters::signatureStyle(inspection), text::signatureText(inspection).sentence);
    m_cells[2]->setVerdict(presenters::timeStyle(inspection), text::timeText(inspection).sentence);
    m_cells[3]->setVerdict(presenters::claimsStyle(inspection), text::claimsText(inspection).sentence);
    m_cells[4]->setVerdict(presenters::policyStyle(inspection), text::policyText(inspection).sentence);
    if (!inspection.judgedAt) {
        m_judgedAt->setText({});
        return;
    }
    const QString moment = text::localTime(*inspection.judgedAt);
    const QString leeway = text::durationText(std::chrono::seconds(inspection.leeway));
    if (isMoved)
        m_judgedAt->setText(inspection.leeway > 0
                                ? tr("Evaluated at %1, a time you chose, with %2 of leeway.").arg(moment, leeway)
                                : tr("Evaluated at %1, a time you chose.").arg(moment));
    else
        m_judgedAt->setText(inspection.leeway > 0 ? tr("Evaluated at %1, with %2 of leeway.").arg(moment, leeway)
                                                  : tr("Evaluated at %1.").arg(moment));
}

} // namespace gatehouse::ui::inspection
