#pragma once

#include "models/store/ResourceServerStore.h"

#include <QUndoStack>

namespace gatehouse::editing {

class ChangeCommand;

/// One person's editing of a tenant: every change goes through an undo stack to the store. Undo is a new change,
/// committed and audited like any other. A command whose commit failed becomes obsolete and leaves the stack: what it
/// says did not happen.
class EditSession : public QObject
{
    Q_OBJECT

public:
    explicit EditSession(store::ResourceServerStore &store, QObject *parent = nullptr);

    /// Pushes and submits; empty sets are ignored. `text` names the change in the undo menu.
    void apply(const domain::ChangeSet &changes, const QString &text);
    QUndoStack &undoStack() { return m_undo; }
    store::ResourceServerStore &store() { return m_store; }

private:
    friend class ChangeCommand;

    /// A submit that has not been answered yet.
    struct Outstanding
    {
        ChangeCommand *command = nullptr; ///< nullptr once the stack has dropped it
        domain::ChangeSet changes;
    };

    void submit(ChangeCommand *command, const domain::ChangeSet &changes);
    void forget(const ChangeCommand *command);
    ChangeCommand *answered(const domain::ChangeSet &changes);
    void dropObsolete();

    store::ResourceServerStore &m_store;
    QList<Outstanding> m_outstanding; ///< in the order of submits; outlives the commands, which forget themselves here
    QUndoStack m_undo;
};

} // namespace gatehouse::editing
