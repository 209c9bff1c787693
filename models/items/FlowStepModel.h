#pragma once

#include "models/flow/FlowStep.h"
#include "models/items/ItemRoles.h"

#include <QAbstractListModel>

namespace gatehouse::items {

/// The steps of a test run, always all of them, in order: those that have not begun are waiting. Words, icons and times
/// are a presenter's.
class FlowStepModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit FlowStepModel(QObject *parent = nullptr);

    /// Takes the steps of a transcript; steps it lacks are shown as waiting.
    void setSteps(const QList<flow::FlowStep> &steps);
    const flow::FlowStep &stepAt(int row) const { return m_steps.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<flow::FlowStep> m_steps;
};

} // namespace gatehouse::items
