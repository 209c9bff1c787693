#pragma once

#include "models/domain/ChangeSet.h"

#include <QUndoCommand>

namespace gatehouse::editing {

class EditSession;
enum class Origin;

/// One undo command for any change set: redo submits it, undo submits its inverse. Both are merged by field with what
/// the tenant is by then, so undoing one's own change does not take back what others changed since.
class ChangeCommand final : public QUndoCommand
{
public:
    /// `origin` of the first redo, which is the change itself; every other one is history.
    ChangeCommand(EditSession &session, domain::ChangeSet changes, const QString &text, Origin origin);
    ~ChangeCommand() override;
    Q_DISABLE_COPY_MOVE(ChangeCommand)

    /// Adds what was committed after what it holds.
    void extend(const domain::ChangeSet &changes) { m_changes.changes += changes.changes; }

    void redo() override;
    void undo() override;

private:
    EditSession &m_session;
    domain::ChangeSet m_changes;
    Origin m_origin;
};

} // namespace gatehouse::editing
