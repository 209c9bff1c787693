#pragma once

#include "models/store/Contradictions.h"
#include "ui/dialogs/DialogFrame.h"

class QButtonGroup;

namespace gatehouse::ui::dialogs {

/// What was changed here and differently elsewhere: each member as it was read, as the person wants it, and as it is
/// now, with a choice that nobody makes for the person. Accepted means: apply the sides().
class ConflictDialog : public DialogFrame
{
    Q_OBJECT

public:
    ConflictDialog(const QList<store::Contradiction> &contradictions, QWidget *parent);

    /// One for each contradiction, in their order.
    QList<domain::Side> sides() const;

private:
    void add(const store::Contradiction &contradiction);
    void showObstacle();

    QList<QButtonGroup *> m_choices;
};

} // namespace gatehouse::ui::dialogs
