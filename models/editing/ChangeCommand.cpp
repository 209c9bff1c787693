#include "models/editing/ChangeCommand.h"

#include "models/editing/EditSession.h"

#include <utility>

namespace gatehouse::editing {

ChangeCommand::ChangeCommand(EditSession &session, domain::ChangeSet changes, const QString &text, Origin origin,
                             Batch batch)
    : QUndoCommand(text)
    , m_session(session)
    , m_changes(std::move(changes))
    , m_origin(origin)
    , m_batch(std::move(batch))
{
}

ChangeCommand::~ChangeCommand()
{
    m_session.forget(this);
}

void ChangeCommand::redo()
{
    if (m_origin == Origin::Adopted) { // is done already
        m_origin = Origin::History;
        return;
    }
    // QUndoStack steps over an obsolete command once more before it lets it go.
    if (!isObsolete())
        m_session.submit(this, m_changes, std::exchange(m_origin, Origin::History));
}

void ChangeCommand::undo()
{
    if (!isObsolete())
        m_session.submit(this, m_changes.inverse(), Origin::History);
}

} // namespace gatehouse::editing
