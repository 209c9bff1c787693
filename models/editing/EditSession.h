#pragma once

#include "models/store/ResourceServerStore.h"

#include <QUndoStack>

namespace gatehouse::editing {

/// One person's editing of a tenant: every change goes through an undo stack to the store. Undo is a new change, committed and
/// audited like any other. A command whose commit failed becomes obsolete.
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
    void submit(const domain::ChangeSet &changes);

    store::ResourceServerStore &m_store;
    QUndoStack m_undo;
};

} // namespace gatehouse::editing
