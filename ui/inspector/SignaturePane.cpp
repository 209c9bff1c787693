#include "ui/inspector/SignaturePane.h"

#include "models/base/Text.h"
#include "ui/presenters/VerdictPresenter.h"
#include "ui/text/ResolutionText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"

#include <QFormLayout>
#include <QVBoxLayout>

namespace gatehouse::ui::inspection {

namespace {

using namespace theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

/// A label in a form without a value is hidden with its name.
void showRow(QFormLayout &rows, PlainLabel *label, const QString &text)
{
    label->setText(text);
    rows.setRowVisible(label, !text.isEmpty());
}

} // namespace

SignaturePane::SignaturePane(QWidget *parent)
    : Card(tr("Signature and key"), {}, parent)
    , m_rows(new QFormLayout)
    , m_stepsTitle(new PlainLabel(tr("How the key was found"), PlainLabel::Role::Strong, this))
    , m_steps(new QWidget(this))
{
    setObjectName(u"signaturePane"_s);
    setCompact();
    m_rows->setHorizontalSpacing(large);
    m_rows->setVerticalSpacing(tight);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_rows->setLabelAlignment(Qt::AlignLeft);
    m_outcome = addRow(tr("Signature"), "signatureOutcome");
    m_key = addRow(tr("Key"), "signatureKey");
    m_kid = addRow(tr("Key id"), "signatureKid");
    m_thumbprint = addRow(tr("Thumbprint"), "signatureThumbprint");
    m_bytes = addRow(tr("Length"), "signatureLength");
    m_kid->setRole(PlainLabel::Role::Mono);
    m_thumbprint->setRole(PlainLabel::Role::Mono);

    m_steps->setObjectName(u"resolutionSteps"_s);
    auto *steps = new QVBoxLayout(m_steps);
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(tight);

    body()->addLayout(m_rows);
    body()->addWidget(m_stepsTitle);
    body()->addWidget(m_steps);
}

PlainLabel *SignaturePane::addRow(const QString &label, const char *name)
{
    auto *value = new PlainLabel({}, PlainLabel::Role::Body, this);
    value->setObjectName(QLatin1StringView(name));
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_rows->addRow(new PlainLabel(label, PlainLabel::Role::Muted, this), value);
    return value;
}

void SignaturePane::setInspection(const inspector::TokenInspection &inspection)
{
    const bool hasKey = presenters::wasChecked(inspection);
    showRow(*m_rows, m_outcome, text::signatureText(inspection).word);
    showRow(*m_rows, m_key, hasKey ? text::keyText(inspection.key) : tr("None"));
    showRow(*m_rows, m_kid, hasKey ? base::visibleText(inspection.key.kid, 120) : QString());
    showRow(*m_rows, m_thumbprint, hasKey ? inspection.key.thumbprint : QString());
    showRow(*m_rows, m_bytes,
            inspection.jws ? tr("%n bytes", nullptr, static_cast<int>(inspection.jws->signature.size())) : QString());
    showSteps(inspection.resolution);
}

void SignaturePane::showSteps(const QList<inspector::ResolutionStep> &steps)
{
    m_stepsTitle->setVisible(!steps.isEmpty());
    m_steps->setVisible(!steps.isEmpty());
    if (steps == m_shown)
        return;
    m_shown = steps;
    qDeleteAll(m_steps->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    int number = 0;
    for (const inspector::ResolutionStep &step : steps) {
        const bool against = text::isAgainst(step.kind);
        auto *row = new QWidget(m_steps);
        // A tick that is not green: the step was found to be so, which is not yet a verified token.
        auto *icon = new widgets::IconLabel(against ? u"close"_s : u"check"_s,
                                            against ? theme::Tone::Danger : theme::Tone::Neutral, row);
        icon->setAccessibleName(against ? tr("Against the token") : tr("Fits"));
        auto *sentence =
            new PlainLabel(tr("%1. %2").arg(++number).arg(text::resolutionText(step)), PlainLabel::Role::Body, row);
        if (against)
            sentence->setTone(theme::Tone::Danger);
        sentence->setWordWrap(true);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(small);
        layout->addWidget(icon, 0, Qt::AlignTop);
        layout->addWidget(sentence, 1);
        m_steps->layout()->addWidget(row);
    }
}

} // namespace gatehouse::ui::inspection
