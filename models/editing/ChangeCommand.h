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
    /// What is taken back as one, as a person sees it: the requests of a deployment.
    struct Batch
    {
        QByteArray key; ///< the same for all of it; empty for what stands alone
        QString text;   ///< names all of it
    };

    /// `origin` of the first redo, which is the change itself; every other one is history.
    ChangeCommand(EditSession &session, domain::ChangeSet changes, const QString &text, Origin origin,
                  Batch batch = {});
    ~ChangeCommand() override;
    Q_DISABLE_COPY_MOVE(ChangeCommand)

    const Batch &batch() const { return m_batch; }

    void redo() override;
    void undo() override;

private:
    EditSession &m_session;
    domain::ChangeSet m_changes;
    Origin m_origin;
    Batch m_batch;
};

} // namespace gatehouse::editing
