#pragma once

#include "models/editing/Drafts.h"

#include <QUndoStack>

#include <optional>

namespace gatehouse::editing {

class ChangeCommand;

/// Where a change that was submitted comes from. What a person edited becomes a draft again when the store refuses it;
/// what undo or redo would have done was never typed, and leaves nothing behind. What was adopted is committed already.
enum class Origin { Edit, History, Adopted };

/// One person's editing of a tenant: what is typed and not saved, and every change on its way through an undo stack to
/// the store. Undo is a new change, committed and audited like any other. A change whose commit failed leaves the
/// stack: what it says did not happen. So does a single change that cannot be taken back, for the ones before it to be
/// reached; of several that cannot be taken back together, each still can be by itself.
class EditSession : public QObject
{
    Q_OBJECT

public:
    explicit EditSession(store::ResourceServerStore &store, QObject *parent = nullptr);

    /// Pushes and submits; empty sets are ignored. `text` names the change in the undo menu. Another try of a refused
    /// undo says so by `origin`.
    void apply(const domain::ChangeSet &changes, const QString &text, Origin origin = Origin::Edit);
    /// Puts what somebody else had committed on the stack, so that it can be taken back here: `text` names this one,
    /// `batchText` all that have the same `batch`.
    void adopt(const domain::ChangeSet &changes, const QString &text, const QByteArray &batch,
               const QString &batchText);

    // Undo and redo as a person means them: what belongs together is one step, and one change set.
    void undo();
    void redo();
    QString undoText() const; ///< empty where there is nothing to undo
    QString redoText() const;
    /// Whether the next undo takes back several requests of which undoOne() takes back the last.
    bool canUndoOne() const { return stepsBack() > 1; }
    void undoOne();
    QString undoOneText() const;

    /// Steps of this stack are single requests.
    QUndoStack &undoStack() { return m_undo; }
    const QUndoStack &undoStack() const { return m_undo; }
    store::ResourceServerStore &store() { return m_store; }
    Drafts &drafts() { return m_drafts; }

Q_SIGNALS:
    /// What can be undone or redone next may be something else now.
    void stepsChanged();
    /// The store refused `changes` and shows what was before; what a person had typed is a draft again.
    void refused(const gatehouse::domain::ChangeSet &changes, const gatehouse::base::Error &error,
                 gatehouse::editing::Origin origin);

private:
    friend class ChangeCommand;

    /// A submit that has not been answered yet.
    struct Outstanding
    {
        QList<ChangeCommand *> commands; ///< without those that the stack has dropped
        domain::ChangeSet changes;
        Origin origin = Origin::History;
        int from = 0; ///< of several steps: where the stack was before them
        int to = 0;
    };

    void submit(ChangeCommand *command, const domain::ChangeSet &changes, Origin origin);
    void forget(const ChangeCommand *command);
    Outstanding answered(const domain::ChangeSet &changes);
    void onSubmitFailed(const domain::ChangeSet &changes, const base::Error &error);
    void dropObsolete();
    const ChangeCommand *commandAt(int index) const;
    int stepsBack() const;
    int stepsOn() const;
    void together(int steps, void (QUndoStack::*step)());
    bool stepBack(const Outstanding &refused);

    store::ResourceServerStore &m_store;
    Drafts m_drafts;
    QList<Outstanding> m_outstanding; ///< in the order of submits; outlives the commands, which forget themselves here
    std::optional<Outstanding> m_together; ///< being put together, to be submitted as one
    bool m_isSteppingBack = false;         ///< the stack goes where it was, and nothing is submitted
    QUndoStack m_undo;
};

} // namespace gatehouse::editing
