#include "ui/inspector/VerdictStrip.h"

#include "ui/presenters/VerdictPresenter.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>
#include <QResizeEvent>

namespace gatehouse::ui::inspection {

namespace strip = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

/// When the verdicts were reached, and with how much leeway.
QString momentLine(const inspector::TokenInspection &inspection, bool isMoved)
{
    const QString moment = text::localTime(*inspection.judgedAt);
    const QString leeway = text::durationText(std::chrono::seconds(inspection.leeway));
    if (isMoved) {
        return inspection.leeway > 0
                   ? VerdictStrip::tr("Evaluated at %1, a time you chose, with %2 of leeway.").arg(moment, leeway)
                   : VerdictStrip::tr("Evaluated at %1, a time you chose.").arg(moment);
    }
    return inspection.leeway > 0 ? VerdictStrip::tr("Evaluated at %1, with %2 of leeway.").arg(moment, leeway)
                                 : VerdictStrip::tr("Evaluated at %1.").arg(moment);
}

} // namespace

VerdictCell::VerdictCell(const QString &caption, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_caption(caption)
    , m_icon(new widgets::IconLabel({}, theme::Tone::Neutral, this))
    , m_name(new PlainLabel(caption, PlainLabel::Role::Caption, this))
    , m_word(new PlainLabel({}, PlainLabel::Role::Strong, this))
    , m_words(new QVBoxLayout)
{
    setObjectName(objectName);
    m_word->setObjectName(objectName + u"Word"_s);
    m_word->setWordWrap(true);
    m_words->setSpacing(0);
    m_words->addWidget(m_name);
    m_words->addWidget(m_word, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(strip::small, strip::tight, strip::small, strip::tight);
    layout->setSpacing(strip::small);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(m_words, 1);
}

void VerdictCell::setDirection(QBoxLayout::Direction direction)
{
    m_words->setDirection(direction);
    m_words->setSpacing(direction == QBoxLayout::LeftToRight ? strip::small : 0);
}

int VerdictCell::lineWidth() const
{
    const int word = m_word->fontMetrics().horizontalAdvance(m_word->text());
    constexpr int rounding = 4;
    return m_icon->sizeHint().width() + m_name->sizeHint().width() + word + 4 * strip::small + rounding;
}

void VerdictCell::setVerdict(const theme::SeverityStyle &style, const QString &sentence)
{
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
    painter.setBrush(theme::toneColor(theme::Tone::Surface, palette()));
    painter.drawRoundedRect(rect(), strip::radius - 2, strip::radius - 2);
}

VerdictStrip::VerdictStrip(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout)
    , m_details(new QWidget(this))
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
    m_row->setSpacing(strip::tight);
    for (VerdictCell *cell : m_cells)
        m_row->addWidget(cell, 1);
    m_details->setObjectName(u"verdictSentences"_s);
    auto *sentences = new QGridLayout(m_details);
    sentences->setContentsMargins(0, strip::tight, 0, 0);
    sentences->setHorizontalSpacing(strip::medium);
    sentences->setVerticalSpacing(strip::tight);
    sentences->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const int row = static_cast<int>(i);
        m_sentences[i] = new PlainLabel({}, PlainLabel::Role::Body, m_details);
        m_sentences[i]->setWordWrap(true);
        m_sentences[i]->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *caption = new PlainLabel(m_cells[i]->caption(), PlainLabel::Role::Muted, m_details);
        sentences->addWidget(caption, row, 0, Qt::AlignTop);
        sentences->addWidget(m_sentences[i], row, 1);
    }
    m_judgedAt->setObjectName(u"judgedAt"_s);
    m_judgedAt->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(strip::tight);
    layout->addLayout(m_row);
    layout->addWidget(m_details);
    layout->addWidget(m_judgedAt);
}

void VerdictStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        arrange();
}

void VerdictStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void VerdictStrip::arrange()
{
    // All five in one line where they fit, each as wide as its words; else words below names, all of one width.
    int needed = m_row->spacing() * static_cast<int>(m_cells.size() - 1);
    for (const VerdictCell *cell : m_cells)
        needed += cell->lineWidth();
    const bool isLine = needed <= width();
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i]->setDirection(isLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
        m_row->setStretch(static_cast<int>(i), isLine ? m_cells[i]->lineWidth() : 1);
    }
}

void VerdictStrip::setUnfolded(bool unfolded)
{
    m_isUnfolded = unfolded;
    showFolds();
}

void VerdictStrip::showFolds()
{
    m_details->setVisible(m_isUnfolded);
    m_judgedAt->setVisible((m_isUnfolded || m_isMoved) && !m_judgedAt->text().isEmpty());
}

void VerdictStrip::setInspection(const inspector::TokenInspection &inspection, bool isMoved)
{
    const std::array styles{presenters::formStyle(inspection), presenters::signatureStyle(inspection),
                            presenters::timeStyle(inspection), presenters::claimsStyle(inspection),
                            presenters::policyStyle(inspection)};
    const std::array sentences{text::formText(inspection).sentence, text::signatureText(inspection).sentence,
                               text::timeText(inspection).sentence, text::claimsText(inspection).sentence,
                               text::policyText(inspection).sentence};
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i]->setVerdict(styles[i], sentences[i]);
        m_sentences[i]->setText(sentences[i]);
    }
    arrange();
    m_isMoved = isMoved;
    m_judgedAt->setText(inspection.judgedAt ? momentLine(inspection, isMoved) : QString());
    showFolds();
}

} // namespace gatehouse::ui::inspection
