#include "models/items/FlowStepModel.h"

namespace gatehouse::items {

FlowStepModel::FlowStepModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_steps.reserve(flow::stepCount);
    for (int i = 0; i < flow::stepCount; ++i)
        m_steps.append({.step = static_cast<flow::Step>(i)});
}

void FlowStepModel::setSteps(const QList<flow::FlowStep> &steps)
{
    for (int i = 0; i < flow::stepCount; ++i) {
        flow::FlowStep wanted{.step = static_cast<flow::Step>(i)};
        for (const flow::FlowStep &step : steps) {
            if (step.step == wanted.step)
                wanted = step;
        }
        if (m_steps.at(i) == wanted)
            continue;
        m_steps[i] = wanted;
        Q_EMIT dataChanged(index(i), index(i));
    }
}

int FlowStepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

QVariant FlowStepModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const flow::FlowStep &step = m_steps.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case KeyRole:
        return flow::stepName(step.step);
    case StateRole:
        return static_cast<int>(step.state);
    case SortRole:
        return index.row();
    default:
        return {};
    }
}

} // namespace gatehouse::items
