#pragma once

#include "models/editing/Drafts.h"

#include <QUndoStack>

namespace gatehouse::editing {

class ChangeCommand;

/// Where a change that was submitted comes from. What a person edited becomes a draft again when the store refuses it;
/// what undo or redo would have done was never typed, and leaves nothing behind. What was adopted is committed already.
enum class Origin { Edit, History, Adopted };

/// One person's editing of a tenant: what is typed and not saved, and every change on its way through an undo stack to
/// the store. Undo is a new change, committed and audited like any other. A command whose commit failed becomes
/// obsolete and leaves the stack: what it says did not happen.
class EditSession : public QObject
{
    Q_OBJECT

public:
    explicit EditSession(store::ResourceServerStore &store, QObject *parent = nullptr);

    /// Pushes and submits; empty sets are ignored. `text` names the change in the undo menu. Another try of a refused
    /// undo says so by `origin`.
    void apply(const domain::ChangeSet &changes, const QString &text, Origin origin = Origin::Edit);
    /// Puts what somebody else had committed on the stack, so that it can be taken back here. What has the same `batch`
    /// as the last command goes with it.
    void adopt(const domain::ChangeSet &changes, const QString &text, const QByteArray &batch);
    QUndoStack &undoStack() { return m_undo; }
    store::ResourceServerStore &store() { return m_store; }
    Drafts &drafts() { return m_drafts; }

Q_SIGNALS:
    /// The store refused `changes` and shows what was before; what a person had typed is a draft again.
    void refused(const gatehouse::domain::ChangeSet &changes, const gatehouse::base::Error &error,
                 gatehouse::editing::Origin origin);

private:
    friend class ChangeCommand;

    /// A submit that has not been answered yet.
    struct Outstanding
    {
        ChangeCommand *command = nullptr; ///< nullptr once the stack has dropped it
        domain::ChangeSet changes;
        Origin origin = Origin::History;
    };

    void submit(ChangeCommand *command, const domain::ChangeSet &changes, Origin origin);
    void forget(const ChangeCommand *command);
    Outstanding answered(const domain::ChangeSet &changes);
    void onSubmitFailed(const domain::ChangeSet &changes, const base::Error &error);
    void dropObsolete();

    store::ResourceServerStore &m_store;
    Drafts m_drafts;
    QList<Outstanding> m_outstanding; ///< in the order of submits; outlives the commands, which forget themselves here
    ChangeCommand *m_adopted = nullptr; ///< the last one, while it is the last command of all
    QByteArray m_batch;
    QUndoStack m_undo;
};

} // namespace gatehouse::editing
