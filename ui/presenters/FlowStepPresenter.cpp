#include "ui/presenters/FlowStepPresenter.h"

#include "ui/presenters/PresenterRoles.h"
#include "ui/text/FlowText.h"
#include "ui/text/TimeText.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/widgets/ToolTip.h"

namespace gatehouse::ui::presenters {

namespace {

theme::SeverityStyle styleOf(flow::StepState state)
{
    switch (state) {
    case flow::StepState::Waiting:
        return theme::SeverityStyle::of(theme::Sign::Waiting);
    case flow::StepState::Running:
        return theme::SeverityStyle::of(theme::Sign::Running);
    case flow::StepState::Done:
        return theme::SeverityStyle::of(theme::Sign::Done);
    case flow::StepState::Refused:
        return theme::SeverityStyle::of(theme::Sign::Refused);
    case flow::StepState::Failed:
        return theme::SeverityStyle::of(theme::Sign::Failed);
    case flow::StepState::Skipped:
        return theme::SeverityStyle::of(theme::Sign::Skipped);
    }
    return {};
}

} // namespace

FlowStepPresenter::FlowStepPresenter(items::FlowStepModel &steps, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_steps(steps)
{
    setSourceModel(&steps);
}

QVariant FlowStepPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_steps.rowCount())
        return {};
    const flow::FlowStep &step = m_steps.stepAt(index.row());
    const bool ended = step.state == flow::StepState::Done || step.state == flow::StepState::Refused ||
                       step.state == flow::StepState::Failed;
    const QString word = text::stepStateWord(step.state);
    switch (role) {
    case Qt::DisplayRole:
        return text::stepTitle(step.step);
    case TrailingRole:
        return ended ? tr("%1 · %2").arg(word, text::elapsedText(step.duration)) : word;
    case Qt::DecorationRole:
        return styleOf(step.state).icon();
    case Qt::ToolTipRole:
        return widgets::plainToolTip(text::stepSentence(step.step));
    case Qt::AccessibleTextRole:
        return ended ? tr("%1: %2 in %3").arg(text::stepTitle(step.step), word, text::elapsedText(step.duration))
                     : tr("%1: %2").arg(text::stepTitle(step.step), word);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

} // namespace gatehouse::ui::presenters
